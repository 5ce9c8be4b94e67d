"""Typesets reports, volumes and posters as PDF."""

from __future__ import annotations

import json
import os
from functools import cached_property
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import typst
from pypdf import PdfReader

from ...build.digests import digest_of
from ...picture_head import PictureError
from .manuscripts import Volume, Work
from .paper_pictures import put_on_paper
from .pdf_standards import PDF_STANDARDS
from .typefaces import Typefaces

__all__ = ["Typesetter", "TypesettingError", "images_folder"]

# Each with what it imports.
_TEMPLATES = {
    "report.typ": ("layout.typ",),
    "volume.typ": ("layout.typ",),
    "picture.typ": (),
}
# What a PDF depends on besides: how Typst is called, and what becomes of pictures before.
_CODE = ("typesetting.py", "pdf_standards.py", "paper_pictures.py")

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
        self._typefaces = typefaces
        self._fonts = json.dumps(typefaces.roles, ensure_ascii=False)
        self._root = images_folder(cache)
        self._root.mkdir(parents=True, exist_ok=True)
        self._basis: dict[str, str] = {}
        code = [Path(__file__).with_name(name).read_text("utf-8") for name in _CODE]
        for template, imported in _TEMPLATES.items():
            sources = [
                Path(__file__).with_name(name).read_bytes() for name in (template, *imported)
            ]
            for name, source in zip((template, *imported), sources, strict=True):
                _put(source, self._root / name)
            texts = (source.decode() for source in sources)
            self._basis[template] = digest_of(version("typst"), typefaces.digest, *code, *texts)

    def key(self, work: Work) -> str:
        """Changes with everything that the PDF of a work is made of."""
        return digest_of("typeset", self._basis[work.template], work.key)

    def pdf(self, work: Work) -> tuple[bytes, int]:
        """The PDF of a work, and how many pages it has.

        Raises TypesettingError: a fault of ours, for what a report may get wrong is checked
        before.
        """
        try:
            made = self._compile(work)
        except (typst.TypstError, PictureError) as error:
            raise TypesettingError(f"{work.name}：{error}") from error
        return made, PdfReader(BytesIO(made)).get_num_pages()

    def _compile(self, work: Work) -> bytes:
        for name, file in work.images:
            put_on_paper(file, self._root / name)
        compiler = self._compiler
        made = compiler.compile(
            str(self._root / work.template),
            sys_inputs={**work.inputs(), "fonts": self._fonts},
            pdf_standards=list(PDF_STANDARDS),
        )
        if isinstance(work, Volume):
            for _ in range(_COMPILATIONS_TO_FORGET):
                compiler.compile(b"", sys_inputs=None)
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(
            root=str(self._root),
            font_paths=self._typefaces.book,
            ignore_system_fonts=True,
        )


def _put(content: bytes, path: Path) -> None:
    """Writes a file that other processes may be reading or writing, too."""
    if path.is_file() and path.read_bytes() == content:
        return
    part = path.with_name(f"{os.getpid()}.{path.name}")
    part.write_bytes(content)
    part.replace(path)
