"""A block of prose as its readers see it: with the numbers of its lists."""

from __future__ import annotations

from ...source import Element

__all__ = ["spoken"]


def spoken(element: Element) -> str:
    """The text of an element; the items of a numbered list begin with their numbers."""
    number = int(element.attributes.get("start", "1")) if element.tag == "ol" else 0
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
            continue
        if element.tag == "ol" and child.tag == "li":
            parts.append(f"{number}. ")
            number += 1
        parts.append(spoken(child))
    return "".join(parts)
