"""The sections of a source as the body of a report's file, with its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...form import Form
from ...source import Element
from ..document import Block, Document, Paragraph
from .section_text import section_text
from .sections import Sections

__all__ = ["body_of"]


def body_of(
    form: Form, sections: Sections, document: Document, year: int
) -> tuple[dict[str, bytes], str]:
    """The pictures by their new names, and all sections as Markdown, missing ones empty."""
    names = {
        source: f"{year}-{number}{re.sub(r'^.*(?=[.])', '', source)}"
        for number, source in enumerate(document.pictures, 1)
    }
    # What introduces the whole has no place of its own in the official form.
    found, lead = sections.sections, sections.lead
    if not form.free_sections:
        first, *others = found
        found, lead = (replace(first, blocks=(*lead, *first.blocks)), *others), ()
    parts = [section_text("", _renamed(lead, names))] if lead else []
    parts += [section_text(each.heading, _renamed(each.blocks, names)) for each in found]
    text = "\n\n".join(parts)
    used = {name for name in names.values() if f"({name})" in text}
    pictures = {names[key]: data for key, data in document.pictures.items() if names[key] in used}
    return pictures, text


def _renamed(blocks: Iterable[Block], names: Mapping[str, str]) -> list[Block]:
    return [
        Paragraph(_with_names(b.element, names), b.place) if isinstance(b, Paragraph) else b
        for b in blocks
    ]


def _with_names(element: Element, names: Mapping[str, str]) -> Element:
    """The element with its pictures under their new names."""
    attributes = dict(element.attributes)
    if element.tag == "img":
        attributes["src"] = names.get(attributes["src"], attributes["src"])
    children = tuple(
        piece if isinstance(piece, str) else _with_names(piece, names) for piece in element.children
    )
    return Element(element.tag, attributes, children)
