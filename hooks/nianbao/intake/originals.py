"""The file that a report is imported from, kept as its original; some are nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from ..picture_head import PICTURES, PictureError, picture_head
from ..source import elements
from ..source.original import ORIGINAL_KINDS
from .document import Document, NothingToRead, Paragraph, SourceTable
from .formats import Format
from .prose.report_title import title_of

__all__ = ["Original", "has_pictures_only", "original_of", "picture_alone", "picture_original"]

_FEW = 20
# Nobody can read a page on less.
_SMALLEST_SIDE = 200
_COMBINE = "请把几张图片按次序合成一个 PDF，再导入"


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, and how its name ends, with the dot."""

    ending: str
    data: bytes

    @property
    def may_be_published(self) -> bool:
        """Whether it is of a kind that a site may publish."""
        return self.ending[1:] in ORIGINAL_KINDS

    def name(self, year: int) -> str:
        """What it is called beside the report about that year."""
        return f"{year}-yuanjian{self.ending}"


def original_of(data: bytes, of: Format, name: str) -> Original:
    """The file that was read in a format; its name may end otherwise than its content."""
    ending = PurePosixPath(PureWindowsPath(name).name.lower()).suffix
    return Original(ending if ending in of.suffixes else of.suffixes[0], data)


def picture_original(data: bytes) -> Original | None:
    """A picture of a report; None when it cannot be published, or nothing be read on it."""
    try:
        head = picture_head(data)
    except PictureError:
        return None
    if min(head.width, head.height) < _SMALLEST_SIDE:
        return None
    return Original("." + next(end for end, kind in PICTURES.items() if kind == head.kind), data)


def has_pictures_only(document: Document) -> bool:
    """Whether a document shows pictures, and has no words but a title and a few more."""
    if not any(True for _ in _pictures(document)):
        return False
    title = "".join(title_of(document).split())
    words = 0
    for block in document.blocks:
        if isinstance(block, SourceTable):
            texts = [cell.text for row in block.rows for cell in row]
        else:
            texts = [block.element.text]
        said = "".join("".join(texts).split())
        words += 0 if said and said in title else len(said)
    return words < _FEW


def picture_alone(document: Document) -> Original:
    """The one picture that a document has, as the original of its report.

    Raises NothingToRead where it has several.
    """
    found = dict.fromkeys(_pictures(document))
    pictures = [document.pictures[source] for source in found if source in document.pictures]
    original = picture_original(pictures[0]) if len(pictures) == len(found) == 1 else None
    if original is None:
        raise NothingToRead(f"里面没有文字，只有 {len(found)} 张图片", _COMBINE)
    return original


def _pictures(document: Document) -> Iterator[str]:
    """The sources of all pictures that are shown."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for element in elements((block.element,)):
                if element.tag == "img":
                    yield element.attributes.get("src", "")
