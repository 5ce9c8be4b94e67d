"""The invented county: always the same, nothing wrong with it but what is meant to be."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from commands import nianbao, with_library
from mkdocs.config import load_config
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.demonstration.completing import total
from nianbao.demonstration.counting import count_work
from nianbao.demonstration.county import COUNTY, read_county
from nianbao.demonstration.data import FIRST_YEAR, LAST_YEAR, read_data
from nianbao.demonstration.incidents import EXPLAINED, MEANT, read_incidents
from nianbao.demonstration.narrator import Narrator, Occasion
from nianbao.demonstration.report_text import NOTICE
from nianbao.demonstration.work import invent_work
from nianbao.demonstration.writing import NotOursError, write_demonstration
from nianbao.form import OrganKind, forms, local_frame
from nianbao.problem import Problem, Severity
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.site import CHAPTERS, SHARE_KINDS, Publication
from nianbao.settings import Settings, read_site_settings
from nianbao.source import Number, Portal
from places import ROOT
from publications import material_of
from site_building import tree
from site_pages import PAGES

pytestmark = pytest.mark.slow("the whole county")

CORRECTED = {name: i for name, i in read_incidents().items() if i.corrections}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with everything; only to be read."""
    folder = tmp_path_factory.mktemp("whole")
    write_demonstration(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration without corrections, for the checks."""
    folder = tmp_path_factory.mktemp("demo")
    write_demonstration(folder, corrections=False)
    return folder


@pytest.fixture(scope="module")
def checked(folder: Path) -> tuple[Portal, list[Problem]]:
    press = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
    return read_and_check(folder / "reports", press, HouseRules())


def test_two_runs_write_the_same_bytes(
    whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = tmp_path_factory.mktemp("again")
    subprocess.run(
        nianbao("demo", again, "--reports-only"),
        env=with_library(PYTHONHASHSEED="7"),
        check=True,
        capture_output=True,
    )
    first, second = tree(whole), tree(again)
    assert first == second
    texts = {name: content for name, content in first.items() if not name.endswith(".png")}
    assert not [name for name, content in texts.items() if b"\r" in content]


def test_nothing_is_wrong_but_what_is_meant(checked: tuple[Portal, list[Problem]]) -> None:
    _, problems = checked
    grave = [p for p in problems if p.severity is not Severity.NOTICE]
    assert {(p.file, p.code) for p in grave} == MEANT, list(map(str, grave))
    assert {p.severity for p in grave} == {Severity.WARNING}
    assert {(p.file, p.code) for p in problems if p.reason} == EXPLAINED
    remarks = {p.code for p in problems if p.severity is Severity.NOTICE and not p.reason}
    assert remarks == {"likely-cell", "organ-not-reported", "published-without-time"}


def test_every_form_organ_and_year_is_there(checked: tuple[Portal, list[Problem]]) -> None:
    portal, _ = checked
    of_forms = Counter(report.form.key for report in portal.reports)
    assert of_forms.keys() == {*forms(), local_frame().key}
    incidents = read_incidents().values()
    missing = sum(bool(incident.missing) for incident in incidents)
    withdrawn = sum(bool(incident.withdrawn) for incident in incidents)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    there = Counter(r.year for r in portal.reports)
    expected = {y: sum(o.exists(y) for o in portal.organs.values()) for y in years}
    assert missing == withdrawn == len(portal.withdrawn) == 1
    assert sum(expected.values()) - sum(there.values()) == missing + withdrawn
    assert expected[2008] == expected[2025] == 24
    kinds = Counter(organ.kind for organ in portal.organs.values() if organ.exists(2025))
    assert kinds == {OrganKind.GOVERNMENT: 1, OrganKind.DEPARTMENT: 14, OrganKind.TOWNSHIP: 9}


def test_every_report_says_that_it_is_invented(checked: tuple[Portal, list[Problem]]) -> None:
    portal, _ = checked
    assert {report.notice for report in portal.reports} == {NOTICE}
    assert {organ.name[:3] for organ in portal.organs.values()} == {"示例县"}


def test_what_is_withdrawn_and_what_is_a_draft_say_so(
    checked: tuple[Portal, list[Problem]],
) -> None:
    portal, _ = checked
    (gone,) = portal.withdrawn
    assert portal.report(gone.organ.slug, gone.year) is None
    assert "示例：撤回的报告" in gone.why
    following = portal.report(gone.organ.slug, gone.year + 1)
    assert following
    assert f"]({gone.year}.md)" not in following.prose
    (draft,) = (report for report in portal.reports if report.is_draft)
    assert "这份报告是草稿（示例）" in draft.prose


def test_no_report_counts_proposals_twice(checked: tuple[Portal, list[Problem]]) -> None:
    portal, _ = checked
    counts = {report.file: len(re.findall(r"提案\d+件", report.prose)) for report in portal.reports}
    assert max(counts.values()) == 1


def test_there_is_something_of_everything(
    folder: Path, checked: tuple[Portal, list[Problem]]
) -> None:
    portal, _ = checked
    text = "".join(report.text for report in portal.reports)
    for wanted in (r"^- ", r"^\| ", r"^1\. ", r"\]\(20\d\d\.md\)", r"\]\(https://", r"!\[.+\]\("):
        assert re.search(wanted, text, re.MULTILINE), wanted
    figures = [f for report in portal.reports for f in report.figures.values()]
    assert any(f.note for f in figures)
    assert any(f.unit for f in figures)
    assert any(f.value is None for f in figures)
    assert any(report.published is None and not report.is_draft for report in portal.reports)
    assert len(list(folder.glob("reports/*/*.png"))) == 3


def test_reports_are_of_a_readable_length(checked: tuple[Portal, list[Problem]]) -> None:
    portal, _ = checked
    lengths = [len(re.sub(r"\{\{.*?\}\}", "00", report.prose)) for report in portal.reports]
    assert min(lengths) > 600
    assert max(lengths) < 2500


def test_no_two_reports_say_the_same(checked: tuple[Portal, list[Problem]]) -> None:
    """Whatever the numbers: few sentences of one report stand in another of its year or organ."""
    portal, _ = checked

    def sentences(prose: str) -> set[str]:
        numberless = re.sub(r"\{\{.*?\}\}|\d+", "0", prose)
        return {s for s in re.split(r"[。；\n]", numberless) if len(s) > 12 and s[0] not in "#|*"}

    said = {(r.organ.slug, r.year): sentences(r.prose) for r in portal.reports}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        of_year = [words for (_, y), words in said.items() if y == year]
        shares = [len(a & b) / min(len(a), len(b)) for a, b in combinations(of_year, 2)]
        assert sum(shares) / len(shares) < 0.2, year
        assert max(shares) < 0.5, year
    for (slug, year), words in said.items():
        before = said.get((slug, year - 1), set())
        assert len(words & before) / len(words) < 0.25, (slug, year)


def test_requests_rise_at_one_organ_and_fall_at_another(
    checked: tuple[Portal, list[Problem]],
) -> None:
    portal, _ = checked

    def requests(slug: str, years: range) -> Number:
        name = "依申请公开.本年新收.总计"
        reports = [report for year in years if (report := portal.report(slug, year))]
        counted = (f.value or 0 for r in reports for a, f in r.figures.items() if a.dotted == name)
        return total(counted)

    early, late = range(2019, 2021), range(2024, 2026)
    assert requests("ziranziyuanju", late) > requests("ziranziyuanju", early)
    assert requests("gonganju", late) < requests("gonganju", early)


def test_every_slot_of_the_wording_can_be_filled() -> None:
    """A slot with a slip of the pen would silently leave its sentence unused."""
    said = {"发布数"}
    organs = read_county()
    for sheet in count_work(organs, invent_work(organs)).values():
        said |= sheet.said.keys()
    words = {"年", "上年", "次年", "简称", "全称", "事项", "村"}
    words |= {"前身", "旧问题", "成效", "内容", "条数", "从", "各年"}
    known = said | words | {f"{how}{name}" for how in "无有" for name in said}
    for name in ("topics", "fields", "problems", "plans"):
        slots = set(
            re.findall(r"\{([^{}]+)\}", str(read_data(f"wording/{name}.yml")).replace("': ", ""))
        )
        slots = {slot for slot in slots if not re.fullmatch(r"\d+-\d+", slot) and "'" not in slot}
        assert slots <= known, (name, slots - known)


def test_corrected_reports_keep_what_they_were(whole: Path) -> None:
    reports = whole / "reports"
    versions = {str(p.relative_to(reports))[:-3] for p in reports.glob("*/*.v*.md")}
    expected = {
        f"{name}.v{number}"
        for name, incident in CORRECTED.items()
        for number in range(1, len(incident.corrections) + 1)
    }
    assert versions == expected
    assert sorted(len(incident.corrections) for incident in CORRECTED.values()) == [1, 2]
    for name, incident in CORRECTED.items():
        count = len(incident.corrections)
        names = [*(f"{name}.v{number}" for number in range(1, count + 1)), name]
        texts = [(reports / f"{n}.md").read_text("utf-8") for n in names]
        assert [text.count("  - date: ") for text in texts] == list(range(count + 1))
        for before, after in pairwise(texts):
            assert _figures(before) != _figures(after)


def test_every_kind_of_page_is_among_those_that_browsers_look_at(
    checked: tuple[Portal, list[Problem]],
) -> None:
    portal, _ = checked
    publication = Publication(material_of(portal))
    kinds = {kind.name: publication.views[kind.name] for kind in SHARE_KINDS}
    kinds |= {chapter.name: publication.chapter_pages(chapter.name) for chapter in CHAPTERS}
    shown = {name: {view.path for view in views} for name, views in kinds.items()}
    # Nothing here has been corrected; the text that was is seen by its address.
    assert [name for name, paths in shown.items() if not paths] == ["superseded"]
    for name, paths in shown.items():
        assert not paths or paths & set(PAGES), f"tests/support/site_pages.py has no page of {name}"


def test_earlier_versions_add_up(whole: Path, tmp_path: Path) -> None:
    """Each version alone is a report without fault, but for the organs that it does not cover."""
    press = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
    organs = (whole / "reports/organs.yml").read_text("utf-8")
    for version in whole.glob("reports/*/*.v*.md"):
        slug, year = version.parent.name, version.name[:4]
        alone = tmp_path / slug / version.stem / "reports"
        (alone / slug).mkdir(parents=True)
        (alone / "organs.yml").write_text(organs, "utf-8")
        text = re.sub(r"corrections:\n(?: .*\n)+", "", version.read_text("utf-8"))
        text = re.sub(r"\[([^\]]+)\]\(\d{4}\.md\)", r"\1", text)
        (alone / slug / f"{year}.md").write_text(text, "utf-8")
        _, problems = read_and_check(alone, press, HouseRules())
        codes = {p.code for p in problems if "organs.yml" not in p.file}
        assert codes <= {"organ-not-reported", "published-without-time"}, version


def test_reports_of_someone_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    kept = tmp_path / "reports" / "organs.yml"
    kept.write_text("minquan: {}\n", "utf-8")
    with pytest.raises(NotOursError):
        write_demonstration(tmp_path)
    assert tree(tmp_path) == {"reports/organs.yml": b"minquan: {}\n"}


def test_the_site_is_the_projects_own_in_another_place(folder: Path) -> None:
    read_site_settings(folder / "mkdocs.yml")
    config = load_config(str(folder / "mkdocs.yml"))
    assert Path(config.docs_dir) == folder / "docs"
    assert Path(config.site_dir) == folder / "site"
    assert "示例数据" in config.site_name
    own = load_config(str(ROOT / "mkdocs.yml"))
    assert config.site_url != own.site_url
    assert config.nav == own.nav


def test_the_countys_own_pages_are_filled_in(folder: Path) -> None:
    pages = sorted((folder / "docs").rglob("*.md"))
    assert [p for p in pages if "请填写" in p.read_text("utf-8")] == []
    guide = (folder / "docs/zwgk/gkzn/index.md").read_text("utf-8")
    assert "联系电话：0000-0000000" in guide
    rules = (folder / "docs/zwgk/gkzd/index.md").read_text("utf-8")
    assert len(set(re.findall("《示例县[^》]+》", rules))) == 6


def test_zero_and_blank_are_spoken_of_as_what_they_are() -> None:
    organs = read_county()
    sheets = count_work(organs, invent_work(organs))
    (county,) = (organ for organ in organs if organ.slug == COUNTY)
    narrator = Narrator(county)
    sheet = sheets[COUNTY, 2021]
    told = Occasion(2021, sheet, frozenset(), 9, random=Random(0))
    assert narrator.fits("新收{新收}件", told)
    assert not narrator.fits("{无新收}没有申请", told)
    blank = Occasion(2021, sheet, frozenset({sheet.said["新收"]}), 9, random=Random(0))
    assert not narrator.fits("新收{新收}件", blank)
    assert not narrator.fits("{无新收}没有申请", blank)
    assert not narrator.fits("2022-：以后的话", told)


def _figures(text: str) -> str:
    """The tables of a report: what follows the first empty line of its front matter."""
    return text.partition("\n---\n")[0].partition("\n\n")[2]
