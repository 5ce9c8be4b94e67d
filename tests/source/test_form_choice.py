"""The form is told from the tables, not from the year."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from invented import body, front_matter, random_numbers
from nianbao.form import Form, forms, local_frame
from reading import FRONT_LOCAL, ORGAN, read_report


@pytest.mark.parametrize("year", [2009, 2016, 2019, 2022])
@pytest.mark.parametrize("form", forms().values(), ids=lambda f: f.key)
def test_tables_decide_in_any_year(form: Form, year: int, tmp_path: Path) -> None:
    numbers = random_numbers(form, Random(1))
    front = front_matter(form, year, {a: str(n) for a, n in numbers.items()}, "published: ~")
    path = tmp_path / f"{year}.md"
    path.write_text(front.replace(f'form: "{form.key}"\n', "") + body(form), "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    assert report.form is form
    assert [p.code for p in problems] == ([] if form.covers(year) else ["form-year"])


@pytest.mark.parametrize("named", ["", "form: 自定\n"])
def test_a_declared_table_is_a_local_form(named: str, tmp_path: Path) -> None:
    path = tmp_path / "2009.md"
    text = FRONT_LOCAL.replace("year: 2009\n", f"year: 2009\n{named}") + body(local_frame())
    path.write_text(text, "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert problems == []
    assert report is not None
    assert report.form.key == local_frame().key
    assert report.form is not local_frame()
    assert list(report.figures) == list(report.form.measures)
