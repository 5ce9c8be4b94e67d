"""Typesets reports, volumes and posters as PDF."""

from __future__ import annotations

import json
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from uuid import uuid4

import typst

from ...build.digests import digest_of
from ...build.store import Store, put_in_place
from ...picture_head import PictureError
from ..whole_words import pattern_of_words
from .manuscripts import Volume, Work
from .object_streams import packed, page_count
from .paper_pictures import put_on_paper
from .pdf_standards import PDF_STANDARDS
from .typefaces import Typefaces

__all__ = ["TEMPLATES", "Typesetter", "TypesettingError", "images_folder"]

TEMPLATES = {
    "report.typ": ("layout.typ",),
    "volume.typ": ("layout.typ",),
    "picture.typ": (),
}
"""Each with what it imports."""
# What a PDF depends on besides: how Typst is called, and what becomes of pictures before.
_CODE = ("typesetting.py", "object_streams.py", "pdf_standards.py", "paper_pictures.py")

# Typst keeps what it has worked out until ten later compilations had no use for it: some hundred
# megabytes a volume, and in a portal of many years more than a small machine has.
_COMPILATIONS_TO_FORGET = 12


def images_folder(cache: Path) -> Path:
    """The folder that Typst sees: images by their ``name_on_paper``, and the templates."""
    return cache / "typst"


class TypesettingError(Exception):
    """Typst could not set something; the message names it."""


class Typesetter:
    """Typesets one work after the other.

    Typst sees one folder, ``cache``/typst, with the templates and the images of the reports.
    """

    def __init__(self, typefaces: Typefaces, cache: Path) -> None:
        self.typefaces = typefaces
        self._fonts = json.dumps(typefaces.roles, ensure_ascii=False)
        self.root = images_folder(cache)
        self.root.mkdir(parents=True, exist_ok=True)
        self._basis: dict[str, str] = {}
        code = [Path(__file__).with_name(name).read_text("utf-8") for name in _CODE]
        for template, imported in TEMPLATES.items():
            sources = [
                Path(__file__).with_name(name).read_bytes() for name in (template, *imported)
            ]
            for name, source in zip((template, *imported), sources, strict=True):
                _put(source, self.root / name)
            texts = (source.decode() for source in sources)
            self._basis[template] = digest_of(
                version("typst"), typefaces.digest, pattern_of_words(whole=False), *code, *texts
            )

    def key(self, work: Work) -> str:
        """Changes with everything that the PDF of a work is made of."""
        return digest_of("typeset", self._basis[work.template], work.key)

    def pdf(self, work: Work) -> tuple[bytes, int]:
        """The PDF of a work, and how many pages it has.

        Raises TypesettingError: a fault of ours, for what a report may get wrong is checked
        before. Raises SettingsError if a font is no longer what it was.
        """
        try:
            made = self._compile(work)
        except (typst.TypstError, PictureError) as error:
            raise TypesettingError(f"{work.name}：{error}") from error
        finally:
            self.typefaces.require_same()
        return made, page_count(made)

    def _compile(self, work: Work) -> bytes:
        for name, file in work.images:
            put_on_paper(file, self.root / name)
        compiler, inputs = self._compiler
        inputs.write_text(json.dumps(work.inputs(), ensure_ascii=False), "utf-8")
        try:
            made = compiler.compile(
                str(self.root / work.template), pdf_standards=list(PDF_STANDARDS)
            )
        finally:
            inputs.unlink()
        if isinstance(work, Volume):
            for _ in range(_COMPILATIONS_TO_FORGET):
                compiler.compile(b"")
        if not isinstance(made, bytes):
            raise TypeError(made)
        return packed(made)

    @cached_property
    def _compiler(self) -> tuple[typst.Compiler, Path]:
        """The compiler, and the file from which templates read a work's inputs.

        ``sys_inputs`` are the same for every work: only then does Typst remember, from one work
        to the next, how the cells of a form are set. That is a quarter of its time.
        """
        # Other processes, also of other machines, use the folder at the same time.
        inputs = Store(self.root).part(f"{uuid4().hex}.json")
        compiler = typst.Compiler(
            root=str(self.root),
            font_paths=self.typefaces.book,
            ignore_system_fonts=True,
            sys_inputs={
                "fonts": self._fonts,
                "words": pattern_of_words(whole=False),
                "inputs": f"/{inputs.relative_to(self.root).as_posix()}",
            },
        )
        return compiler, inputs


def _put(content: bytes, path: Path) -> None:
    """Writes a file that other processes may be reading or writing, too."""
    if path.is_file() and path.read_bytes() == content:
        return
    part = Store(path.parent).part(path.name)
    part.write_bytes(content)
    put_in_place(part, path)
