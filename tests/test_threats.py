"""Every claim of docs/maintainers/threats.md names a test or a golden case that is there."""

from __future__ import annotations

import ast
import re

from places import DATA, ROOT

TEXT = (ROOT / "docs/maintainers/threats.md").read_text("utf-8")
CLAIMS = [row.split("|")[2] for row in re.findall(r"^\|(?!-).*\|$", TEXT, re.MULTILINE)]


def test_every_test_that_is_named_is_there() -> None:
    named = re.findall(r"(tests/[\w/]+\.py)::(\w+)", TEXT)
    assert len(named) > 40
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in names, f"{path}::{name}"


def test_every_golden_case_that_is_named_is_there() -> None:
    for claim in CLAIMS:
        if "golden case" in claim:
            cases = re.findall(r"`([a-z-]+)`", claim)
            assert cases
            assert [case for case in cases if not (DATA / "problems" / case).is_dir()] == []


def test_every_claim_names_what_holds_it() -> None:
    held = TEXT.split("## What is pushed into reports/")[1].split("## Not defended")[0]
    for row in re.findall(r"^\| (?!claim)(?!-).*\|$", held, re.MULTILINE):
        assert re.search(r"tests/[\w/]+\.py::test_|golden case", row), row
