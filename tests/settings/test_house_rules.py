"""A site's own deadlines: how they are written, what is said of wrong ones, what they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from invented import write_portal
from made_portal import read_folder
from nianbao.build.workers import LocalWorkers
from nianbao.check import HouseRules, Press, check_files, read_and_check
from nianbao.form import Form, OrganKind, form_in_force, forms, local_frame
from nianbao.problem import Problem, Severity
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings, SettingsError, read_settings
from nianbao.source import YEARS
from places import DATA, ROOT

GOVERNMENT, DEPARTMENT, TOWNSHIP = OrganKind
PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)


def rules_of(yaml_text: str) -> HouseRules:
    return read_settings(yaml.safe_load(yaml_text), ROOT).rules


@pytest.mark.parametrize("form", [*forms().values(), local_frame()], ids=lambda f: f.key)
def test_every_form_names_a_day_for_every_kind_and_where_it_is_said(form: Form) -> None:
    assert set(form.deadlines) == set(OrganKind)
    assert "政府信息公开条例" in form.deadline_source


def test_the_form_in_force_covers_its_year() -> None:
    assert all(form_in_force(year).covers(year) for year in YEARS)
    assert form_in_force(YEARS.start - 1) is local_frame()


def test_the_national_rule() -> None:
    rules = HouseRules()
    for year in (2008, 2013, 2014, 2018):
        assert {rules.deadline(kind, year) for kind in OrganKind} == {date(year + 1, 3, 31)}
    for year in (2019, 2021, 2025):
        assert rules.deadline(DEPARTMENT, year) == date(year + 1, 1, 31)
        assert rules.deadline(GOVERNMENT, year) == date(year + 1, 3, 31)
        assert rules.deadline(TOWNSHIP, year) == date(year + 1, 3, 31)


@pytest.mark.parametrize(
    "written",
    [
        "deadlines: {'2021': {部门: '01-20'}}",
        "deadlines: {2021: {部门: 01-20}}",
        "deadlines:\n  2021:\n    部门: 1-20\n  自定: {}\n  2019:",
    ],
)
def test_a_site_sets_one_day_and_keeps_the_others(written: str) -> None:
    rules = rules_of(written)
    assert rules.deadline(DEPARTMENT, 2021) == date(2022, 1, 20)
    assert rules.deadline(DEPARTMENT, 2020) == date(2021, 1, 31)
    assert rules.deadline(TOWNSHIP, 2021) == date(2022, 3, 31)
    assert rules.own_deadline("2021", DEPARTMENT) == (1, 20)
    assert rules.own_deadline("2021", TOWNSHIP) is rules.own_deadline("2019", DEPARTMENT) is None


def test_without_settings_there_are_no_rules_of_the_house() -> None:
    assert rules_of("{}") == rules_of("deadlines:") == rules_of("deadlines: {}") == HouseRules()
    assert rules_of("severities: {leap: error}").severities == {"leap": Severity.ERROR}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[1]", "deadlines：下面应为"),
        ("{2020: {部门: 01-20}}", "deadlines.2020：没有这一项，是不是 20"),
        ("{本地: {部门: 01-20}}", "deadlines.本地：没有这一项，可用的有 2021、2019、2014、自定"),
        ("{2021: 01-20}", "deadlines.2021：下面应为“名称: 值”，现为 '01-20'"),
        ("{2021: {局: 01-20}}", "deadlines.2021.局：没有这一项，可用的有 政府、部门、乡镇街道"),
        ("{2021: {}, '2021': {}}", "deadlines：同一个格式写了两次"),
        ("{2021: {部门: 2022-01-20}}", r"deadlines.2021.部门：应为次年的月-日，.*例如 01-20，现为"),
        ("{2021: {部门: 02-29}}", "deadlines.2021.部门：应为次年的月-日，每年都有的一天"),
        ("{2021: {部门: 13-01}}", "deadlines.2021.部门：应为次年的月-日"),
        ("{2021: {部门: 120}}", "deadlines.2021.部门：.*现为 120"),
        ("{2021: {部门: }}", "deadlines.2021.部门：.*现为 None"),
    ],
)
def test_a_wrong_deadline_is_named(written: str, said: str) -> None:
    with pytest.raises(SettingsError, match=f"extra.nianbao.{said}"):
        rules_of(f"deadlines: {written}")


def late(problems: Iterable[Problem]) -> Mapping[str, str]:
    return {p.file: p.expected for p in problems if p.code == "published-late"}


def test_a_site_s_day_decides_what_is_late_however_the_folder_is_checked(tmp_path: Path) -> None:
    folder = DATA / "problems/published-late-department/reports"
    path = folder / "shili/2021.md"
    name = "reports/shili/2021.md"
    for written, expected in (
        ("{}", {name: "2022-01-31"}),
        ("{2021: {部门: 02-01}}", {}),
        ("{2021: {部门: 01-15}}", {name: "2022-01-15"}),
        ("{2019: {部门: 02-01}, 2021: {政府: 02-01}}", {name: "2022-01-31"}),
    ):
        rules = rules_of(f"deadlines: {written}")
        assert late(read_and_check(folder, PRESS, rules)[1]) == expected
        assert late(read_folder(folder, tmp_path, rules).problems) == expected
        assert late(check_files(folder, [path], PRESS, rules)[1]) == expected


@pytest.mark.slow("hundreds of reports")
def test_a_site_s_day_reaches_every_process(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 240, years=6)
    rules = rules_of("deadlines: {2021: {部门: 01-10}}")
    with LocalWorkers(2) as workers:
        found = late(read_folder(folder, tmp_path, rules, workers).problems)
    departments = [number for number in range(1, 41) if number % 3 == 1]
    assert found == {
        f"reports/shili{number}/{year}.md": f"{year + 1}-01-10"
        for number in departments
        for year in range(2021, 2027)
    }


def test_the_year_decides_not_the_form_that_a_report_uses() -> None:
    """The report is about 2023, in the form of 2019."""
    folder = DATA / "problems/form-year/reports"
    for form, expected in (("2019", {}), ("2021", {"reports/shili/2023.md": "2024-01-01"})):
        rules = rules_of(f"deadlines: {{{form}: {{政府: 01-01}}}}")
        assert late(read_and_check(folder, PRESS, rules)[1]) == expected
