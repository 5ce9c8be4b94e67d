"""生成网站；什么都没有变化时，一两秒钟就知道。"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

import click
import interruption  # noqa: F401 - from here on the program can be stopped
import library
import yaml
from nianbao.build.mishaps import sentence_of
from nianbao.build.receipt import last_receipt
from nianbao.console import ArgumentParser, make_legible
from nianbao.publish import inputs_digest
from nianbao.settings import SettingsError
from nianbao.source import require_readable
from nianbao.visible import visible
from project_equipment import equipment_of

# A site that is put together in another way may depend on what nobody here knows of.
_PLAIN = {"hooks": ["hooks/portal.py"], "plugins": []}


def main() -> int:
    """Builds; one sentence says what a machine may do to that, a traceback what we did wrong."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    try:
        return _build()
    except Exception as error:
        sentence = sentence_of(error, library.ROOT / ".cache")
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        return 1


def _build() -> int:
    """Builds, unless the site is there and made of the same; 0 if it is whole then."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--release", action="store_true", help="上线的网站：该填写的都要填写")
    arguments = parser.parse_args()
    if arguments.release:
        os.environ["NIANBAO_RELEASE"] = "1"
    try:
        require_readable(library.ROOT / "mkdocs.yml")
    except SettingsError as error:
        parser.refuse(error)
    said = _said_before(library.ROOT, parser, is_release=arguments.release)
    if said is not None:
        for line in said:
            click.echo(line)
        click.echo("和上一次生成时相比，什么都没有变化；网站不用重新生成。")
        return 0
    sys.argv = ["mkdocs", "build", "--config-file", str(library.ROOT / "mkdocs.yml")]
    # MkDocs ends the process itself.
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
    return 0


def _said_before(
    project: Path, parser: ArgumentParser, *, is_release: bool
) -> tuple[str, ...] | None:
    """What the last build said, if another would make the same; None if there is work to do."""
    config_file = project / "mkdocs.yml"
    try:
        # A tag (!ENV) brings in what is not in the file; the plain loader knows none.
        config = yaml.safe_load(config_file.read_text("utf-8"))
    except (OSError, yaml.YAMLError):
        return None  # MkDocs knows what it means
    plain = isinstance(config, dict) and all(config.get(k) == v for k, v in _PLAIN.items())
    if not plain or "INHERIT" in config:
        return None
    equipment = equipment_of(project, parser, is_release=is_release)
    site = project / config.get("site_dir", "site")
    receipt = last_receipt(equipment.store, site)
    if receipt is None or not site.is_dir():
        return None
    docs = project / config.get("docs_dir", "docs")
    inputs = inputs_digest(equipment, config_file, docs)
    if changed := receipt.changed(site):
        # Whoever changed it would wonder where that has gone.
        click.echo(
            f"{site} 里有 {len(changed)} 个文件和生成时不一样（{visible(changed[0])} 等），"
            "网站重新生成。",
            err=True,
        )
        return None
    return receipt.said if receipt.inputs == inputs else None


if __name__ == "__main__":
    sys.exit(main())
