"""Golden cases: a reports folder, and what is said about it.

A case of a rule lists what its own rule says, and all errors: another rule, new or changed, does
not rewrite it. Its codes are in its ``codes.txt``, or it is named after the one. The cases called
``no-problem…`` are complete, for nothing may be said of them. A ``today.txt``
holds the day on which the case is checked.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.problem import Problem, Severity, catalogue
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from places import DATA, ROOT

CASES = sorted(path.name for path in (DATA / "problems").iterdir())
_TIMES = "published-without-time"
# Of sites that want every report approved.
_APPROVED = ("approval-missing", "no-problem-approved")
PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)


def own_codes(case: str) -> set[str]:
    """The codes of the rules that a case is about; none if it is about errors only."""
    written = DATA / "problems" / case / "codes.txt"
    if written.exists():
        return set(written.read_text("utf-8").split())
    named = [code for code in catalogue() if f"{case}-".startswith(f"{code}-")]
    return {max(named, key=len)} if named else set()


def rules_for(case: str) -> HouseRules:
    """What a site decides that wants the rules that the case is about."""
    rules = (catalogue()[code] for code in own_codes(case))
    # At what time a report was published few can say; one case is about that.
    off = {} if case == _TIMES else {_TIMES: None}
    return HouseRules(
        severities={**off, **{rule.code: rule.severity for rule in rules if rule.optional}},
        approved_from=date.min if case in _APPROVED else None,
    )


def listed(case: str, problem: Problem) -> bool:
    return (
        case.startswith("no-problem")
        or problem.severity is Severity.ERROR
        or problem.code in own_codes(case)
    )


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, golden: Callable[[Path, str], None]) -> None:
    folder = DATA / "problems" / case
    day = folder / "today.txt"
    today = date.fromisoformat(day.read_text("utf-8").strip()) if day.exists() else None
    _, problems = read_and_check(folder / "reports", PRESS, rules_for(case), today=today)
    told = [problem for problem in problems if listed(case, problem)]
    golden(folder / "expected.txt", "".join(f"{problem.explained()}\n" for problem in told))


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_what_it_is_about(case: str) -> None:
    text = (DATA / "problems" / case / "expected.txt").read_text("utf-8")
    assert (text == "") == case.startswith("no-problem")
    assert [code for code in own_codes(case) if f"[{code}]" not in text] == []
    assert own_codes(case) <= set(catalogue())


def test_every_problem_says_what_to_do() -> None:
    for case in CASES:
        lines = (DATA / "problems" / case / "expected.txt").read_text("utf-8").splitlines()
        for line, following in itertools.pairwise([*lines, ""]):
            assert line.startswith("    ") or following.startswith("    "), f"{case}: {line}"


@pytest.mark.parametrize("code", [code for code, rule in catalogue().items() if rule.optional])
def test_an_optional_rule_holds_only_where_a_site_asks_for_it(code: str) -> None:
    folder = DATA / "problems" / code / "reports"
    for severity in (None, Severity.NOTICE, Severity.ERROR):
        _, problems = read_and_check(folder, PRESS, HouseRules(severities={code: severity}))
        kinds = {problem.severity for problem in problems if problem.code == code}
        assert kinds == ({severity} if severity else set())
    _, problems = read_and_check(folder, PRESS, HouseRules())
    assert code not in {problem.code for problem in problems}
