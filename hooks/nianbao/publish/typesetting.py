"""Typesets reports as PDF: data for the template, worker threads, a cache by content."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import typst
from pypdf import PdfReader

from ..form import Cell, Form, Role, lay_out
from ..source import Piece, Report, elements, linked_file
from ..wording import chinese_date
from .addresses import download_name
from .data_notes import DataNote
from .links import pdf_link
from .typefaces import Typefaces

__all__ = ["Pdf", "Typesetter", "TypesettingError", "form_for_typst", "report_for_typst"]

_TEMPLATE = Path(__file__).with_name("report.typ")


class TypesettingError(Exception):
    """Typst could not set a report; the message names its file."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A report's PDF: where the file is, or will be once ``pages`` can be had."""

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


class Typesetter:
    """Typesets in worker threads: Typst lets go of the interpreter while it works.

    Typst sees one folder, ``cache``/typst, with the template and the images of the reports in
    it. Results are kept in ``cache``/pdf under a hash of all that goes into them.
    """

    def __init__(self, typefaces: Typefaces, cache: Path) -> None:
        self._typefaces = typefaces
        self._root = cache / "typst"
        self._results = cache / "pdf"
        self._local = threading.local()
        self._workers = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="typst")
        self._jobs: dict[Future[int], str] = {}
        self._root.mkdir(parents=True, exist_ok=True)
        self._results.mkdir(parents=True, exist_ok=True)
        template = _TEMPLATE.read_bytes()
        (self._root / _TEMPLATE.name).write_bytes(template)
        basis = hashlib.sha256(template)
        for part in (version("typst"), typefaces.digest):
            basis.update(part.encode())
        self._basis = basis.digest()

    def begin(
        self, report: Report, notes: tuple[DataNote, ...], day: date, data: str, site_url: str
    ) -> Pdf:
        """Starts typesetting a report dated ``day``, with ``data`` attached."""
        content = report_for_typst(report, notes, day, self._typefaces.roles, site_url)
        inputs = {
            "form": form_for_typst(report.form),
            "report": json.dumps(content, ensure_ascii=False),
            "data": data,
        }
        for name, file in _images(report).items():
            if not (self._root / name).exists():
                shutil.copyfile(file, self._root / name)
        key = hashlib.sha256(self._basis)
        for name, value in sorted(inputs.items()):
            key.update(f"{name}\0{value}\0".encode())
        path = self._results / f"{key.hexdigest()}.pdf"
        job = self._workers.submit(self._typeset, path, inputs)
        self._jobs[job] = report.file
        return Pdf(path, job)

    def finish(self, progress: Callable[[int, int], None]) -> None:
        """Waits for all that was begun, telling ``progress`` how many of how many are done.

        Raises TypesettingError naming the report that Typst could not set: a fault of ours,
        for what a report may get wrong is checked before.
        """
        try:
            for done, job in enumerate(as_completed(self._jobs), 1):
                error = job.exception()
                if error is not None:
                    raise TypesettingError(f"{self._jobs[job]}：{error}") from error
                progress(done, len(self._jobs))
        finally:
            self._workers.shutdown(cancel_futures=True)

    def _typeset(self, path: Path, inputs: Mapping[str, str]) -> int:
        """Makes the PDF unless it is kept from before; returns its number of pages."""
        # Written last, so that its being there says that the PDF is whole.
        pages_file = path.with_suffix(".pages")
        if pages_file.exists() and path.exists():
            return int(pages_file.read_text())
        made = self._compiler().compile(sys_inputs=dict(inputs), pdf_standards=["a-3a", "ua-1"])
        if not isinstance(made, bytes):
            raise TypeError(made)
        path.write_bytes(made)
        pages = PdfReader(BytesIO(made)).get_num_pages()
        part = path.with_suffix(".part")
        part.write_text(str(pages))
        part.replace(pages_file)
        return pages

    def _compiler(self) -> typst.Compiler:
        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(
                str(self._root / _TEMPLATE.name),
                root=str(self._root),
                font_paths=self._typefaces.book,
                ignore_system_fonts=True,
            )
        compiler: typst.Compiler = self._local.compiler
        return compiler


def report_for_typst(
    report: Report,
    notes: tuple[DataNote, ...],
    day: date,
    fonts: Mapping[str, tuple[str, ...]],
    site_url: str,
) -> dict[str, object]:
    """What the template needs of a report, as plain JSON values.

    ``day`` dates the document; ``fonts`` are the families of each role, best first.
    """
    images = {file: name for name, file in _images(report).items()}

    def plain(piece: Piece) -> object:
        if isinstance(piece, str):
            return piece
        attributes = dict(piece.attributes)
        if "href" in attributes:
            attributes["href"] = pdf_link(report, attributes["href"], site_url)
        if "src" in attributes:
            file = linked_file(report.path, attributes.pop("src"))
            attributes["file"] = images[file] if file else ""
        children = [plain(child) for child in piece.children]
        return {"tag": piece.tag, "attributes": attributes, "children": children}

    sections = [
        {
            "heading": section.heading,
            "table": section.official.table or None,
            "notes": [n.text for n in notes if n.parts[:1] == (section.official.table,)],
            "blocks": [plain(block) for block in section.blocks],
        }
        for section in report.sections
    ]
    return {
        "title": report.title,
        "title_lines": list(report.title_lines),
        "organ": report.organ.name,
        "description": report.description or report.title,
        "keywords": ["政府信息公开", "年度报告", report.organ.name, f"{report.year}年"],
        "date": [day.year, day.month, day.day],
        "published": chinese_date(report.published) if report.published else None,
        "notice": report.notice,
        "contact": list(report.organ.contact),
        "fonts": {role: list(families) for role, families in fonts.items()},
        "sections": sections,
        "notes": [n.text for n in notes if not n.parts or n.parts[0] not in report.form.tables],
        "figures": [
            {
                "text": figure.written,
                "note": "，".join(filter(None, (figure.unit, figure.note))),
            }
            for figure in report.figures.values()
        ],
        "attachment": {
            "name": download_name(report, ".json"),
            "description": "本报告的统计数字（开放数据）",
        },
    }


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def form_for_typst(form: Form) -> str:
    """The tables of a form as JSON; figures are numbered in the form's order."""
    number = {address: place for place, address in enumerate(form.measures)}

    def cell_json(cell: Cell, innermost: int) -> dict[str, object]:
        return {
            "role": str(cell.role),
            "text": cell.text,
            "figure": number[cell.address] if cell.address else None,
            "breakable": cell.role is Role.GROUP and cell.column < innermost,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "level": cell.level,
        }

    tables = {}
    for key, table in form.tables.items():
        grid = lay_out(table)
        innermost = grid.label_width - 2  # the column of the groups that hold rows
        tables[key] = {
            "width": grid.width,
            "label_width": grid.label_width,
            "layout": str(grid.layout),
            "rows": [
                {"head": row.head, "cells": [cell_json(cell, innermost) for cell in row.cells]}
                for row in grid.rows
            ],
        }
    return json.dumps(tables, ensure_ascii=False)


def _images(report: Report) -> dict[str, Path]:
    """The images the report shows, by a name that says their content."""
    sources = (
        element.attributes["src"]
        for section in report.sections
        for element in elements(section.blocks)
        if element.tag == "img"
    )
    files = (linked_file(report.path, source) for source in sources)
    return {
        hashlib.sha256(file.read_bytes()).hexdigest() + file.suffix.lower(): file
        for file in files
        if file is not None
    }
