"""The catalogue of problems, held against the code, the golden cases and the documentation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nianbao.form import forms
from nianbao.problem import RuleGroup, catalogue
from places import DATA, ROOT

CASES = DATA / "problems"


def codes_in(expected: Path) -> set[str]:
    # A new case has none before it is written with --update, which is its own test's to say.
    text = expected.read_text("utf-8") if expected.exists() else ""
    return set(re.findall(r"(?:error|warning|notice)\[([a-z-]+)\]", text))


def cases_with(code: str) -> list[Path]:
    return [case for case in sorted(CASES.iterdir()) if code in codes_in(case / "expected.txt")]


def codes_in_code() -> Iterator[str]:
    """The codes that the library and the forms name."""
    for path in sorted((ROOT / "hooks/nianbao").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            code = node.args[0]
            if name in ("add", "note_unknown") and isinstance(code, ast.Constant):
                yield str(code.value)
    for form in forms().values():
        yield from (relation.code for relation in form.relations)
        yield from (equation.relation.code for equation in form.across_years)


def test_every_code_that_is_used_has_an_entry() -> None:
    assert {code for code in codes_in_code() if "-" in code} <= set(catalogue())


@pytest.mark.parametrize("code", catalogue())
def test_every_code_has_a_golden_case(code: str) -> None:
    assert cases_with(code)


@pytest.mark.parametrize("code", catalogue())
def test_the_example_of_a_code_is_from_a_case_that_has_the_problem(code: str) -> None:
    example = catalogue()[code].example
    if example.startswith("（"):
        return  # told, because no single line shows it
    texts = [
        path.read_bytes().decode("utf-8", "replace")
        for case in cases_with(code)
        for path in (case / "reports").rglob("*")
        if path.is_file()
    ]
    assert any(all(line in text for line in example.splitlines()) for text in texts)


def test_every_code_has_its_heading_in_the_documentation() -> None:
    text = (ROOT / "docs/help/problems.md").read_text("utf-8")
    headings = re.findall(r"^### (.+) \{#([a-z-]+)\}$", text, re.MULTILINE)
    assert headings == [(rule.title, rule.code) for rule in catalogue().values()]
    # The list above each group, and the one that leads to the groups.
    listed = re.findall(r"\[([^\]]+)\]\(#([a-z-]+)\)", text)
    assert listed == headings
    groups = re.findall(r"\(#(about_[a-z]+)\)", text)
    assert groups == re.findall(r"^## .+ \{#(about_[a-z]+)\}$", text, re.MULTILINE)
    assert len(groups) == len(RuleGroup)
