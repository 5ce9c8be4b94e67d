"""Adding up: every cell is the organs' and the office's own, and what somebody typed stays."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from covering_county import COUNTY, new_county, numbers_of, own_share, write_town
from hypothesis import given
from hypothesis import strategies as st
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.command import main
from nianbao.command.figure_edits import with_figures
from nianbao.form import Address, Form, OrganKind, forms
from nianbao.problem import Problem, Problems
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from nianbao.source import OWN, Organ, Report, covered_organs, read_portal, read_sum_file
from nianbao.source.front_matter import FrontMatter, read_front_matter
from places import ROOT
from reading import FRONT_2014, FRONT_2019, FRONT_2021

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
FORM = forms()["2021"]
TOWNS = ("zhen1", "zhen2", "zhen3")


def run(project: Path, *arguments: str) -> int:
    return main(["sum", *arguments, "--project", str(project)])


def county(project: Path, year: int) -> Report:
    portal, _ = read_portal(project / "reports")
    report = portal.report(COUNTY, year)
    assert report is not None
    return report


def values(report: Report) -> dict[Address, object]:
    return {address: figure.value for address, figure in report.figures.items()}


def told(project: Path, code: str = "sum-total") -> list[Problem]:
    _, problems = read_and_check(project / "reports", PRESS, HouseRules())
    return [problem for problem in problems if problem.code == code]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three townships' reports, and the county's added up with nothing of its own."""
    new_county(tmp_path, 3)
    for town in TOWNS:
        write_town(tmp_path, town, FORM, numbers_of(FORM, town))
    assert run(tmp_path, COUNTY, "2021") == 1
    own_share(tmp_path, FORM, dict.fromkeys(FORM.measures, 0), 2021)
    assert run(tmp_path, COUNTY, "2021") == 0
    return tmp_path


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_every_cell_is_the_organs_and_the_own(form: Form, tmp_path: Path) -> None:
    """And when one cell of one report changes later, the check tells that cell and no other."""
    new_county(tmp_path, 3)
    year, own = form.first_year, numbers_of(form, "own")
    parts = {town: numbers_of(form, town) for town in TOWNS}
    for town, numbers in parts.items():
        write_town(tmp_path, town, form, numbers)
    # Before the own share is known, nothing is a sum of all.
    assert run(tmp_path, COUNTY, str(year)) == 1
    assert values(county(tmp_path, year)) == {}
    own_share(tmp_path, form, own, year)
    assert run(tmp_path, COUNTY, str(year)) == 0
    added = [a for a, measure in form.measures.items() if measure.unit]
    found = values(county(tmp_path, year))
    assert {a: found[a] for a in added} == {
        a: own[a] + sum(numbers[a] for numbers in parts.values()) for a in added
    }
    assert found.keys() == set(added)
    assert told(tmp_path) == []
    changed = added[len(added) // 2]
    write_town(tmp_path, "zhen2", form, {**parts["zhen2"], changed: parts["zhen2"][changed] + 7})
    (problem,) = told(tmp_path)
    assert problem.address == changed.parts
    assert (problem.found, problem.expected) == (str(found[changed]), str(found[changed] + 7))  # type: ignore[operator]
    # Run again, it changes that cell alone.
    before = values(county(tmp_path, year))
    run(tmp_path, COUNTY, str(year))
    after = values(county(tmp_path, year))
    assert {a for a in added if after[a] != before[a]} == {changed}
    assert told(tmp_path) == []


def test_what_somebody_typed_stays_and_is_told_with_both_numbers(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / f"reports/{COUNTY}/2021.md"
    report = county(project, 2021)
    (permits,) = (a for a in FORM.measures if a.row == ("行政许可",))
    computed = report.figures[permits].value
    typed = path.read_text("utf-8").replace(f"  行政许可: {computed}", "  行政许可: 99999  # 另查")
    path.write_text(typed, "utf-8")
    numbers = numbers_of(FORM, "zhen1")
    write_town(project, "zhen1", FORM, {a: n + 1 for a, n in numbers.items()})
    capsys.readouterr()
    assert run(project, COUNTY, "2021") == 0
    said = capsys.readouterr().out
    assert re.search(rf"没有改：{permits}.*填 99999，算出 {int(str(computed)) + 1}；", said)
    after = county(project, 2021)
    assert {a for a, f in after.figures.items() if f.value != values(report)[a]} == set(
        FORM.measures
    )
    assert after.figures[permits].value == 99999
    assert "  行政许可: 99999  # 另查\n" in after.text
    # What is open again, is computed.
    path.write_text(after.text.replace("99999", "待填"), "utf-8")
    assert run(project, COUNTY, "2021") == 0
    assert county(project, 2021).figures[permits].value == int(str(computed)) + 1


def test_nothing_new_changes_nothing(project: Path) -> None:
    files = sorted((project / "reports").rglob("*.*"))
    before = {path: path.read_bytes() for path in files}
    assert run(project, COUNTY, "2021") == 0
    assert {path: path.read_bytes() for path in files} == before


def test_to_show_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_county(tmp_path, 2)
    write_town(tmp_path, "zhen1", FORM, {**numbers_of(FORM, 1), **_row("行政许可", 1234)})
    assert run(tmp_path, COUNTY, "2021", "--show") == 0
    said = capsys.readouterr().out
    assert "还没有报告：示例县2号镇人民政府（zhen2/2021.md）" in said
    assert re.search(r"行政许可 +1234 +\? +\?", said)
    assert not (tmp_path / "reports" / COUNTY).exists()


def _row(name: str, *numbers: object) -> dict[Address, object]:
    cells = [address for address in FORM.measures if address.row == (name,)]
    return dict(zip(cells, numbers, strict=True))


def test_who_is_not_added_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_county(tmp_path, 6)
    zeros: dict[Address, object] = dict.fromkeys(FORM.measures, 0)
    write_town(tmp_path, "zhen1", FORM, zeros | _row("行政许可", 5), published="")
    write_town(tmp_path, "zhen2", FORM, zeros | _row("行政许可", "待填"))
    write_town(tmp_path, "zhen3", forms()["2019"], numbers_of(forms()["2019"], 3), year=2021)
    write_town(tmp_path, "zhen4", FORM, zeros | _row("行政许可", "~"))
    wrong = next(a for a in FORM.row_totals)
    write_town(tmp_path, "zhen5", FORM, zeros | {wrong: 1})
    run(tmp_path, COUNTY, "2021")
    own_share(tmp_path, FORM, zeros | _row("行政许可", 2), 2021)
    capsys.readouterr()
    assert run(tmp_path, COUNTY, "2021") == 0
    said = capsys.readouterr().out
    assert "下级机关 6 个，算入 3 个" in said
    assert "还没有报告：示例县6号镇人民政府" in said
    assert re.search(
        r"没有填完，没有算入：示例县2号镇.*zhen2/2021.md:\d+）主动公开 › 行政许可", said
    )
    assert re.search(r"格式不同，没有算入：示例县3号镇.*2019 格式", said)
    assert re.search(r"数字有错，照填的算入了.*示例县5号镇.*六类申请人之和为 0，总计填 1", said)
    assert "还是草稿，算入了：示例县1号镇人民政府\n" in said
    (permits,) = _row("行政许可", 0)
    assert f"空白不是零，只加了填了数的：示例县4号镇人民政府没有填 {permits}\n" in said
    assert county(tmp_path, 2021).figures[permits].value == 7


def test_a_released_report_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / f"reports/{COUNTY}/2021.md"
    published = path.read_text("utf-8").replace("# published: 2022", "published: 2022")
    path.write_text(published, "utf-8")
    write_town(project, "zhen1", FORM, dict.fromkeys(FORM.measures, 0))
    assert run(project, COUNTY, "2021") == 1
    assert path.read_text("utf-8") == published
    assert f"correct {COUNTY} 2021" in capsys.readouterr().err
    assert run(project, COUNTY, "2021", "--show") == 0
    # The check tells what it does not add up to any more, and that it takes a correction.
    assert told(project)
    assert all("照更正办" in problem.advice for problem in told(project))


def test_what_does_not_follow_from_last_year_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_county(tmp_path, 1)
    zeros: dict[Address, object] = dict.fromkeys(FORM.measures, 0)
    carried = [a for a in FORM.measures if a.row == ("结转下年度",)]
    write_town(tmp_path, COUNTY, FORM, zeros | {carried[0]: 4, carried[-1]: 4}, year=2021)
    write_town(tmp_path, "zhen1", FORM, zeros, published="published: 2023-01-20", year=2022)
    run(tmp_path, COUNTY, "2022")
    own_share(tmp_path, FORM, zeros, 2022)
    run(tmp_path, COUNTY, "2022")
    said = capsys.readouterr().out
    assert (
        "与上一年度不符：依申请公开 › 上年结转 › 自然人：2021 年的结转下年度为 4，本年填 0" in said
    )


@pytest.mark.slow("makes a whole site")
def test_the_file_beside_the_report_is_not_published(project: Path) -> None:
    path = project / f"reports/{COUNTY}/2021.md"
    text = path.read_text("utf-8").replace("# published: 2022", "published: 2022")
    path.write_text(text.replace("待写", "公开四十条。"), "utf-8")
    assert told(project, "sum-own") == []
    equipment = equipment_for(project)
    with LocalWorkers(1) as workers:
        published = publish(equipment, tools_for(equipment, workers))
    paths = [entry.path for entry in published.entries]
    assert f"zwgk/gknb/{COUNTY}/2021/index.html" in paths
    assert [path for path in paths if ".sum" in path or path.endswith(".yml")] == []


@pytest.mark.parametrize("wrong", ["zhen1", "zhen9"])
def test_only_a_covering_organ_has_a_sum(project: Path, wrong: str) -> None:
    with pytest.raises(SystemExit) as ended:
        run(project, wrong, "2021")
    assert ended.value.code == 2


def test_the_example_of_the_handbook_is_a_whole_share(tmp_path: Path) -> None:
    page = (ROOT / "docs/help/summing.md").read_text("utf-8")
    (example,) = (
        textwrap.dedent(block)
        for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
        if block.lstrip().startswith(OWN)
    )
    path, problems = tmp_path / "2025.sum.yml", Problems("2025.sum.yml")
    for text in (example, f"{OWN}: 0\n"):
        path.write_text(text, "utf-8")
        file = read_sum_file(path, FORM, problems)
        assert file is not None
        assert problems.found == []
        assert file.own.keys() == FORM.measures.keys()


@given(st.data())
def test_each_organ_is_covered_once(data: st.DataObject) -> None:
    """Below a covering organ that has a report, nobody counts for himself; else everybody does."""
    count = data.draw(st.integers(1, 8))
    organs = {
        f"o{number}": Organ(
            f"o{number}",
            "示例",
            OrganKind.DEPARTMENT,
            parent=f"o{data.draw(st.integers(0, count))}",
            aggregate=data.draw(st.booleans()),
        )
        for number in range(1, count + 1)
    }
    reported = {(slug, 2021) for slug in organs if data.draw(st.booleans())}
    children: dict[str, list[Organ]] = {}
    for organ in organs.values():
        children.setdefault(organ.parent, []).append(organ)

    def path_to_root(slug: str) -> list[str] | None:
        above: list[str] = []
        while slug != "o0":
            slug = organs[slug].parent
            if slug in above:
                return None  # An organ above itself.
            above.append(slug)
        return above[:-1]

    expected = {
        slug
        for slug in organs
        if (between := path_to_root(slug)) is not None
        and not any(organs[o].aggregate and (o, 2021) in reported for o in between)
    }
    found = covered_organs("o0", 2021, children, reported)
    assert len(found) == len(expected)
    assert {organ.slug for organ in found} == expected


@pytest.mark.parametrize("front", [FRONT_2021, FRONT_2019, FRONT_2014], ids=["21", "19", "14"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@given(data=st.data())
def test_any_cell_can_be_written_in_any_shorthand(
    front: str, newline: str, data: st.DataObject
) -> None:
    """The cells named are what they should be, and nothing else is touched."""
    before = _read(front)
    form = before.form
    free = [a for a in form.measures if a not in form.row_totals]
    chosen = data.draw(st.sets(st.sampled_from(free)))
    wanted = {address: str(data.draw(st.integers(0, 9))) for address in chosen}
    text = front.replace("---\n", "---\n# 说明\n", 1).replace("\n", newline)
    edited = with_figures(text, form, before.figures, wanted)
    after = _read(edited.replace(newline, "\n"))
    for address, figure in before.figures.items():
        now = after.figures[address]
        assert (now.note, now.unit) == (figure.note, figure.unit)
        if address in wanted:
            assert str(now.value) == wanted[address]
        elif not figure.computed and address not in form.row_totals:
            assert now.value == figure.value
    assert edited.count("\n") - edited.count(newline) == 0
    assert edited.startswith(text[: text.index("notice" if "notice" in text else "published")])


def _read(front: str) -> FrontMatter:
    year = int(front.split("year: ")[1][:4])
    problems = Problems("x.md")
    matter = read_front_matter(front.removeprefix("---").rsplit("---\n", 1)[0], year, problems)
    assert matter is not None
    assert [str(problem) for problem in problems.found] == []
    return matter
