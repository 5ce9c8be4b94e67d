"""A site with an edition of its own: its rows are checked, printed, given out and compared."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from random import Random

import pytest
from invented import body, county_prose, following_numbers, front_matter, random_numbers
from nianbao.form import Address, forms, use_editions
from nianbao.settings import read_site_forms
from places import ROOT
from pypdf import PdfReader
from site_building import build, copy_of_project

pytestmark = pytest.mark.slow("whole sites")

KEY, ROW, NINTH = "示例省2024", "行政检查", "法律法规规定的其他情形"
HANDBOOK = (ROOT / "docs/help/forms.md").read_text("utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the form of the handbook, and a report before and one after it came."""
    folder = copy_of_project(tmp_path_factory.mktemp("forms"))
    shutil.rmtree(folder / "reports")
    reports = folder / "reports/shili"
    reports.mkdir(parents=True)
    (folder / "reports/organs.yml").write_text(
        "shili:\n  name: 示例县示例局\n  kind: 部门\n  contact: [电话：0000-0000000]\n", "utf-8"
    )
    (folder / "forms").mkdir()
    example = re.findall(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)[0]
    (folder / f"forms/{KEY}.yml").write_text(example, "utf-8")
    use_editions(read_site_forms(folder))
    random = Random(2024)
    numbers = random_numbers(forms()["2021"], random)
    for year, key in ((2023, "2021"), (2024, KEY)):
        form = forms()[key]
        if key == KEY:
            before = {**dict.fromkeys(form.measures, 3), **numbers}
            numbers = following_numbers(form, before, random)
        written = {address: str(number) for address, number in numbers.items()}
        front = front_matter(form, year, written, f"published: {year + 1}-01-20")
        text = front.replace(f'form: "{key}"\n', "") + body(form, {1: county_prose(random, 300)})
        (reports / f"{year}.md").write_text(f"{text}\n", "utf-8")
    use_editions(())
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def file_of(project: Path, year: int, name: str) -> Path:
    return project / f"site/zwgk/gknb/shili/{year}" / name


def test_the_table_has_the_rows_from_that_year_on(project: Path) -> None:
    for year, has in ((2023, False), (2024, True)):
        page = file_of(project, year, "index.html").read_text("utf-8")
        pdf = PdfReader(file_of(project, year, f"shili-{year}.pdf"))
        text = re.sub(r"\s", "", "".join(p.extract_text() for p in pdf.pages))
        data = file_of(project, year, f"shili-{year}.csv").read_text("utf-8-sig")
        for found in (page, text, data):
            assert (ROW in found, NINTH in found) == (has, has), year
    rows = csv.DictReader(io.StringIO(data))
    assert {row["格式"] for row in rows} >= {KEY}


def test_comparison_says_why_the_rows_have_nothing_before_them(project: Path) -> None:
    page = file_of(project, 2024, "duibi/index.html").read_text("utf-8")
    assert "2024 年度起才填报" in page


def test_the_schema_of_the_form_is_published(project: Path) -> None:
    schema = json.loads((project / f"site/schema/{KEY}.json").read_text("utf-8"))
    assert ROW in json.dumps(schema, ensure_ascii=False)
    assert schema["properties"]["form"]["enum"] == [KEY]


def test_a_wrong_sum_with_the_new_row_is_told(project: Path) -> None:
    path = project / "reports/shili/2024.md"
    good = path.read_text("utf-8")
    line = next(line for line in good.splitlines() if NINTH in line)
    numbers = [int(number) for number in re.findall(r"\d+", line.split(":")[1])]
    assert len(numbers) == len(forms()["2021"].tables["依申请公开"].lines[0].columns)
    wrong = f"{line.split(':')[0]}: {[numbers[0] + 1, *numbers[1:-1], numbers[-1] + 1]}"
    path.write_text(good.replace(line, wrong), "utf-8")
    try:
        done = build(project)
    finally:
        path.write_text(good, "utf-8")
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "error[sum-results] 依申请公开 › 自然人" in said, said


def test_a_form_that_is_wrong_stops_with_file_and_line(project: Path) -> None:
    path = project / f"forms/{KEY}.yml"
    good = path.read_text("utf-8")
    path.write_text(good.replace("行政查询事项", "行政查问事项"), "utf-8")
    try:
        done = build(project)
    finally:
        path.write_text(good, "utf-8")
    assert done.returncode != 0
    assert f"forms/{KEY}.yml:7：rows.1.after" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_figures_of_a_form_are_addressed_as_everywhere(project: Path) -> None:
    page = file_of(project, 2024, "index.html").read_text("utf-8")
    address = Address("主动公开", (ROW,), "本年处理决定数量")
    assert address.dotted in page
