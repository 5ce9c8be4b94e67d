"""The days that crawlers get are never earlier than they can be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from invented import body
from nianbao.facts import latest_if_known
from nianbao.facts.dates import document_date, updated
from nianbao.form import forms
from reading import FRONT_2021, read


@pytest.mark.parametrize(
    ("committed", "known"),
    [
        (date(2021, 11, 3), None),
        (date(2021, 12, 31), None),
        (date(2022, 1, 1), date(2022, 1, 1)),
    ],
)
def test_what_was_committed_before_the_year_ended_was_no_publication(
    tmp_path: Path, committed: date, known: date | None
) -> None:
    front = FRONT_2021.replace("published: 2022-01-20", "published: ~")
    report = read(tmp_path, front + body(forms()["2021"]) + "\n", 2021)
    commits = {report.path.resolve(): committed}
    assert updated(report, commits) == known
    assert document_date(report, commits) == (known or date(2021, 12, 31))


def test_the_later_of_two_days_needs_both() -> None:
    assert latest_if_known((date(2022, 1, 1), date(2022, 3, 1))) == date(2022, 3, 1)
    assert latest_if_known((date(2022, 1, 1), None)) is None
    assert latest_if_known(()) is None
