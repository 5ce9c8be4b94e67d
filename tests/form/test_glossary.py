"""The glossary explains the tables: every label it names is there, what needs a term has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.form import (
    Address,
    Form,
    FormError,
    Term,
    forms,
    glossary,
    local_frame,
    term_of,
    terms_of,
)
from nianbao.form.glossary import load_terms
from places import ROOT

FORMS = list(forms().values())
TERMS = glossary().values()


@pytest.mark.parametrize("key", ["2021", "2019"])
def test_every_result_of_an_application_has_a_term(key: str) -> None:
    lines = [
        line
        for line in forms()[key].tables["依申请公开"].lines
        if line.address.row[0] == "本年度办理结果"
    ]
    assert len(lines) == {"2021": 22, "2019": 20}[key]
    assert [line.address.dotted for line in lines if term_of(line.address) is None] == []


@pytest.mark.parametrize("key", ["2021", "2019"])
def test_every_row_and_column_of_the_first_table_has_a_term(key: str) -> None:
    table = forms()[key].tables["主动公开"]
    for address in table.measures:
        assert term_of(address._replace(column=""))
        assert term_of(address._replace(row=()))


def test_every_reply_of_2014_has_a_term() -> None:
    replies = [
        line.address
        for line in forms()["2014"].tables["统计表"].lines
        if line.address.row[:2] == ("依申请公开情况", "申请答复数")
    ]
    assert len(replies) == 1 + 8 + 6
    assert all(term_of(address) for address in replies)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_what_a_term_explains_is_told_below_its_table(form: Form) -> None:
    for table in form.tables.values():
        terms = terms_of(table)
        assert len(set(terms)) == len(terms) > 0
        for line in table.lines:
            term = term_of(line.address)
            assert term is None or term in terms


def test_terms_stand_in_printed_order() -> None:
    tables = forms()["2021"].tables
    keys = {key: [term.key for term in terms_of(table)] for key, table in tables.items()}
    assert keys["主动公开"][:6] == ["主动公开", "第二十条", "制发", "废止", "现行有效", "规章"]
    applications = keys["依申请公开"]
    assert applications[:4] == ["依申请公开", "勾稽关系", "自然人", "法人或其他组织"]
    assert applications[-3:] == ["其他处理", "逾期不补正", "逾期未缴费"]
    assert keys["复议诉讼"] == [
        *("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"),
        *("结果维持", "结果纠正", "其他结果", "尚未审结"),
    ]


def test_one_term_may_explain_labels_of_several_forms() -> None:
    row = ("依申请公开情况", "申请答复数", "不同意公开答复数", "涉及国家秘密")
    old = term_of(Address("统计表", row))
    new = term_of(Address("依申请公开", ("本年度办理结果", "不予公开", "属于国家秘密")))
    assert old is new is glossary()["国家秘密"]


def test_a_group_without_an_address_is_found_by_its_name() -> None:
    assert term_of(Address("复议诉讼", ("行政诉讼",))) is glossary()["行政诉讼"]


def test_what_is_plain_has_no_term() -> None:
    assert term_of(Address("复议诉讼", (), "总计")) is None
    assert [terms_of(table) for table in local_frame().tables.values()] == [()]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_an_explanation_is_short_and_whole_sentences(term: Term) -> None:
    explanation = term.explanation
    assert explanation.endswith("。")
    assert len(explanation) <= 130
    assert "  " not in explanation


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("labels: [依申请公开.自然人]", "labels: [依申请公开.自然]", "自然人: no form has"),
        (
            "labels: [复议诉讼.尚未审结]",
            "labels: [复议诉讼.结果维持]",
            "尚未审结: 结果维持 explains",
        ),
        ("  重大舆情:", "  重大 舆情:", "重大 舆情: a term's key"),
        ("    source: 《行政许可法》第二条\n", "", "行政许可: a term has"),
        ("    title: 本年制发\n", "    titel: 本年制发\n", "制发: a term has"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    text = (ROOT / "hooks/nianbao/form/terms.yml").read_text("utf-8")
    assert right in text
    path = tmp_path / "terms.yml"
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FormError, match=said):
        load_terms(path)
