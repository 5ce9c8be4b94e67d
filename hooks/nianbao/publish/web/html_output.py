"""Hand-written pages in HTML: Markdown writes elements without content as XML has them, else."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

__all__ = ["HtmlOutput"]


class HtmlOutput(Extension):
    """Writes ``<img …>`` and not ``<img … />``, whose slash HTML has no use for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Comes back when the instance is ready: until then it sets its format itself."""
        self._markdown = md
        md.registerExtension(self)

    def reset(self) -> None:
        """Sets the format, before each page."""
        self._markdown.set_output_format("html")
