"""What a site's severities may change, and what not."""

from __future__ import annotations

import pytest
from nianbao.check.settling import settle
from nianbao.problem import TOP, Problem, Problems, RuleGroup, Severity, catalogue
from nianbao.settings import SettingsError, read_settings
from nianbao.source import Answers
from nianbao.source.entries import Entry, names_in
from places import ROOT


def problem(code: str, *address: str) -> Problem:
    problems = Problems("reports/shili/2021.md")
    problems.add(code, TOP, "示例", address=address)
    return problems.found[0]


def settled(
    found: Problem, severity: Severity | None, *, is_published: bool = True
) -> list[Severity]:
    answers = [Answers(found.file, is_published=is_published)]
    return [p.severity for p in settle([found], answers, {found.code: severity})]


@pytest.mark.parametrize("severity", Severity)
def test_a_site_may_raise_and_lower_a_warning(severity: Severity) -> None:
    assert settled(problem("leap"), severity) == [severity]
    assert settled(problem("leap"), severity, is_published=False) == [severity]


def test_a_site_may_leave_a_warning_out() -> None:
    assert settled(problem("leap"), None) == []


ARITHMETIC = [
    rule.code
    for rule in catalogue().values()
    if rule.group is RuleGroup.ARITHMETIC and rule.severity is Severity.ERROR
]


@pytest.mark.parametrize("code", ARITHMETIC)
@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.NOTICE, None])
def test_arithmetic_binds_what_is_not_published(code: str, severity: Severity | None) -> None:
    assert settled(problem(code), severity, is_published=False) == [Severity.ERROR]
    assert settled(problem(code), severity) == ([severity] if severity else [])


@pytest.mark.parametrize("code", [rule.code for rule in catalogue().values() if rule.fixed])
def test_fixed_rules_cannot_be_set(code: str) -> None:
    with pytest.raises(SettingsError, match=f"extra.nianbao.severities.{code}：.*不能调整"):
        read_settings({"severities": {code: "warning"}}, ROOT)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"leep": "notice"}, "severities.leep：没有这一项，是不是 leap"),
        ({"leap": "loud"}, "severities.leap：应为 error、warning、notice、off 之一"),
        ({"leap": True}, "severities.leap：应为 error"),
        ([1], "severities：下面应为"),
    ],
)
def test_wrong_severities_are_named(values: object, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_settings({"severities": values}, ROOT)


def test_severities_are_read() -> None:
    values = {"leap": "error", "carry-over": "off", "year-missing": False}
    assert read_settings({"severities": values}, ROOT).rules.severities == {
        "leap": Severity.ERROR,
        "carry-over": None,
        "year-missing": None,
    }


@pytest.mark.parametrize(
    ("address", "answers"),
    [
        ("", True),
        ("依申请公开", True),
        ("依申请公开.本年新收", True),
        ("依申请公开 › （一）本年新收", True),
        ("依申请公开.上年结转", False),
        ("依申请公开.本年新收.总计", False),
    ],
)
def test_an_entry_answers_for_all_below_its_address(address: str, answers: bool) -> None:  # noqa: FBT001
    found = problem("leap", "依申请公开", "本年新收")
    entry = Entry("leap", names_in(address), "原因", TOP)
    assert entry.answers(found) is answers
    assert not Entry("carry-over", names_in(address), "原因", TOP).answers(found)


def test_a_raised_warning_must_be_told_to_the_public() -> None:
    found = problem("leap", "主动公开")
    answers = Answers(found.file, is_published=True, acknowledged=(Entry("leap", (), "原因", TOP),))
    codes = [p.code for p in settle([found], [answers], {"leap": Severity.ERROR})]
    assert codes == ["entry-not-allowed", "leap"]


def superseded(*found: Problem, **entries: tuple[Entry, ...]) -> list[tuple[str, Severity]]:
    answers = Answers(found[0].file, is_published=True, is_superseded=True, **entries)
    return [(p.code, p.severity) for p in settle(found, [answers], {})]


def test_a_superseded_text_keeps_what_it_told_and_what_cannot_be_published() -> None:
    found = (
        problem("sum-row"),
        problem("balance"),
        problem("published-late"),
        problem("link-target"),
    )
    told = (Entry("sum-row", (), "原因", TOP), Entry("sum-parts", (), "不再有", TOP))
    assert superseded(*found, discrepancies=told) == [
        ("link-target", Severity.ERROR),
        ("sum-row", Severity.NOTICE),
    ]


def test_a_superseded_text_may_not_hold_personal_data() -> None:
    known = (Entry("personal-mobile", (), "公开的电话", TOP), Entry("leap", (), "不再有", TOP))
    found = problem("personal-mobile"), problem("personal-id"), problem("leap")
    assert superseded(*found) == [
        ("personal-id", Severity.ERROR),
        ("personal-mobile", Severity.WARNING),
    ]
    assert superseded(*found, acknowledged=known) == [
        ("personal-id", Severity.ERROR),
        ("personal-mobile", Severity.NOTICE),
    ]


def test_what_is_wrong_with_the_corrections_of_a_superseded_text_stays() -> None:
    found = problem("correction-prose"), problem("correction-missing")
    assert [code for code, _ in superseded(*found)] == ["correction-missing", "correction-prose"]
