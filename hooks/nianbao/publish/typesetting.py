"""Typesets reports, volumes and posters as PDF, in worker threads, with a cache by content."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import typst
from pypdf import PdfReader

from ..slow_work import WorkingOn
from ..source import Report
from .data_notes import DataNote
from .kept import forget_earlier
from .manuscripts import Manuscript, Poster, Volume
from .paper_pictures import put_on_paper
from .pdf_standards import PDF_STANDARDS
from .typefaces import Typefaces
from .typst_data import form_for_typst, images_of, report_for_typst

__all__ = ["Pdf", "ReportPdf", "Typesetter", "TypesettingError"]

# Each with what it imports.
_TEMPLATES = {
    "report.typ": ("layout.typ",),
    "volume.typ": ("layout.typ",),
    "picture.typ": (),
}

# Typst keeps what it has worked out until ten later compilations had no use for it: some hundred
# megabytes a volume, and in a portal of many years more than a small machine has. For the same
# reason one volume is set at a time.
_COMPILATIONS_TO_FORGET = 12

_Work = TypeVar("_Work", Manuscript, Volume, Poster)


class TypesettingError(Exception):
    """Typst could not set something; the message names it."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF in the making; ``path`` is where the file is, or will be once it is made."""

    path: Path
    _pages: Future[int]

    @property
    def pages(self) -> int:
        """The number of pages; waits until the PDF is made."""
        return self._pages.result()

    @property
    def size(self) -> int:
        """The size in bytes; waits until the PDF is made."""
        self._pages.result()
        return self.path.stat().st_size

    def read(self) -> bytes:
        """The content; waits until the PDF is made."""
        self._pages.result()
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class ReportPdf(Pdf):
    """The PDF of a report, with the manuscript that volumes take it up from."""

    manuscript: Manuscript


class Typesetter:
    """Typesets in worker threads: Typst lets go of the interpreter while it works.

    Typst sees one folder, ``cache``/typst, with the templates and the images of the reports in
    it. Results are kept in ``cache``/pdf under a hash of all that goes into them. ``working_on``
    is told what is being set.
    """

    def __init__(
        self, typefaces: Typefaces, cache: Path, working_on: WorkingOn = nullcontext
    ) -> None:
        self._typefaces = typefaces
        self._working_on = working_on
        self._fonts = json.dumps(typefaces.roles, ensure_ascii=False)
        self._root = cache / "typst"
        self._results = cache / "pdf"
        self._local = threading.local()
        self._workers = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="typst")
        self._volume_lock = threading.Lock()
        self._jobs: dict[Future[int], str] = {}
        self._root.mkdir(parents=True, exist_ok=True)
        self._results.mkdir(parents=True, exist_ok=True)
        self._basis: dict[str, bytes] = {}
        for template, imported in _TEMPLATES.items():
            basis = hashlib.sha256(f"{version('typst')}{typefaces.digest}".encode())
            for name in (template, *imported):
                source = Path(__file__).with_name(name).read_bytes()
                (self._root / name).write_bytes(source)
                basis.update(source)
            self._basis[template] = basis.digest()

    def begin(
        self,
        report: Report,
        notes: tuple[DataNote, ...],
        day: date,
        data: str,
        site_url: str,
        remarks: tuple[str, ...] = (),
    ) -> ReportPdf:
        """Starts typesetting a report dated ``day``, with ``data`` attached.

        ``remarks`` are paragraphs that stand in a box below its title.
        """
        for file, name in images_of(report).items():
            put_on_paper(file, self._root / name)
        content = report_for_typst(report, notes, day, site_url, remarks)
        manuscript = Manuscript(
            name=report.file,
            day=day,
            content=json.dumps(content, ensure_ascii=False),
            form=form_for_typst(report.form),
            data=data,
        )
        path = self._path(manuscript, self._results)
        return ReportPdf(path, self._begin(self._typeset, path, manuscript), manuscript)

    def begin_poster(self, poster: Poster) -> Pdf:
        """Starts typesetting a poster."""
        path = self._path(poster, self._results)
        return Pdf(path, self._begin(self._typeset, path, poster))

    def begin_volume(self, volume: Volume) -> Pdf:
        """Starts typesetting a volume of reports that were begun before.

        It takes as long as all of them together: whoever begins volumes last has the single
        reports first.
        """
        folder = self._results / volume.name
        folder.mkdir(exist_ok=True)
        path = self._path(volume, folder)
        return Pdf(path, self._begin(self._typeset_volume, path, volume))

    def finish(self, progress: Callable[[int, int], None]) -> None:
        """Waits for all that was begun, telling ``progress`` how many of how many are done.

        Raises TypesettingError naming what Typst could not set: a fault of ours, for what a
        report may get wrong is checked before.
        """
        try:
            for done, job in enumerate(as_completed(self._jobs), 1):
                error = job.exception()
                if error is not None:
                    raise TypesettingError(f"{self._jobs[job]}：{error}") from error
                progress(done, len(self._jobs))
        finally:
            self._workers.shutdown(cancel_futures=True)

    def _path(self, work: Manuscript | Volume | Poster, folder: Path) -> Path:
        """Where the PDF is kept: under a hash of all that goes into it."""
        key = hashlib.sha256(self._basis[work.template] + work.digest)
        return folder / f"{key.hexdigest()}.pdf"

    def _begin(self, make: Callable[[Path, _Work], int], path: Path, work: _Work) -> Future[int]:
        job = self._workers.submit(make, path, work)
        self._jobs[job] = work.name
        return job

    def _typeset(self, path: Path, work: Manuscript | Volume | Poster) -> int:
        """Makes the PDF unless it is kept from before; returns its number of pages."""
        # Written last, so that its being there says that the PDF is whole.
        pages_file = path.with_suffix(".pages")
        if pages_file.exists() and path.exists():
            return int(pages_file.read_text())
        with self._working_on(work.name):
            made = self._compile(work)
        path.write_bytes(made)
        pages = PdfReader(BytesIO(made)).get_num_pages()
        part = path.with_suffix(".part")
        part.write_text(str(pages))
        part.replace(pages_file)
        return pages

    def _typeset_volume(self, path: Path, volume: Volume) -> int:
        """The same for a volume, with regard to how much memory and disk it takes."""
        with self._volume_lock:
            pages = self._typeset(path, volume)
        forget_earlier(path)
        return pages

    def _compile(self, work: Manuscript | Volume | Poster) -> bytes:
        compiler = self._compiler()
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

    def _compiler(self) -> typst.Compiler:
        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(
                root=str(self._root),
                font_paths=self._typefaces.book,
                ignore_system_fonts=True,
            )
        compiler: typst.Compiler = self._local.compiler
        return compiler
