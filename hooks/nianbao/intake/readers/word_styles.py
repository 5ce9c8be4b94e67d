"""The styles of a Word document: what they are called, and which lists they belong to."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

__all__ = ["WORD", "Styles", "is_w", "value_of"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Styles:
    """The paragraph styles of a document; without a part for them there are none."""

    def __init__(self, root: _Element | None) -> None:
        found = root.findall(f"{WORD}style") if root is not None else []
        self._styles = {style.get(f"{WORD}styleId", ""): style for style in found}
        self.default = next(
            (
                style.get(f"{WORD}styleId", "")
                for style in found
                if style.get(f"{WORD}type") == "paragraph"
                and style.get(f"{WORD}default") in ("1", "true")
            ),
            "",
        )

    def name_of(self, style: str) -> str:
        """What Word shows as the style's name."""
        return value_of(self._styles.get(style), "name")

    def line_of(self, style: str) -> Iterator[str]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style
            style = value_of(self._styles[style], "basedOn")

    def list_of(self, style: str) -> str:
        """The list that paragraphs of a style belong to, or nothing."""
        return self._numbered(style, "numId")

    def level_of(self, style: str) -> str:
        """The level in the list that a style names itself, or nothing."""
        return self._numbered(style, "ilvl")

    def _numbered(self, style: str, name: str) -> str:
        for key in self.line_of(style):
            properties = self._styles[key].find(f"{WORD}pPr/{WORD}numPr")
            if value := value_of(properties, name):
                return value
        return ""


def value_of(parent: _Element | None, name: str) -> str:
    """The value of a property, or nothing where it is not set."""
    child = parent.find(f"{WORD}{name}") if parent is not None else None
    return child.get(f"{WORD}val", "") if child is not None else ""


def is_w(element: _Element, name: str) -> bool:
    """Whether an element is that one of Word's."""
    return element.tag == f"{WORD}{name}"
