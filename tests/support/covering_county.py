"""An invented county whose government covers its townships, with random figures that fit."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random

from invented import body, front_matter, random_numbers
from nianbao.form import Address, Form
from places import ROOT

__all__ = ["COUNTY", "new_county", "numbers_of", "own_share", "write_town"]

COUNTY = "xian"


def new_county(folder: Path, towns: int) -> Path:
    """A project without reports; the townships are called zhen1, zhen2 and so on."""
    reports = folder / "reports"
    reports.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    organs = [f"{COUNTY}: {{name: 示例县人民政府, kind: 政府, aggregate: yes, contact: 电话}}"]
    for number in range(1, towns + 1):
        name = f"示例县{number}号镇人民政府"
        organs.append(
            f"zhen{number}: {{name: {name}, kind: 乡镇街道, parent: {COUNTY}, contact: 电话}}"
        )
    (reports / "organs.yml").write_text("\n".join([*organs, ""]), "utf-8")
    return folder


def numbers_of(form: Form, seed: object) -> dict[Address, int]:
    """Figures of one report, which fit every relation of the form."""
    return random_numbers(form, Random(f"{form.key} {seed}"))


def write_town(
    project: Path,
    town: str,
    form: Form,
    numbers: Mapping[Address, object],
    published: str = "published: 2022-01-20",
    year: int | None = None,
) -> Path:
    """Writes a report with these figures."""
    year = year or form.first_year
    written = {
        address: f"{{值: {number}, 单位: 元}}" if not form.measures[address].unit else str(number)
        for address, number in numbers.items()
    }
    path = project / "reports" / town / f"{year}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(front_matter(form, year, written, published) + body(form), "utf-8")
    return path


def own_share(project: Path, form: Form, numbers: Mapping[Address, object], year: int) -> None:
    """Fills in the county's own share, as the office does by hand."""
    path = project / f"reports/{COUNTY}/{year}.sum.yml"
    front = front_matter(form, year, {a: str(n) for a, n in numbers.items()})
    tables = front.split("\n")[3:-2]
    text = path.read_text("utf-8")
    start, end = text.index("本级:\n"), text.index("\n# 以下是")
    own = "".join(f"  {line}\n" for line in tables)
    path.write_text(f"{text[:start]}本级:\n{own}{text[end:]}", "utf-8")
