"""Shows what an import read beside what it wrote, in a browser; no word of its own."""

from __future__ import annotations

import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..intake.importing import Imported
from ..refusals import reason_of
from ..visible import visible
from .words import complain, tell

__all__ = ["Review", "show_reviews"]

_FOLDER = ".cache/review"


@dataclass(frozen=True, slots=True)
class Review:
    """A report that was brought in, the name of its source and that of its file."""

    imported: Imported
    source: str
    report: str


def show_reviews(reviews: Sequence[Review], project: Path) -> None:
    """Writes a page for each report, beside nothing that is published; opens the only one."""
    from ..intake.page.review_page import review_page  # noqa: PLC0415 -- only for who asks for it

    folder = project / _FOLDER
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for review in reviews:
            identity = review.imported.identity
            path = folder / f"{identity.slug}-{identity.year}.html"
            page = review_page(review.imported, review.source, review.report)
            path.write_text(page, "utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        complain(f"写不了核对页（{reason_of(error)}）：{visible(str(folder))}")
        return
    for path in written:
        tell(f"核对页：{visible(str(path))}")
    if len(written) == 1:
        webbrowser.open(written[0].as_uri())
