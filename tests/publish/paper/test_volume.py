"""A volume, opened by pypdf: every report in it as it is alone, findable, tagged, linked."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import body
from nianbao.build.store import Store
from nianbao.facts import facts_of
from nianbao.form import forms, local_frame
from nianbao.publish.data.open_data import report_json
from nianbao.publish.paper.manuscripts import Manuscript, Volume, manuscript_of
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.web.addresses import year_download_name
from nianbao.source import Report
from opened_pdf import MILLIMETRE, lines_of, tags_of
from publications import TYPEFACES, contents_in, file_of, set_pdf
from pypdf import PageObject, PdfReader
from reading import DAY, FRONT_LOCAL, ORGAN, SITE, full_report, read

pytestmark = pytest.mark.slow("volumes take as long as all their reports")

TITLE = ("示例县历年", "政府信息公开工作年度报告汇编")
SUBTITLE = "共五份 #1"
PUBLISHER = "示例县人民政府办公室"
REMARK = "本版已于2024年4月2日更正，现行版本见 https://www.example.gov.cn/zwgk/gknb/shili/2021/"


def manuscripts_of(reports: list[Report]) -> tuple[Manuscript, ...]:
    """Every report alone, each dated a day after the other; the first has a remark."""
    return tuple(
        manuscript_of(
            report,
            replace(facts_of(report, (), {}), day=DAY.replace(day=1 + number)),
            report_json(report, (), SITE),
            SITE,
            () if number else (REMARK,),
        )
        for number, report in enumerate(reports)
    )


def bound(manuscripts: tuple[Manuscript, ...]) -> Volume:
    return Volume(year_download_name(2021, ""), TITLE, SUBTITLE, PUBLISHER, manuscripts)


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def reports_of_all_forms(folder: Path) -> list[Report]:
    """A report of each form, and a second one that brings a table of its own."""
    reports = [full_report(folder, form) for form in (*forms().values(), local_frame())]
    other = FRONT_LOCAL.replace("published: 2010", "published: 2011").replace("2009", "2010")
    other = other.replace("示例县政府信息", "另一张")
    other = other.replace("    - {指标: 行政诉讼数, 数: [0, 1]}\n", "")
    return [*reports, read(folder, other + body(local_frame()), 2010)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A volume of reports of all forms: the reports, it, and each of them alone."""
    folder = tmp_path_factory.mktemp("volume")
    reports = reports_of_all_forms(folder)
    typesetter = Typesetter(TYPEFACES, folder / "cache")
    alone = manuscripts_of(reports)
    volume, _ = typesetter.pdf(bound(alone))
    return reports, opened(volume), [opened(typesetter.pdf(work)[0]) for work in alone]


def first_pages(made: Any) -> list[int]:
    """Where each report must begin, counted from 0, if the contents take one page."""
    _, _, alone = made
    return [2 + sum(len(pdf.pages) for pdf in alone[:number]) for number in range(len(alone))]


def lines_without_head_and_foot(page: PageObject) -> tuple[list[str], list[str]]:
    """The lines of a page's type area, and those outside, from above."""
    lines = sorted(lines_of(page).items(), reverse=True)
    inside = ["".join(text for _, text in line) for y, line in lines if 35 < y < 297 - 37]
    outside = ["".join(text for _, text in line) for y, line in lines if not 35 < y < 297 - 37]
    return inside, outside


def test_every_report_stands_in_it_as_alone(made: Any) -> None:
    reports, volume, alone = made
    assert len(volume.pages) == 2 + sum(len(pdf.pages) for pdf in alone)
    for report, pdf, first in zip(reports, alone, first_pages(made), strict=True):
        for number, page in enumerate(pdf.pages):
            inside, _ = lines_without_head_and_foot(page)
            bound_inside, outside = lines_without_head_and_foot(volume.pages[first + number])
            assert bound_inside == inside
            foot = f"— {first + number + 1} —"
            if number:
                assert outside == [report.organ.name, foot]
            else:
                _, outside_alone = lines_without_head_and_foot(page)
                of_itself = [line for line in outside_alone if line != "— 1 —"]
                assert sorted(outside) == sorted([*of_itself, foot])
                assert_apart(volume.pages[first])


def assert_apart(page: PageObject) -> None:
    """What a report says of itself and the number of its first page do not run into each other."""
    foot = [piece for y, line in lines_of(page).items() if y < 35 for piece in line]
    (number,) = (x for x, text in foot if text.startswith("—"))
    begins = {round(x) for x, text in foot if not text.startswith("—")}
    assert min(begins) in ({28} if number > 105 else {26 + 28}), foot
    assert number > 28 + 156 - 28 or number < 26 + 28


def test_cover_has_no_page_number(made: Any) -> None:
    _, volume, _ = made
    inside, outside = lines_without_head_and_foot(volume.pages[0])
    assert inside == [*TITLE, SUBTITLE, PUBLISHER]
    assert outside == []


def test_contents_tell_and_lead_to_where_reports_begin(made: Any) -> None:
    reports, volume, _ = made
    lines, _ = lines_without_head_and_foot(volume.pages[1])
    assert lines[0] == "目录"
    entries = [re.fullmatch(r"(.+?)[\s.]+(\d+)", line) for line in lines[1:]]
    told = [(entry[1], int(entry[2]) - 1) for entry in entries if entry]
    names = [report.organ.name for report in reports]
    assert told == list(zip(names, first_pages(made), strict=True))
    links = [annotation.get_object() for annotation in volume.pages[1]["/Annots"]]
    led_to = [volume.named_destinations[link["/Dest"]] for link in links]
    assert [volume.get_destination_page_number(place) for place in led_to] == first_pages(made)


def test_outline_has_reports_with_their_sections_below(made: Any) -> None:
    reports, volume, _ = made
    titles, below = volume.outline[::2], volume.outline[1::2]
    assert [entry.title for entry in titles] == [report.title for report in reports]
    pages = [volume.get_destination_page_number(entry) for entry in titles]
    assert pages == first_pages(made)
    for report, entries in zip(reports, below, strict=True):
        sections = [entry for entry in entries if not isinstance(entry, list)]
        assert [entry.title for entry in sections] == [s.heading for s in report.sections]
        for entry in sections:
            page = volume.pages[volume.get_destination_page_number(entry)]
            assert entry.title in lines_without_head_and_foot(page)[0]


def test_tags(made: Any) -> None:
    reports, volume, alone = made
    tags = tags_of(volume)
    assert tags.count("/H1") == 1 + len(reports)  # and that of the contents
    assert tags.count("/TOC") == 1
    assert tags.count("/TOCI") == len(reports)
    for tag in ("/Table", "/TH", "/TD", "/L", "/Figure", "/BlockQuote"):
        assert tags.count(tag) == sum(tags_of(pdf).count(tag) for pdf in alone), tag
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert all(lower - upper <= 1 for upper, lower in itertools.pairwise(levels))
    assert set(levels) == {1, 2, 3}


def test_it_is_pdf_a_3a_and_pdf_ua_1(made: Any) -> None:
    _, volume, _ = made
    xmp = volume.root_object["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>A<", xmp)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert volume.root_object["/MarkInfo"]["/Marked"]
    assert volume.root_object["/Lang"] == "zh-CN"


def test_metadata(made: Any) -> None:
    reports, volume, _ = made
    assert volume.metadata.title == "".join(TITLE)
    assert volume.metadata.author == PUBLISHER
    latest = DAY.replace(day=len(reports))
    assert str(volume.metadata.creation_date)[:10] == latest.isoformat()


def test_the_data_of_every_report_are_attached(made: Any) -> None:
    reports, volume, _ = made
    attached = {name: content.decode() for name, (content,) in volume.attachments.items()}
    assert attached == {
        f"shili-{report.year}.json": report_json(report, (), SITE) for report in reports
    }


def test_a_remark_stands_below_the_title_and_its_address_is_a_link(made: Any) -> None:
    _, _, alone = made
    page = alone[0].pages[0]
    text = re.sub(r"\s", "", page.extract_text())
    remark = re.sub(r"\s", "", REMARK)
    assert text.index("发布日期") < text.index(remark) < text.index("说明：")
    targets = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert REMARK.split()[1] in targets
    assert remark not in re.sub(r"\s", "", alone[1].pages[0].extract_text())


def test_contents_of_several_pages_still_tell_the_right_page(tmp_path: Path) -> None:
    (alone,) = manuscripts_of([full_report(tmp_path, local_frame())])
    copies = tuple(
        replace(alone, content=alone.content.replace("shili-", f"shili{number}-"))
        for number in range(30)
    )
    _, count = set_pdf(alone, tmp_path / "cache")
    made, count_of_all = set_pdf(Volume("many", TITLE, "", PUBLISHER, copies), tmp_path / "cache")
    pages = opened(made).pages
    lines = [line for page in pages[1:3] for line in lines_without_head_and_foot(page)[0]]
    told = [int(match[1]) for line in lines if (match := re.search(r"\.(\d+)$", line))]
    assert told == list(range(4, 4 + 30 * count, count))
    assert count_of_all == len(pages) == 3 + 30 * count


def contents_of(names: list[str], folder: Path) -> list[list[tuple[float, str]]]:
    """The lines of the contents of a volume of these organs' reports, from above, page by page."""
    (alone,) = manuscripts_of([full_report(folder, local_frame())])
    copies = tuple(
        replace(
            alone,
            content=alone.content.replace("shili-", f"shili{number}-").replace(
                f'"organ": "{ORGAN.name}"', f'"organ": "{name}"'
            ),
        )
        for number, name in enumerate(names)
    )
    pdf, _ = set_pdf(Volume("names", TITLE, "", PUBLISHER, copies), folder / "cache")
    reader = opened(pdf)
    annotations: Any = reader.pages[1]["/Annots"]
    entry = annotations[0].get_object()
    first = reader.get_destination_page_number(reader.named_destinations[entry["/Dest"]])
    assert first is not None
    return [
        [
            piece
            for y, line in sorted(lines_of(page).items(), reverse=True)
            if y > 35
            for piece in line
        ]
        for page in reader.pages[1:first]
    ]


def test_long_names_end_before_the_column_of_page_numbers(tmp_path: Path) -> None:
    names = ["示" * length for length in (24, 25, 26, 40, 51)]
    (pieces,) = contents_of(names, tmp_path)
    lines = [text for _, text in pieces if "示" in text]
    for name in names:
        rest = name
        while rest:
            line = lines.pop(0).rstrip(" .")
            assert rest.startswith(line)
            assert len(line) <= 25
            # No line of one or two characters.
            assert len(line) >= 4
            rest = rest.removeprefix(line)
    numbers = [x for x, text in pieces if text.isdigit()]
    assert len(numbers) == len(names)
    assert min(numbers) > 28 + 156 - 2.5 * 15.75 / MILLIMETRE


@pytest.mark.parametrize(("count", "pages"), [(20, 1), (21, 1), (26, 1), (27, 2)])
def test_a_few_names_never_have_a_page_of_contents_to_themselves(
    count: int, pages: int, tmp_path: Path
) -> None:
    made = contents_of([f"示例县第{number}局" for number in range(count)], tmp_path)
    assert len(made) == pages
    assert sum(text.startswith("示例县第") for _, text in made[-1]) > 5


def test_bytes_are_the_same_on_every_build(tmp_path: Path) -> None:
    reports = reports_of_all_forms(tmp_path)
    volume = bound(manuscripts_of(reports))
    first, second = (file_of(volume, tmp_path / cache) for cache in "ab")
    assert first.read_bytes() == second.read_bytes()
    assert first.name == second.name


def test_second_time_nothing_is_typeset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    volume = bound(manuscripts_of([full_report(tmp_path)]))
    first = contents_in(tmp_path / "cache").made(volume)
    monkeypatch.setattr(Typesetter, "_compiler", None)
    assert contents_in(tmp_path / "cache").made(volume) == first
    pages = len(PdfReader(file_of(volume, tmp_path / "cache")).pages)
    assert first.remark == f"{pages} 页"


def test_a_volume_changes_with_its_reports_and_their_order(tmp_path: Path) -> None:
    alone = manuscripts_of(reports_of_all_forms(tmp_path)[:3])
    ways = (alone, alone[::-1], alone[:2])
    assert len({bound(way).key for way in ways}) == len(ways)
    assert len({set_pdf(bound(way), tmp_path / "cache") for way in ways}) == len(ways)


def test_earlier_volumes_do_not_fill_the_cache(tmp_path: Path) -> None:
    report = full_report(tmp_path, local_frame())
    store = Store(tmp_path / "cache/store")
    for count in range(5):
        contents = contents_in(tmp_path / "cache")
        volume = Volume("often", TITLE, f"第{count}稿", PUBLISHER, manuscripts_of([report]))
        sha256 = contents.made(volume).stored.sha256
        store.forget(contents.values, [sha256], 3, spared=0)
        assert store.has(sha256)
    # The PDF, and what is known of it.
    assert len(list(store.folder.glob("files/*/*"))) == 3
    assert len(list(store.folder.glob("values/*/*"))) == 3


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = '#panic("x") $x$ @y <z> \\u{41} ]} */ // `'
    manuscripts = manuscripts_of([full_report(tmp_path)])
    volume = Volume("hostile", (hostile,), hostile, hostile, manuscripts)
    made, _ = set_pdf(volume, tmp_path / "cache")
    text = re.sub(r"\s", "", opened(made).pages[0].extract_text())
    assert text == 3 * re.sub(r"\s", "", hostile)
