"""The house rules that a machine can hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nianbao.source import front_matter, organs
from places import ROOT

LIBRARY = ROOT / "hooks/nianbao"
FLOORS = [
    *("form", "problem", "settings", "source", "check", "facts", "build", "publish", "summary"),
    *("preview", "archive", "deliver", "servers", "demonstration", "supply", "command"),
]
# What stands on all floors.
TOP = {"plugin", "mkdocs_build", "__main__"}
# What makes and keeps files knows nothing of what they are about.
BUILD_USES = {"build", "refusals", "visible", "wording", "xml_text"}
# Where it is there: Python has no SM3 of its own on every system; one machine needs no cluster.
BUILD_MAY_USE = {"check_sums": {"cryptography"}, "cluster": {"distributed"}}
# The floors of publish, lowest first. Rooms of one floor know nothing of each other.
PUBLISH_FLOORS = [
    {"artifact", "figure_states", "program", "whole_words"},
    {"web", "charts", "reference"},
    {"paper", "spreadsheet"},
    {"data"},
    {"material"},
    set(),  # the kinds of pages: every other folder
    {"making", "site", "equipment"},
    {"reading", "inputs"},
    {"jobs"},
    {"portal_data"},
    {"parts", "released"},
    {"portal_files", "overview"},
    {"data_tasks"},
    {"publishing", "written"},
    {"completing", "record"},
    {"__init__"},
]
# Existing reports come in past the checks.
INTAKE_USES = {"form", "problem", "source", "intake"}
TOP_LEVEL = {
    *("docs", "reports", "hooks", "scripts", "tests", "bench", ".ci", ".github", ".vscode"),
    *("mkdocs.yml", "README.md", "README.en.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"),
    "LICENSE",
    *(
        "pyproject.toml",
        "requirements.txt",
        "requirements-import.txt",
        "requirements-dev.txt",
        "requirements-cluster.txt",
        "requirements-publish.txt",
        "requirements-parquet.txt",
        "requirements-archive.txt",
    ),
    *("requirements-pip.txt", "requirements-bench.txt", "Makefile"),
    *(".gitignore", ".gitattributes", ".editorconfig", ".pre-commit-config.yaml"),
}


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def imported(path: Path) -> set[str]:
    """The modules a library module imports, with their place in the library."""
    names = set()
    package = path.relative_to(LIBRARY).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            names.add(".".join(("nianbao", *above, *filter(None, [node.module]))))
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_top_level_is_as_agreed() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed()} == TOP_LEVEL


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.py")), ids=lambda p: p.stem)
def test_a_floor_imports_only_floors_below_it(path: Path) -> None:
    parts = path.relative_to(LIBRARY).parts
    own = FLOORS.index(parts[0]) if parts[0] in FLOORS else -1
    if path.stem in TOP:
        own = len(FLOORS)
    for name in imported(path):
        if parts not in (("plugin.py",), ("mkdocs_build.py",)):
            assert not re.match(r"mkdocs|material", name), name
        floor = re.match(r"nianbao\.(\w+)", name)
        if parts[0] == "intake":
            assert not floor or floor[1] not in FLOORS or floor[1] in INTAKE_USES, name
        elif parts[0] == "build":
            assert not name.startswith("nianbao") or (floor and floor[1] in BUILD_USES), name
        elif floor and floor[1] in FLOORS:
            assert FLOORS.index(floor[1]) <= own, name
            # A build is made of results; whoever works one out need not know of it.
            assert floor[1] != "build" or own >= FLOORS.index("build"), name
        assert parts[0] in ("intake", "command") or "nianbao.intake" not in name, name


@pytest.mark.parametrize("path", sorted((LIBRARY / "build").rglob("*.py")), ids=lambda p: p.stem)
def test_builds_need_nothing_but_python(path: Path) -> None:
    others = {name.partition(".")[0] for name in imported(path)} - {"nianbao"}
    assert others <= sys.stdlib_module_names | BUILD_MAY_USE.get(path.stem, set())


@pytest.mark.parametrize(
    "path", sorted((LIBRARY / "publish").rglob("*.py")), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_a_room_of_publish_imports_only_floors_below_it(path: Path) -> None:
    floors = {room: floor for floor, rooms in enumerate(PUBLISH_FLOORS) for room in rooms}
    pages = {room.name for room in (LIBRARY / "publish").iterdir() if room.is_dir()} - set(floors)
    floors |= dict.fromkeys(pages, PUBLISH_FLOORS.index(set()))
    own = path.relative_to(LIBRARY / "publish").with_suffix("").parts[0]
    for name in imported(path):
        room = re.match(r"nianbao\.publish\.(\w+)", name)
        if room and room[1] != own:
            assert floors[room[1]] < floors[own], name


def test_no_file_names_a_package_registry() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "debian" + ".org"]
    for path in committed():
        text = path.read_bytes().decode("utf-8", "ignore")
        assert not [host for host in hosts if host in text], path


def test_one_place_says_where_the_library_is() -> None:
    edits = re.compile(r"sys\.path(\[.*\] =|\.(insert|append|extend)\()")
    python = [path for path in committed() if path.suffix == ".py"]
    found = [path for path in python if edits.search(path.read_text("utf-8"))]
    # MkDocs forgets the path again, and what a build starts gets that of the build.
    assert found == [ROOT / "hooks/nianbao/build/workers.py", ROOT / "scripts/library.py"]


def test_no_test_looks_at_a_clock() -> None:
    """How busy the machine is says nothing of the program; bench/ measures, on the same machine."""
    clocks = re.compile(r"\b(perf_counter|monotonic|time\.time|settings\(.*deadline=)")
    for path in (ROOT / "tests").rglob("*.py"):
        if path != Path(__file__):
            assert not clocks.search(path.read_text("utf-8")), path


def test_no_template_says_what_is_escaped() -> None:
    """The plugin says it, once for all; what MkDocs makes of Markdown is the only exception."""
    for path in [path for path in committed() if path.is_relative_to(ROOT / "hooks/nianbao/theme")]:
        if path.suffix not in (".html", ".xml", ".txt"):
            continue
        text = path.read_text("utf-8").replace("{{ page.content | safe }}", "")
        assert not re.search(r"autoescape|\|\s*(safe|e|escape|forceescape)\b", text), path


def test_the_lines_of_templates_are_short() -> None:
    """All but the one that pages have inline, whose digest is in their policy."""
    for path in [path for path in committed() if path.is_relative_to(ROOT / "hooks/nianbao/theme")]:
        if path.suffix in (".html", ".xml", ".txt"):
            lines = path.read_text("utf-8").splitlines()
            long = [line for line in lines if len(line) >= 160 and "<script>!" not in line]
            assert long == [], path


def test_ci_calls_what_the_readme_tells() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert script[-2:] == ["make lint", "make test"]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make site" in readme
    assert "make test" in readme


def test_the_manual_names_every_key_setting_and_option() -> None:
    pages = [*(ROOT / "docs/help").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    manual = "".join(page.read_text("utf-8") for page in pages)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    names = [*front_matter.KEYS, *organs.KEYS, "deadlines", "attachments"]
    for path in (LIBRARY / "command").glob("*.py"):
        names += re.findall(r'add_argument\(\s*"(--[\w-]+)"', path.read_text("utf-8"))
    names += re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert [name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", manual)] == []
    assert "    fonts:" in settings
    assert "    severities:" in settings
    assert "    deadlines:" in settings
    assert "    attachments:" in settings
