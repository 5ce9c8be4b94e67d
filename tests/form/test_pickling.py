"""Forms go from process to process by name: there is one object of each everywhere."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from nianbao.facts import Facts, facts_of
from nianbao.form import Form, FormFigure, all_forms, local_form, local_frame
from reading import full_report

FORMS = all_forms()


def key_and_identity(form: Form) -> tuple[str, bool]:
    """What a form is in the process that does this."""
    known = {form.key: form for form in all_forms()}
    return form.key, known[form.key] is form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_it_comes_back_as_the_same_object(form: Form) -> None:
    assert pickle.loads(pickle.dumps(form)) is form  # noqa: S301 - our own
    # By name, not by what is in it.
    assert len(pickle.dumps(form, protocol=5)) < 200


def test_in_another_process_it_is_the_one_that_is_there() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        assert list(process.map(key_and_identity, FORMS)) == [(form.key, True) for form in FORMS]


def test_a_local_form_comes_back_with_the_same_tables(tmp_path: Path) -> None:
    form = full_report(tmp_path, local_frame()).form
    figure = FormFigure("收到申请（自定表）", "件", (next(iter(form.measures)),))
    form = replace(form, indicators={figure.name: figure})
    again = pickle.loads(pickle.dumps(form))  # noqa: S301 - our own
    assert again is not form
    assert again is not local_frame()
    assert again.key == form.key
    # Two tables are never equal: what they say is compared.
    assert repr(again.tables) == repr(form.tables) != repr(local_frame().tables)
    assert list(again.measures) == list(form.measures)
    assert again.sections == form.sections
    assert again.indicators == form.indicators


def test_an_empty_local_form_is_told_from_the_frame() -> None:
    (table,) = local_frame().tables.values()
    (block,) = table.blocks
    form = local_form(table.caption, block.columns, ())
    again: Form = pickle.loads(pickle.dumps(form))  # noqa: S301 - our own
    assert repr(again.tables) == repr(form.tables)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_facts_come_back_whole_with_one_form(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    facts = facts_of(report, (), {})
    again: tuple[Facts, Facts] = pickle.loads(pickle.dumps((facts, facts)))  # noqa: S301 - our own
    assert again[0].form is again[1].form
    assert (again[0].form is form) == (form is not local_frame())
    assert repr(again[0]) == repr(facts)
