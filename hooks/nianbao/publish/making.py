"""Makes the files of the site whose content is not there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .artifact import Artifact, Content, Copied, Later, Made, Ready
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
    """Makes what is to be typeset, then what takes other work, and packs what is to be packed.

    ``progress`` is called with the number of PDFs made and of all. Raises TypesettingError.
    """
    contents = list(_with_enclosed(artifact.content for artifact in artifacts))
    works = [content for content in contents if isinstance(content, _WORK)]
    made = {
        key: Made(pdf.path, pdf.path.stem, f"{pdf.pages} 页")
        for key, pdf in typesetter.set_all(works, progress).items()
    }
    files = MadeFiles(made)
    for content in contents:
        if isinstance(content, Later) and content.key not in made:
            made[content.key] = Made(content.make(), content.key)
        elif isinstance(content, Archive):
            path = packed(content, files.__getitem__, cache)
            made[content.key] = Made(path, path.stem, f"{len(content.enclosures)} 个文件")
    return files


def _with_enclosed(contents: Iterable[Content]) -> Iterator[Content]:
    """All contents, those of an archive before it."""
    for content in contents:
        if isinstance(content, Archive):
            yield from _with_enclosed(each.content for each in content.enclosures)
        yield content
