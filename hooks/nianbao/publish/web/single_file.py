"""A page in one file, for machines without a network: style, script and data stand in it.

Its policy allows what stands in it, by digests, and no request at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import jinja2
from markupsafe import Markup

from ...program_files import THEME
from .content_policy import digest
from .scripts import read_scripts
from .style import STYLE, compact

__all__ = ["data_text", "page_alone"]


def data_text(data: Mapping[str, object]) -> Markup:
    """The data as an element of a page may hold them: no text in them can end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it is markup


def page_alone(template: str, title: str, script_name: str, data: Markup) -> str:
    """The page that a template shows with these data, and with the script of that name."""
    style = _style((THEME / STYLE).read_text("utf-8"))
    script = read_scripts(THEME).by_name[script_name].content.decode()
    if any("</" in text or "<!--" in text for text in (style, script)):
        raise ValueError("a style or a script would end the element that it stands in")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{digest(script.encode())}'",
            f"style-src '{digest(style.encode())}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(THEME), autoescape=True)
    return environment.get_template(template).render(
        title=title,
        policy=policy,
        style=Markup(style),  # noqa: S704 - our own
        script=Markup(script),  # noqa: S704 - our own
        data=data,
    )


def _style(portal: str) -> str:
    """The site's style, without the rules of charts, of which the page has none."""
    lines = (line for line in portal.split("\n") if not line.startswith(".chart"))
    return compact("\n".join(lines))
