"""Templates compiled before: the same pages, and no template of yesterday's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import jinja2
import pytest
from nianbao.build.store import Store
from nianbao.publish.web import compiled_templates
from nianbao.publish.web.compiled_templates import CompiledTemplates


class Environment(jinja2.Environment):
    """Notes the names of templates that are compiled."""

    compiled: ClassVar[list[str]] = []

    def compile(self, source: Any, name: Any = None, *rest: Any, **more: Any) -> Any:
        self.compiled.append(name)
        return super().compile(source, name, *rest, **more)


@pytest.fixture(autouse=True)
def names() -> list[str]:
    Environment.compiled.clear()
    return Environment.compiled


def environment(folder: Path, name: str = "") -> Environment:
    kept = CompiledTemplates(Store(folder / "kept"), name)
    loader = jinja2.FileSystemLoader(folder)
    return Environment(loader=loader, autoescape=True, bytecode_cache=kept)


def test_a_template_is_compiled_once(tmp_path: Path, names: list[str]) -> None:
    (tmp_path / "a.html").write_text("<p>{{ text }}")
    for _ in range(2):
        assert environment(tmp_path).get_template("a.html").render(text="<") == "<p>&lt;"
    assert names == ["a.html"]
    # Another environment may compile it to something else.
    environment(tmp_path, "other").get_template("a.html")
    assert names == ["a.html"] * 2


@pytest.mark.parametrize("what", ["text", "program", "damage"])
def test_it_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str], what: str
) -> None:
    page = tmp_path / "a.html"
    page.write_text("1")
    assert environment(tmp_path).get_template("a.html").render() == "1"
    if what == "text":
        page.write_text("2")
    elif what == "program":
        monkeypatch.setattr(compiled_templates, "program_digest", lambda: "another")
    else:
        (value,) = (tmp_path / "kept/values").glob("*/*")
        value.write_bytes(value.read_bytes()[:-1] + b"?")
    shown = environment(tmp_path).get_template("a.html").render()
    assert shown == page.read_text()
    assert len(names) == 2
    assert len(list((tmp_path / "kept/values").glob("*/*"))) == 1
