"""Makes the files of the site whose content is not there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from .artifact import Artifact, Content, Copied, Made, Ready
from .data.archives import Archive, packed
from .paper.manuscripts import Manuscript, Poster, Volume
from .paper.typesetting import Typesetter

__all__ = ["MadeFiles", "make"]

_WORK = (Manuscript, Poster, Volume)


class MadeFiles:
    """Every content that is made, found by what it is."""

    def __init__(self, made: dict[str, Made]) -> None:
        self._made = made

    def __getitem__(self, content: Content) -> Made:
        """The made file; what is ready or copied needs no making."""
        if isinstance(content, Ready):
            return Made(content.data, content.key)
        if isinstance(content, Copied):
            return Made(content.source, content.key)
        return self._made[content.key]


def make(
    artifacts: Iterable[Artifact],
    typesetter: Typesetter,
    cache: Path,
    progress: Callable[[int, int], None],
) -> MadeFiles:
    """Makes what is to be typeset, then packs what is to be packed.

    ``progress`` is told how many PDFs of how many are made. Raises TypesettingError.
    """
    contents = [artifact.content for artifact in artifacts]
    archives = [content for content in contents if isinstance(content, Archive)]
    enclosed = (enclosure.content for archive in archives for enclosure in archive.enclosures)
    works = [content for content in (*contents, *enclosed) if isinstance(content, _WORK)]
    made = {
        key: Made(pdf.path, pdf.path.stem, f"{pdf.pages} 页")
        for key, pdf in typesetter.set_all(works, progress).items()
    }
    files = MadeFiles(made)
    for archive in archives:
        path = packed(archive, files.__getitem__, cache)
        made[archive.key] = Made(path, path.stem, f"{len(archive.enclosures)} 个文件")
    return files
