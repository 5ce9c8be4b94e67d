"""The forms as data: sizes, addresses, relations; and what the code may not know of them."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

import pytest
from nianbao.form import (
    Address,
    Form,
    FormError,
    comparable_figures,
    fold,
    forms,
    indicators,
    key_of,
    load_form,
    local_frame,
    nearest,
)
from nianbao.publish.picture.plan import plan
from places import ROOT

FORMS = list(forms().values())


def test_newest_form_comes_first() -> None:
    assert list(forms()) == ["2021", "2019", "2014"]


@pytest.mark.parametrize(
    ("key", "figures"),
    [
        ("2021", 10 + 175 + 15),
        ("2019", 22 + 161 + 15),
        ("2014", 3 + 5 + 1 + 2 + 2 + 3 + 5 + 3 + 9 + 6 + 4 + 4 + 1 + 1 + 2 + 3 + 1 + 3),
    ],
)
def test_number_of_figures(key: str, figures: int) -> None:
    assert len(forms()[key].measures) == figures


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_addresses_are_unique_however_written(form: Form) -> None:
    dotted = [address.dotted for address in form.measures]
    assert len(set(dotted)) == len(dotted)
    assert not any(re.search(r"\s", text) for text in dotted)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("2021", ["S1", "I1", "I2", "I3", "I4", "I5", "N1"]),
        ("2019", ["S1", "I1", "I2", "I3", "I4", "I5", "N1"]),
        ("2014", [*(f"I{number}" for number in range(1, 11)), "N1"]),
    ],
)
def test_relations_have_their_names(key: str, names: list[str]) -> None:
    assert [relation.name for relation in forms()[key].relations] == names


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("2021", {"S1": 7, "I1": 7, "I2": 25, "I3": 1, "I4": 1, "I5": 1}),
        ("2019", {"S1": 7, "I1": 7, "I2": 23, "I3": 1, "I4": 1, "I5": 1}),
        ("2014", {f"I{number}": 1 for number in range(1, 11)}),
    ],
)
def test_relations_hold_at_every_row_and_column(key: str, counts: dict[str, int]) -> None:
    names = [equation.relation.name for equation in forms()[key].equations]
    assert {name: names.count(name) for name in names} == counts


def test_sum_of_results_takes_every_result_but_the_total() -> None:
    form = forms()["2021"]
    equation = next(e for e in form.equations if e.relation.name == "I1")
    assert len(equation.left) == 21
    assert equation.total == Address("依申请公开", ("本年度办理结果", "总计"), "自然人")
    assert equation.total not in equation.left


@pytest.mark.parametrize(
    ("name", "parts", "whole"),
    [
        ("I1", 4, ("依申请公开情况", "收到申请数")),
        ("I3", 8, ("依申请公开情况", "申请答复数")),
        ("I4", 6, ("依申请公开情况", "申请答复数", "不同意公开答复数")),
    ],
)
def test_parts_of_2014_are_those_directly_below(
    name: str, parts: int, whole: tuple[str, ...]
) -> None:
    equation = next(e for e in forms()["2014"].equations if e.relation.name == name)
    assert len(equation.left) == parts
    assert {address.row[:-1] for address in equation.left} == {whole}
    assert equation.total == equation.subject == Address("统计表", whole, "统计数")


def test_a_part_that_may_not_exceed_its_whole_is_no_total() -> None:
    equation = next(e for e in forms()["2014"].equations if e.relation.at_most)
    assert equation.total is None
    assert equation.subject == equation.left[0]


def test_channels_are_not_added_up() -> None:
    channels = [a for a in forms()["2014"].measures if "政府网站公开政府信息数" in a.row]
    assert channels
    for equation in forms()["2014"].equations:
        assert channels[0] not in (*equation.left, *equation.right)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("（一）予以公开", "予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("三、本年度办理结果", "本年度办理结果"),
        ("本年增/减", "本年增/减"),
        ("其中：主动公开规范性文件数", "主动公开规范性文件数"),
        ("其中:1.当面申请数", "当面申请数"),
        ("其中：", "其中："),
    ],
)
def test_key_is_the_label_without_numbering_and_gloss(label: str, key: str) -> None:
    assert key_of(label) == key


@pytest.mark.parametrize(
    "written", ["（一）予以公开", "(一) 予以公开", "予以公开", " 予以　公开", "１.予以公开"]
)
def test_labels_fold_to_the_same(written: str) -> None:
    assert fold(written) == "予以公开"


def test_nearest_label() -> None:
    known = ["属于行政查询事项", "属于行政执法案卷", "属于国家秘密"]
    assert nearest("行政查询", known) == "属于行政查询事项"
    assert nearest("完全无关的一行", known) == ""


@pytest.mark.parametrize(
    ("form", "inside", "outside"),
    [
        ("2021", (2021, 2030), (2020,)),
        ("2019", (2019, 2020), (2018, 2021)),
        ("2014", (2014, 2018), (2013, 2019)),
    ],
)
def test_years_of_a_form(form: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    assert all(forms()[form].covers(year) for year in inside)
    assert not any(forms()[form].covers(year) for year in outside)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("of: [本年新收, 上年结转]", "of: [本年新收, 没有这行]"),
        ("of: [总计]", "of: [没有这列]"),
        (
            "          - {code: qiangzhi, label: 行政强制}\n",
            "      - {columns: [{code: a, label: 甲}], rows: [{code: b, label: 乙}]}\n",
        ),
        ("    table: 复议诉讼\n    variants", "    variants"),
        ("新收申请: 依申请公开.本年新收.总计", "新收申请: 依申请公开.本年新收"),
        ("新收申请: 依申请公开.本年新收.总计", "新收申请: []"),
        ("[复议诉讼.未经复议直接起诉.总计, ", "[主动公开.行政事业性收费.本年收费金额, "),
        ("新收申请: 依", "没有的指标: 依"),
        ("ours: [主动公开.行政事业性收费]", "ours: [主动公开.没有这行]"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    text = (ROOT / "hooks/nianbao/form/2021.yml").read_text("utf-8")
    assert right in text
    path = tmp_path / "2021.yml"
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FormError):
        load_form(path)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("2021", ["新收申请", "办结", "予以公开", "行政许可", "行政处罚", "复议和诉讼"]),
        ("2019", ["新收申请", "办结", "予以公开", "行政许可", "行政处罚", "复议和诉讼"]),
        (
            "2014",
            ["主动公开信息", "收到申请", "申请办结", "同意公开", "行政复议数量", "行政诉讼数量"],
        ),
    ],
)
def test_main_figures(key: str, names: list[str]) -> None:
    form = forms()[key]
    assert [figure.name for figure in form.main_figures] == names
    for figure in form.main_figures:
        assert {form.measures[address].unit for address in figure.addresses} == {figure.unit}


def test_review_and_lawsuits_are_three_totals() -> None:
    figure = forms()["2021"].main_figures[-1]
    assert [address.dotted for address in figure.addresses] == [
        "复议诉讼.行政复议.总计",
        "复议诉讼.未经复议直接起诉.总计",
        "复议诉讼.复议后起诉.总计",
    ]


def test_a_local_table_has_no_main_figures() -> None:
    assert local_frame().main_figures == ()


@pytest.mark.parametrize(("form", "other"), [*itertools.permutations(FORMS, 2)])
def test_indicators_have_the_same_name_where_they_mean_the_same(form: Form, other: Form) -> None:
    same = comparable_figures(form, other)
    for ours, theirs in itertools.product(form.indicators.values(), other.indicators.values()):
        means_the_same = theirs.addresses == tuple(same.get(a) for a in ours.addresses)
        assert (ours.name == theirs.name) == means_the_same


def test_every_indicator_stands_in_a_form_and_is_shown_somewhere() -> None:
    known = indicators()
    said_by_reports = {name for name, each in known.items() if each.local_unit}
    assert {name for form in FORMS for name in form.indicators} == set(known) - said_by_reports
    parts = {name for i in known.values() if i.breakdown for name in i.breakdown.parts}
    earlier = {indicator.before for indicator in known.values()}
    # What has parts is drawn with them (publish/picture/plan.yml).
    drawn = {rule.of for rule in plan().pictures}
    without_page = {name for name, indicator in known.items() if not indicator.slug}
    assert without_page <= parts | earlier | drawn


def test_addresses_of_indicators_are_their_own() -> None:
    slugs = [indicator.slug for indicator in indicators().values() if indicator.slug]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch("[a-z]+", slug) for slug in slugs)
    # Other pages of 年报数据.
    assert not {"fabu", "duibi", "tujie"} & set(slugs)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_parts_add_up_where_the_form_says_so(form: Form) -> None:
    """The parts of a picture are figures of their own: none is counted twice, units agree."""
    for indicator in indicators().values():
        if not indicator.breakdown or indicator.name not in form.indicators:
            continue
        parts = [form.indicators[n] for n in indicator.breakdown.parts if n in form.indicators]
        cells = [address for part in parts for address in part.addresses]
        assert parts, indicator
        assert len(set(cells)) == len(cells)
        assert {part.unit for part in parts} == {form.indicators[indicator.name].unit}


def test_no_label_of_any_form_is_in_the_code() -> None:
    labels = {
        part
        for form in FORMS
        for table in form.tables.values()
        for address in table.measures
        for part in (*address.row, address.column, table.caption)
        if part not in ("其他", "统计数")  # ordinary words too
    } | {
        key_of(title)
        for form in (*FORMS, local_frame())
        for section in form.sections
        for title in (section.title, *section.variants)
        if title != "附件"  # an ordinary word, too
    }
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        if path.parent.name == "demonstration":
            continue  # writes reports, as an author does
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if node.value in docstrings:
                    continue
                found = {label for label in labels if label in node.value}
                assert not found, f"{path.name}:{node.lineno}"
