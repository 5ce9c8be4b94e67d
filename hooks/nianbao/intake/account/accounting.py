"""The account of an import: everything of the source that is nowhere becomes a review item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...source import elements
from ..document import Document, Paragraph
from ..review import ReviewItem, Status
from .account import Account, Loss, SetAside, gathered
from .characters import counted
from .form_words import form_words
from .pieces import Kind, SourcePiece, SourceText
from .unread import texts_of, unread
from .unwritten import WrittenReport, unwritten

__all__ = ["account_of"]


def account_of(
    source: SourceText, document: Document, report: WrittenReport
) -> tuple[Account, tuple[ReviewItem, ...]]:
    """How much of a source is in the file, and an item for each part that is nowhere yet.

    Without the text of the source only its document is accounted for.
    """
    words = form_words(report.form) if report.form else None
    found = [
        *(unread(source, document, words) if source.pieces else ()),
        *unwritten(document, report),
    ]
    losses = [each for each in found if isinstance(each, Loss)]
    aside = gathered(each for each in found if isinstance(each, SetAside))
    listed = sum(loss.count for loss in losses)
    texts = [counted(p.text) for p in source.pieces if p.kind is not Kind.PICTURE]
    total = sum(map(len, texts or texts_of(document)))
    account = Account(
        taken=max(0, total - listed - sum(each.count for each in aside)),
        listed=listed,
        set_aside=aside,
    )
    items = tuple(loss.item for loss in losses if loss.item is not None)
    return account, (*items, *_lost_pictures(source, document, report))


def _lost_pictures(
    source: SourceText, document: Document, report: WrittenReport
) -> Iterator[ReviewItem]:
    """Pictures that stand in the file and neither in the report nor in the review list."""
    named = [piece for piece in source.pieces if piece.kind is Kind.PICTURE]
    yield from _lost(named, document, report, is_web_page=source.is_web_page)
    read, written = len(_pictures(document)), report.body.count("](")
    if written < read:
        yield ReviewItem(Status.LEFT_OUT, f"{read - written} 张图片没有写进文件")


def _lost(
    named: Sequence[SourcePiece], document: Document, report: WrittenReport, *, is_web_page: bool
) -> Iterator[ReviewItem]:
    # On a page each picture of the article is told by the reader; the others are the site's.
    said = any("图片" in item.reason for item in report.review)
    missing = len(named) - len(_pictures(document))
    if is_web_page or said or missing <= 0:
        return
    places = "、".join(dict.fromkeys(piece.place or "正文" for piece in named))
    names = "、".join(dict.fromkeys(piece.text for piece in named if piece.text))
    yield ReviewItem(Status.LEFT_OUT, f"{missing} 张图片没有收入", places, found=names)


def _pictures(document: Document) -> list[str]:
    blocks = tuple(block.element for block in document.blocks if isinstance(block, Paragraph))
    return [e.attributes.get("src", "") for e in elements(blocks) if e.tag == "img"]
