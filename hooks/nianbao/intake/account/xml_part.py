"""One part of an office file, as far as it is XML."""

from __future__ import annotations

from typing import cast

from lxml.etree import XMLParser, _Element, fromstring

__all__ = ["xml_part"]


def xml_part(content: bytes) -> _Element | None:
    """The root of a part, or nothing where there is none.

    Damage in it is passed over: a header that is none must not keep anybody from importing.
    """
    parser = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=True)
    return cast("_Element | None", fromstring(content, parser)) if content.strip() else None
