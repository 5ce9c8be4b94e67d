"""What was changed after publication is found to the cell, and so is what nobody explained."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import body, front_matter, random_numbers
from nianbao.check.corrections import check_corrections
from nianbao.form import Address, Form, forms
from nianbao.problem import Problems
from nianbao.source import PROSE, Portal, Report, figure_changes, read_portal
from reading import FRONT_LOCAL

ORGANS = "shili: {name: 示例县人民政府, kind: 政府}\n"
FORMS = list(forms().values())


def texts_of(folder: Path, year: int, texts: Iterable[str]) -> tuple[Portal, list[Report]]:
    """A report's texts, oldest first, as reading them from files gives them."""
    reports = folder / "reports"
    (reports / "shili").mkdir(parents=True)
    (reports / "organs.yml").write_text(ORGANS, "utf-8")
    *earlier, current = texts
    for number, text in enumerate(earlier, 1):
        (reports / f"shili/{year}.v{number}.md").write_text(text, "utf-8")
    (reports / f"shili/{year}.md").write_text(current, "utf-8")
    portal, problems = read_portal(reports)
    assert [str(problem) for problem in problems] == []
    return portal, [*portal.earlier["shili", year], *portal.reports]


@st.composite
def corrected(draw: st.DrawFn, form: Form) -> tuple[dict[Address, int], set[Address]]:
    """Consistent numbers, and the cells of them that are changed."""
    numbers = random_numbers(form, draw(st.randoms(use_true_random=False)))
    changed = draw(st.sets(st.sampled_from(list(numbers)), max_size=6))
    return numbers, changed


def places_of(form: Form) -> list[Address]:
    rows = [line.address for table in form.tables.values() for line in table.lines]
    groups = [Address(a.table, a.row[:depth]) for a in rows for depth in range(len(a.row))]
    return list(dict.fromkeys([*form.measures, *rows, *groups, PROSE]))


def is_below(address: Address, place: Address) -> bool:
    return address.parts[: len(place.parts)] == place.parts


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@given(data=st.data())
@settings(max_examples=25)
def test_exactly_what_was_changed_and_not_told(form: Form, data: st.DataObject) -> None:
    numbers, changed = data.draw(corrected(form))
    # Places near the changes, or else none would ever be explained.
    near = [place for place in places_of(form) if any(is_below(a, place) for a in changed)]
    somewhere = st.sampled_from(near or [PROSE]) | st.sampled_from(places_of(form))
    named = data.draw(st.sets(somewhere, min_size=1, max_size=4))
    is_rewritten = data.draw(st.booleans())

    year = form.first_year
    published = f"published: {year + 1}-01-20"
    written = {address: str(number) for address, number in numbers.items()}
    now = written | {address: str(numbers[address] + 1) for address in changed}
    what = json.dumps([address.dotted for address in sorted(named)], ensure_ascii=False)
    entry = f"corrections:\n- {{date: {year + 1}-03-01, what: {what}, why: 误填}}"
    prose = {1: "另行说明。"} if is_rewritten else {}
    with tempfile.TemporaryDirectory() as folder:
        portal, (before, after) = texts_of(
            Path(folder),
            year,
            [
                front_matter(form, year, written, published) + body(form),
                front_matter(form, year, now, f"{published}\n{entry}") + body(form, prose),
            ],
        )
    changes = figure_changes(before, after)
    assert [change.address for change in changes] == [a for a in form.measures if a in changed]
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        assert change.before.value == numbers[change.address]
        assert change.after.value == numbers[change.address] + 1

    assert portal.text_before(after) is before
    problems = Problems(after.file)
    check_corrections(after, before, problems)
    expected = {
        ("correction-missing", str(address))
        for address in changed
        if not any(is_below(address, place) for place in named)
    }
    expected |= {
        ("correction-idle", str(place))
        for place in named
        if not any(is_below(address, place) for address in changed)
        and not (place == PROSE and is_rewritten)
    }
    if is_rewritten and PROSE not in named:
        expected.add(("correction-prose", ""))
    assert sorted((p.code, p.place) for p in problems.found) == sorted(expected)
    for problem in problems.found:
        if problem.code == "correction-missing":
            (cell,) = (a for a in changed if str(a) == problem.place)
            assert (problem.expected, problem.found) == (written[cell], now[cell])


def test_what_references_fill_in_needs_no_entry_of_its_own(tmp_path: Path) -> None:
    form = forms()["2021"]
    cell = Address("主动公开", ("行政许可",), "本年处理决定数量")
    zeros = dict.fromkeys(form.measures, "0")
    prose = {1: "全年作出行政许可决定{{ 主动公开.行政许可 }}件。"}
    entry = "corrections:\n- {date: 2022-03-01, what: 主动公开, why: 误填}"
    _, (before, after) = texts_of(
        tmp_path,
        2021,
        [
            front_matter(form, 2021, zeros, "published: 2022-01-20") + body(form, prose),
            front_matter(form, 2021, zeros | {cell: "3"}, f"published: 2022-01-20\n{entry}")
            + body(form, prose),
        ],
    )
    problems = Problems(after.file)
    check_corrections(after, before, problems)
    assert problems.found == []


def test_decimals_added_or_left_out_are_no_change(tmp_path: Path) -> None:
    form = forms()["2021"]
    money = Address("主动公开", ("行政事业性收费",), "本年收费金额")
    zeros = dict.fromkeys(form.measures, "0")
    pair = [
        front_matter(form, 2021, zeros | {money: digits}, "published: 2022-01-20") + body(form)
        for digits in ("12.50", "12.5000")
    ]
    _, (before, after) = texts_of(tmp_path, 2021, pair)
    assert figure_changes(before, after) == ()


def test_a_local_table_is_compared_by_address(tmp_path: Path) -> None:
    form_body = "\n## 附表：政府信息公开情况统计表\n\n无。\n"
    now = FRONT_LOCAL.replace("数: [1200, 5600]", "数: [1201, 5600]")
    now = now.replace("    - {指标: 行政诉讼数, 数: [0, 1]}\n", "    - {指标: 投诉数, 数: 0}\n")
    _, (before, after) = texts_of(tmp_path, 2009, [FRONT_LOCAL + form_body, now + form_body])
    assert [
        (change.address.dotted, change.before and change.before.value, change.after is None)
        for change in figure_changes(before, after)
    ] == [
        ("自定表.主动公开信息数.2009年度", 1200, False),
        ("自定表.投诉数.2009年度", None, False),
        ("自定表.投诉数.历年累计", None, False),
        ("自定表.行政诉讼数.2009年度", 0, True),
        ("自定表.行政诉讼数.历年累计", 1, True),
    ]


def test_of_another_form_only_what_means_the_same_is_compared(tmp_path: Path) -> None:
    old, new = forms()["2019"], forms()["2021"]
    cell = Address("依申请公开", ("本年新收",), "自然人")
    texts = [
        front_matter(form, 2021, dict.fromkeys(form.measures, "0") | {cell: number}, published)
        + body(form)
        for form, number, published in (
            (old, "1", "published: 2022-01-20"),
            (new, "2", "published: 2022-01-20"),
        )
    ]
    reports = tmp_path / "reports"
    (reports / "shili").mkdir(parents=True)
    (reports / "organs.yml").write_text(ORGANS, "utf-8")
    (reports / "shili/2021.v1.md").write_text(texts[0], "utf-8")
    (reports / "shili/2021.md").write_text(texts[1], "utf-8")
    portal, _ = read_portal(reports)  # the form of another year is worth a warning
    (before,), (after,) = portal.earlier["shili", 2021], portal.reports
    both = [c for c in figure_changes(before, after) if c.before is not None and c.after]
    assert [change.address for change in both] == [cell]
    in_force = Address("主动公开", ("规章",), "现行有效件数")
    assert in_force in [c.address for c in figure_changes(before, after) if c.before is None]
