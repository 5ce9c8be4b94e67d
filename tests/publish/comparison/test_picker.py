"""What a browser is told of the forms is what the library knows of them."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from nianbao.facts import portal_facts
from nianbao.form import comparable_figures, forms, incomparable_figures, local_frame
from nianbao.publish.comparison.picker import picker_data, picker_page
from nianbao.source import Portal
from publications import material_of
from reading import ORGAN, full_report

FORMS = list(forms().values())


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    texts = (full_report(tmp_path_factory.mktemp(f.key), f) for f in (*FORMS, local_frame()))
    return Portal({ORGAN.slug: ORGAN}, tuple(sorted(texts, key=lambda report: report.year)))


@pytest.fixture(scope="module")
def data(portal: Portal) -> Any:
    return json.loads(json.dumps(picker_data(portal_facts(portal, {}, {}))))


def test_every_report_can_be_chosen(data: Any, portal: Portal) -> None:
    (organ,) = data["organs"]
    assert (organ["slug"], organ["name"]) == (ORGAN.slug, ORGAN.name)
    assert organ["years"] == sorted((r.year for r in portal.reports), reverse=True)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_figure_of_a_form_has_its_unit_in_its_order(data: Any, form: Any) -> None:
    told = [
        (".".join((table["key"], *row, column)), unit)
        for table in data["forms"][form.key]["tables"]
        for row, _, columns in table["rows"]
        for column, _, unit, _ in columns
    ]
    assert told == [(address.dotted, m.unit) for address, m in form.measures.items()]
    assert data["forms"][form.key]["notice"] == form.notice


def test_a_local_form_has_no_rows_of_its_own(data: Any) -> None:
    local = data["forms"][local_frame().key]
    assert local["local"]
    assert [table["rows"] for table in local["tables"]] == [[]]


def test_every_two_forms_are_told_of_once(data: Any) -> None:
    keys = [*(form.key for form in FORMS), local_frame().key]
    told = [frozenset((pair["form"], pair["other"])) for pair in data["pairs"]]
    wanted = {frozenset(pair) for pair in itertools.combinations(keys, 2)}
    assert len(told) == len(set(told))
    assert set(told) == wanted | {frozenset((local_frame().key,))}


def test_what_two_forms_share_and_why_not_the_rest(data: Any) -> None:
    for pair in data["pairs"]:
        if local_frame().key in (pair["form"], pair["other"]):
            assert pair["same"] == []
            assert pair["otherwise"]
            continue
        form, other = forms()[pair["form"]], forms()[pair["other"]]
        same = dict([entry, entry] if isinstance(entry, str) else entry for entry in pair["same"])
        known = comparable_figures(form, other)
        assert same == {a.dotted: b.dotted for a, b in known.items()}
        for side, one, two in (("ours", form, other), ("theirs", other, form)):
            for address, why in incomparable_figures(one, two).items():
                named = [
                    reason["why"]
                    for reason in pair["reasons"]
                    for name in reason[side]
                    if f"{address.dotted}.".startswith(f"{name}.")
                ]
                assert why == (named or [pair["otherwise"]])[0]


def test_only_forms_in_use_are_told_of(portal: Portal) -> None:
    some = replace(portal, reports=tuple(r for r in portal.reports if r.form.key == "2021"))
    data = picker_data(portal_facts(some, {}, {}))
    assert list(data["forms"]) == ["2021"]  # type: ignore[arg-type]
    assert data["pairs"] == []


def test_without_reports_there_is_nothing_to_choose() -> None:
    (page,) = picker_page(material_of(Portal({}, ())))
    assert page.organs == ()
    assert page.updated is None
