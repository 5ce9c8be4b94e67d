"""写下生成网站所用的软件包和字体：CycloneDX 物料清单 sbom.cdx.json、许可清单 licences.txt。"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

import library
from nianbao.console import make_legible
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import SettingsError, read_site_settings
from supply.bill import bill_of_materials
from supply.licence_list import licence_list
from supply.licences import UnknownLicenceError
from supply.locks import read_lock
from supply.materials import NotAsLockedError, font_files, packages


def main() -> int:
    """Writes both lists; 0 when done, 1 if what is installed cannot be told for certain."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=library.ROOT / "release",
        metavar="文件夹",
        help="写到哪里（默认 release）",
    )
    folder: Path = parser.parse_args().folder
    try:
        used = packages(read_lock(library.ROOT / "requirements.txt"))
        settings = read_site_settings(library.ROOT / "mkdocs.yml")
        fonts = font_files(load_typefaces(settings, library.ROOT / ".cache").book.fonts())
    except (NotAsLockedError, UnknownLicenceError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    project = tomllib.loads((library.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    bill = bill_of_materials(project["version"], used, fonts)
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sbom.cdx.json").write_text(text + "\n", "utf-8", newline="\n")
    (folder / "licences.txt").write_text(licence_list(used, fonts), "utf-8", newline="\n")
    print(f"软件包 {len(used)} 个、字体 {len(fonts)} 个的物料清单和许可清单在 {folder}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
