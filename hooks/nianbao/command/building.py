"""生成网站；什么都没有变化时，一两秒钟就知道。"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click
import yaml

from ..build.mishaps import sentence_of
from ..build.receipt import last_receipt
from ..publish import inputs_digest
from ..settings import SettingsError
from ..source import require_readable
from ..visible import visible
from .project import equipment_of
from .words import CALLED, Arguments, next_step

# A site that is put together in another way may depend on what nobody here knows of.
_PLAIN = (
    {"hooks": ["hooks/portal.py"], "plugins": []},
    {"hooks": None, "plugins": ["nianbao"]},
)


def options() -> Arguments:
    """What may be written behind the word."""
    return Arguments("site", __doc__ or "")


def main(arguments: Sequence[str]) -> int:
    """Builds the site of a project; 0 when it is whole, 1 when it was not built."""
    parser = options()
    project = parser.project(parser.parse_args(arguments).project)
    code = build(project, parser)
    if code == 0:
        next_step(f"看一看：{CALLED} serve；上线：{CALLED} release")
    return code


def build(project: Path, parser: Arguments, *, is_release: bool = False) -> int:
    """Builds; one sentence says what a machine may do to that, a traceback what we did wrong."""
    # MkDocs 2 is told of wherever MkDocs starts; this is the last 1.x, and locked.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # What somebody has set for good, as Windows' set does, makes no release of this.
    os.environ.pop("NIANBAO_RELEASE", None)
    if is_release:
        os.environ["NIANBAO_RELEASE"] = "1"
    try:
        require_readable(project / "mkdocs.yml")
    except SettingsError as error:
        parser.refuse(error)
    try:
        said = _said_before(project, parser, is_release=is_release)
        if said is not None:
            for line in said:
                click.echo(line)
            click.echo("和上一次生成时相比，什么都没有变化；网站不用重新生成。")
            return 0
        return _run_mkdocs(project)
    except Exception as error:
        sentence = sentence_of(error, project / ".cache")
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        return 1


def _run_mkdocs(project: Path) -> int:
    # Where nothing has changed, it need not be imported.
    from ..mkdocs_build import run_mkdocs  # noqa: PLC0415

    fault = run_mkdocs(project / "mkdocs.yml")
    if fault:
        click.echo(fault, err=True)
    return 0 if fault is None else 1


def _said_before(project: Path, parser: Arguments, *, is_release: bool) -> tuple[str, ...] | None:
    """What the last build said, if another would make the same; None if there is work to do."""
    config_file = project / "mkdocs.yml"
    try:
        # A tag (!ENV) brings in what is not in the file; the plain loader knows none.
        config = yaml.safe_load(config_file.read_text("utf-8"))
    except (OSError, yaml.YAMLError):
        return None  # MkDocs knows what it means
    if not isinstance(config, dict) or "INHERIT" in config:
        return None
    if {key: config.get(key) for key in ("hooks", "plugins")} not in _PLAIN:
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
