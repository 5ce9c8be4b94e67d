"""Typesets reports, volumes and posters as PDF, in worker threads, with a cache by content."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import typst

from ...slow_work import WorkingOn
from . import object_streams
from .kept import forget_earlier
from .manuscripts import Volume, Work
from .object_streams import packed, page_count
from .paper_pictures import put_on_paper
from .pdf_standards import PDF_STANDARDS
from .typefaces import Typefaces

__all__ = ["Pdf", "Typesetter", "TypesettingError", "images_folder"]

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


def images_folder(cache: Path) -> Path:
    """The folder that Typst sees: images by their ``name_on_paper``, and the templates."""
    return cache / "typst"


class TypesettingError(Exception):
    """Typst could not set something; the message names it."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that is made: where it lies, and how many pages it has."""

    path: Path
    pages: int


class Typesetter:
    """Typesets in worker threads: Typst lets go of the interpreter while it works.

    Typst sees one folder, ``cache``/typst, with the templates and the images of the reports in
    it. Results are kept in ``cache``/pdf under a hash of all that goes into them. ``working_on``
    gets the name of what is being set.
    """

    def __init__(
        self, typefaces: Typefaces, cache: Path, working_on: WorkingOn = nullcontext
    ) -> None:
        self._typefaces = typefaces
        self._working_on = working_on
        self._fonts = json.dumps(typefaces.roles, ensure_ascii=False)
        self._root = images_folder(cache)
        self._results = cache / "pdf"
        self._local = threading.local()
        self._volume_lock = threading.Lock()
        self._root.mkdir(parents=True, exist_ok=True)
        self._results.mkdir(parents=True, exist_ok=True)
        self._basis: dict[str, bytes] = {}
        for template, imported in _TEMPLATES.items():
            basis = hashlib.sha256(f"{version('typst')}{typefaces.digest}".encode())
            basis.update(Path(object_streams.__file__).read_bytes())
            for name in (template, *imported):
                source = Path(__file__).with_name(name).read_bytes()
                (self._root / name).write_bytes(source)
                basis.update(source)
            self._basis[template] = basis.digest()

    def set_all(
        self, works: Iterable[Work], progress: Callable[[int, int], None]
    ) -> Mapping[str, Pdf]:
        """The PDFs of works, by their keys; calls ``progress`` with the number made and of all.

        Volumes come last: one takes as long as all of its reports together.
        Raises TypesettingError naming what Typst could not set: a fault of ours, for what a
        report may get wrong is checked before.
        """
        by_key = {work.key: work for work in works}
        ordered = sorted(by_key.values(), key=lambda work: isinstance(work, Volume))
        made: dict[str, Pdf] = {}
        workers = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="typst")
        try:
            jobs: dict[Future[Pdf], Work] = {workers.submit(self._set, w): w for w in ordered}
            for done, job in enumerate(as_completed(jobs), 1):
                error = job.exception()
                if error is not None:
                    raise TypesettingError(f"{jobs[job].name}：{error}") from error
                made[jobs[job].key] = job.result()
                progress(done, len(jobs))
        finally:
            workers.shutdown(cancel_futures=True)
        return made

    def _set(self, work: Work) -> Pdf:
        if not isinstance(work, Volume):
            return self._kept_or_made(work, self._results)
        folder = self._results / work.name
        folder.mkdir(exist_ok=True)
        with self._volume_lock:
            made = self._kept_or_made(work, folder)
        forget_earlier(made.path)
        return made

    def _kept_or_made(self, work: Work, folder: Path) -> Pdf:
        """The PDF as it is kept from before, under a hash of all that goes into it, or made."""
        key = hashlib.sha256(self._basis[work.template] + work.key.encode())
        path = folder / f"{key.hexdigest()}.pdf"
        # Written last, so that its being there says that the PDF is whole.
        pages_file = path.with_suffix(".pages")
        if pages_file.exists() and path.exists():
            return Pdf(path, int(pages_file.read_text()))
        with self._working_on(work.name):
            made = self._compile(work)
        path.write_bytes(made)
        pages = page_count(made)
        part = path.with_suffix(".part")
        part.write_text(str(pages))
        part.replace(pages_file)
        return Pdf(path, pages)

    def _compile(self, work: Work) -> bytes:
        for name, file in work.images:
            put_on_paper(file, self._root / name)
        compiler, inputs = self._compiler()
        inputs.write_text(json.dumps(work.inputs(), ensure_ascii=False), "utf-8")
        try:
            made = compiler.compile(
                str(self._root / work.template), pdf_standards=list(PDF_STANDARDS)
            )
        finally:
            inputs.unlink()
        if isinstance(work, Volume):
            for _ in range(_COMPILATIONS_TO_FORGET):
                compiler.compile(b"")
        if not isinstance(made, bytes):
            raise TypeError(made)
        return packed(made)

    def _compiler(self) -> tuple[typst.Compiler, Path]:
        """The compiler of this thread, and the file from which templates read a work's inputs.

        ``sys_inputs`` are the same for every work: only then does Typst remember, from one work
        to the next, how the cells of a form are set. That is a quarter of its time.
        """
        if not hasattr(self._local, "compiler"):
            inputs = self._root / f"{os.getpid()}-{threading.get_ident()}.json"
            compiler = typst.Compiler(
                root=str(self._root),
                font_paths=self._typefaces.book,
                ignore_system_fonts=True,
                sys_inputs={"fonts": self._fonts, "inputs": f"/{inputs.name}"},
            )
            self._local.compiler = compiler, inputs
        made: tuple[typst.Compiler, Path] = self._local.compiler
        return made
