"""What of a file its reader did not hand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from ...source import Element
from ..document import Document, Paragraph
from ..readers.furniture import without_furniture
from ..readers.page_numbers import is_page_number
from ..review import ReviewItem, Status
from .account import Loss, SetAside
from .characters import counted, excerpt
from .form_words import FormWords
from .leftovers import leftovers
from .pieces import Kind, SourcePiece, SourceText
from .spoken import spoken

__all__ = ["texts_of", "unread"]

_REASONS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.TEXT: "原件里的文字",
        Kind.HIDDEN: "原件里隐藏的文字",
        Kind.COMMENT: "批注",
        Kind.DELETED: "修订中删去的文字",
    }
)
_SENTENCE = re.compile("[。；！？]")
_LONG = 15
"""A sentence of so many characters is none of a menu's."""
_AROUND = 8
_SHORT = 4
_TRAILING = re.compile("[0-9]+$")


def texts_of(document: Document) -> Iterator[str]:
    """Every text of a document, paragraph by paragraph and cell by cell, as it is counted."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield counted(spoken(block.element))
        else:
            yield from (counted(cell.text) for row in block.rows for cell in row)


def unread(
    source: SourceText, document: Document, words: FormWords | None = None
) -> Iterator[Loss | SetAside]:
    """Every piece of a file, or part of one, that its document does not have.

    ``words`` are those of the form, which need not be read: the site prints them. On a web page
    what stands around the report is set aside, except for whole sentences.
    """
    apart = (Kind.PICTURE, Kind.PAGE_NUMBER)
    pieces = [piece for piece in source.pieces if piece.kind not in apart]
    numbers = [piece for piece in source.pieces if piece.kind is Kind.PAGE_NUMBER]
    yield from (SetAside("页码", len(counted(p.text)), p.text) for p in numbers)
    # A title that the reader has set apart must not answer for words of the text.
    title = counted(document.title)
    told = [_unless_in(title, counted(piece.text)) for piece in pieces]
    texts = list(texts_of(document))
    lost = leftovers(told, texts, is_scattered=source.is_scattered)
    first, last = (0, len(pieces))
    if source.is_web_page:
        first, last = _span(told, lost, {*texts})
        # A menu must not answer for words of the report.
        around = (told[:first], told[last + 1 :])
        before, after = ([text * (text not in texts) for text in part] for part in around)
        lost = [*before, *leftovers(told[first : last + 1], texts), *after]
    known = {*texts, title}
    shapes = Counter(map(_shape, lost))
    for number, (piece, missing) in enumerate(zip(pieces, lost, strict=True)):
        if not missing or (words is not None and words.are(piece.text)):
            continue
        count = len(missing.replace("\n", ""))
        said = excerpt(piece.text, missing)
        is_around = source.is_web_page and not first <= number <= last
        is_again = source.is_scattered and shapes[_shape(missing)] > 1
        if what := _furniture(piece, missing, known, is_around=is_around, is_again=is_again):
            yield SetAside(what, count, said)
        elif any(missing in counted(note) for note in document.notes):
            yield Loss(None, count)
        else:
            reason = _REASONS.get(piece.kind, _REASONS[Kind.TEXT])
            yield Loss(ReviewItem(Status.LEFT_OUT, reason, piece.place, found=said), count)


def _furniture(
    piece: SourcePiece, missing: str, known: Set[str], *, is_around: bool, is_again: bool
) -> str:
    """What a piece is that belongs to no report; nothing where it may belong to this one.

    ``is_around`` says that it stands before or after the report, ``is_again`` that it stands on
    several pages, with another number at most.
    """
    bare = _TRAILING.sub("", counted(piece.text))
    if piece.kind is Kind.RUNNING_HEAD or (is_again and len(_shape(missing)) >= _SHORT):
        return "页眉、页脚"
    if piece.kind is Kind.OWN_ADDITION:
        return "本站文件附加的说明"
    if is_page_number(piece.text):
        return "页码"
    if len(bare) >= _SHORT and bare in known and bare in missing:
        return "目录和重复的标题"
    if len(missing) >= _LONG and _SENTENCE.search(piece.text):
        return ""
    is_menu = piece.kind is Kind.FURNITURE or is_around or _is_small_print(piece.text)
    return "菜单、发布信息、页脚之类" if is_menu else ""


def _is_small_print(text: str) -> bool:
    """Whether a text is one of those that sites print around reports: 来源, 浏览次数, 打印."""
    return not without_furniture([Paragraph(Element("p", children=(text,)))], 1, 0)


def _shape(text: str) -> str:
    """A text with all its numbers alike."""
    return re.sub("[0-9]+", "", text)


def _span(told: Sequence[str], lost: Sequence[str], texts: Set[str]) -> tuple[int, int]:
    """The first and the last piece of the report: where most pieces around were read.

    A word of the menu may stand in the report, too (the year in its title): a few characters
    begin or end it only where they are a text of their own.
    """
    read = [bool(text) and not missing for text, missing in zip(told, lost, strict=True)]
    is_end = [text in texts or len(text) >= _LONG for text in told]
    places = [n for n in range(len(read)) if read[n] and is_end[n]]
    first = next((n for n in places if _is_dense(read[n : n + _AROUND])), len(read))
    back = (n for n in places[::-1] if _is_dense(read[max(0, n + 1 - _AROUND) : n + 1]))
    last = next(back, -1)
    if first <= last:
        return first, last
    # A report in a piece or two, of which the menu has taken some words.
    mostly = [n for n, text in enumerate(told) if len(text) > max(_LONG, 9 * len(lost[n]))]
    return (mostly[0], mostly[-1]) if mostly else (0, len(read) - 1)


def _unless_in(title: str, text: str) -> str:
    return "" if len(text) >= _SHORT and text in title else text


def _is_dense(read: Sequence[bool]) -> bool:
    return 2 * sum(read) >= len(read)
