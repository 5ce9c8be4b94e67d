"""Twenty townships of which two are missing, one is late, one is wrong, and more has happened.

What their summary says is worked out by hand in its tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

from covering_county import new_county, write_town
from invented import consistent_numbers
from nianbao.form import Address, Form, forms

__all__ = ["MISSING", "write_summary_county"]

TOWNS = 20
MISSING = ("zhen7", "zhen13")
_ANSWERED = """published: 2022-01-20
discrepancies:
  - code: sum-row
    address: 依申请公开.本年新收
    reason: 已按此公布，总计多算一件
acknowledged:
  - {code: leap, address: 依申请公开.本年新收.总计, reason: 一人批量申请}"""
_CORRECTED = """published: 2022-01-20
corrections:
  - {date: 2022-02-10, what: 主动公开.行政许可, why: 漏了一批}"""
_WITHDRAWN = "withdrawn: {date: 2022-03-05, why: 附件含有个人信息}"


def write_summary_county(folder: Path) -> Path:
    """Writes the reports of 2020 and 2021 into a new project, and says where it is."""
    project = new_county(folder, TOWNS)
    form = forms()["2021"]
    earlier = forms()["2019"]
    for number in range(1, TOWNS + 1):
        town = f"zhen{number}"
        numbers = _numbers(form, town, (0, 1, 2, 5, 12))
        before = _numbers(earlier, town, (0, 1) if number == 6 else (0,))
        write_town(project, town, earlier, before, "published: 2021-01-20", 2020)
        if town in MISSING:
            continue
        path = write_town(project, town, form, numbers, _published(number))
        if number == 5:
            _write_wrong(project, town, numbers)
        if number == 6:
            write_town(project, town, form, _with_total(numbers, 1), _ANSWERED)
        if number == 8:
            (path.parent / "2021.v1.md").write_text(
                path.read_text("utf-8").split("corrections:")[0]
                + path.read_text("utf-8").split("why: 漏了一批}\n")[1],
                "utf-8",
            )
            (permits,) = (a for a in form.measures if a.row == ("行政许可",))
            write_town(project, town, form, {**numbers, permits: numbers[permits] + 3}, _CORRECTED)
    return project


def _numbers(form: Form, town: str, drawn: tuple[int, ...]) -> Mapping[Address, int]:
    """Small numbers, of which nothing is carried over from the year before."""
    random = Random(f"{form.key} {town}")

    def draw(address: Address) -> int:
        return 0 if address.row in (("上年结转",), ("结转下年度",)) else random.choice(drawn)

    return consistent_numbers(form, draw)


def _published(number: int) -> str:
    known = {3: "published: 2022-05-01", 4: "", 8: _CORRECTED, 9: _WITHDRAWN}
    return known.get(number, "published: 2022-01-20")


def _write_wrong(project: Path, town: str, numbers: Mapping[Address, int]) -> None:
    write_town(project, town, forms()["2021"], _with_total(numbers, 2))


def _with_total(numbers: Mapping[Address, int], more: int) -> Mapping[Address, int]:
    """The numbers with one total that is wrong."""
    form = forms()["2021"]
    total = next(a for a in form.row_totals if a.row == ("本年新收",))
    return {**numbers, total: numbers[total] + more}
