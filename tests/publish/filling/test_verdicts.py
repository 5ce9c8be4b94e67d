"""The cases that browsers are held to say what the checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filling_cases import EDITION, cases_text, read_cases
from nianbao.form import forms, use_editions
from nianbao.publish.filling import filling_data
from nianbao.settings import HouseRules
from places import DATA

CASES = DATA / "filling/verdicts.json"


@pytest.fixture(autouse=True)
def edition() -> Iterator[None]:
    use_editions((EDITION,))
    yield
    use_editions(())


def test_the_cases_are_what_the_checks_say(
    tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    golden(CASES, cases_text(tmp_path))


def test_the_cases_have_every_code_and_every_form() -> None:
    reports, cases = read_cases(CASES.read_text("utf-8"))
    assert len(cases) > 300
    codes = Counter(code for case in cases for code in {found[0] for found in case.found})
    assert {report["form"] for report in reports} == set(forms())
    data = filling_data([], HouseRules())
    assert isinstance(data["severities"], dict)
    of_prose = {"section-empty", "section-missing", "section-only-none", "template-text"}
    assert set(data["severities"]) - of_prose <= set(codes)
    assert sum(not case.found for case in cases) > 10
