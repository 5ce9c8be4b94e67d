"""The files of one import, read one after the other, and what became of each."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from ..intake.document import Refusal
from ..intake.identity import Register
from ..intake.importing import Imported
from ..intake.sources import Found, SourceFile, source_files
from ..intake.writing import Written, write_report
from ..visible import visible
from .import_table import Answer

__all__ = ["Batch", "Outcome"]

_SEVERAL = 2
_PACKED = (".zip", ".rar", ".7z", ".eml")
# What the head of an imported report says of its source.
_FROM = re.compile(rb"SHA-256\D{1,9}([0-9a-f]{64})")
_HEAD = 500


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a report, now or before, or the reason why there is none.

    One that ``fills_in`` added to the draft that was there.
    """

    file: SourceFile
    imported: Imported | None = None
    written: Written | None = None
    refusal: Refusal | None = None
    before: Path | None = None
    is_left: bool = False
    fills_in: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        if self.before or self.is_left:
            return False
        return self.imported is None or bool(self.imported.open_count)

    @property
    def word(self) -> str:
        """One word for the summary."""
        if self.before:
            return "以前导入过"
        if self.is_left:
            return "不用导入"
        if self.imported is None:
            return "没有导入"
        return "待核" if self.imported.open_count else "已导入"


@dataclass(frozen=True)
class Batch:
    """What one command is asked to import into the reports folder of a project.

    ``slug`` and ``year`` are given for all, or empty; ``answers`` are given for files by name.
    With ``force`` what is there is replaced, and what was imported before imported again.
    """

    project: Path
    folder: Path
    register: Register
    files: tuple[Path, ...]
    answers: Mapping[str, Answer]
    slug: str = ""
    year: int = 0
    force: bool = False
    is_dry_run: bool = False
    keeps_original: bool = False

    def outcomes(self) -> Iterator[Outcome]:
        """One after the other, with a progress bar where there are several.

        What an earlier run has imported is not read again, so that one that was stopped goes on
        where it was.
        """
        places: dict[tuple[str, int], str] = {}
        before = {} if self.force else _imported_before(self.folder)
        for path in self.files:
            try:
                with source_files(path) as found:
                    yield from self._of(path, found, before, places)
            except Refusal as refusal:
                yield Outcome(SourceFile(path, str(path)), refusal=refusal)

    def _of(
        self,
        path: Path,
        found: Found,
        before: Mapping[str, Path],
        places: dict[tuple[str, int], str],
    ) -> Iterator[Outcome]:
        files = found.files
        if not files and not found.refused:
            yield Outcome(SourceFile(path, str(path)), refusal=_nothing_in_it())
        with click.progressbar(
            files, label=visible(path.name), file=sys.stderr, hidden=len(files) < _SEVERAL
        ) as bar:
            for file in bar:
                yield self._outcome(file, before if len(files) >= _SEVERAL else {}, places)
        for file, refusal in found.refused:
            yield Outcome(file, refusal=refusal, is_left=not _is_unpacked_by_hand(file))

    def _outcome(
        self, file: SourceFile, before: Mapping[str, Path], places: dict[tuple[str, int], str]
    ) -> Outcome:
        """What becomes of one file; ``places`` are the reports that this run has made already."""
        # Reading brings libraries that wrong usage need not wait for.
        from ..intake.reading import Request, import_source  # noqa: PLC0415

        answer = self.answers.get(file.name, Answer())
        if answer.is_skipped:
            told = Refusal("待定表里写明不导入", "")
            return Outcome(file, refusal=told, is_left=True)
        imported = None
        try:
            data = file.read()
            if report := before.get(hashlib.sha256(data).hexdigest()):
                return Outcome(file, before=report)
            request = Request(
                name=file.name,
                data=data,
                folder=file.path.parent,
                organs=self.register.names,
                former=self.register.former,
                slug=answer.slug or self.slug,
                year=answer.year or self.year,
                link=file.link,
                keeps_original=self.keeps_original,
            )
            imported = import_source(request, self.project)
            place = (imported.identity.slug, imported.identity.year)
            if places.setdefault(place, file.name) != file.name:
                sentence = f"这次导入里“{places[place]}”也是这份报告，先导入了它"
                raise Refusal(sentence, "请留下正确的一份，另一份移出去，再导入")
            filled = self._filled_in(imported)
            force = self.force or self.is_dry_run or filled is not None
            imported = filled or imported
            written = write_report(self.folder, imported, force=force)
            return Outcome(file, imported, written, fills_in=filled is not None)
        except Refusal as refusal:
            return Outcome(file, refusal=refusal)

    def _filled_in(self, imported: Imported) -> Imported | None:
        """The draft that is there with what a workbook adds to it; None where that is not asked.

        To fill in what is open in a draft is what a workbook was sent out for.
        """
        if self.force or imported.starts is None:
            return None
        from ..intake.workbook.existing_report import filled_into  # noqa: PLC0415

        identity = imported.identity
        return filled_into(self.folder / identity.slug / f"{identity.year}.md", imported)


def _imported_before(folder: Path) -> Mapping[str, Path]:
    """The reports that say what they were imported from, by the digest of that file."""
    found = {}
    for path in sorted(folder.glob("*/*.md")):
        try:
            with path.open("rb") as file:
                said = _FROM.search(file.read(_HEAD))
        except OSError:
            continue
        if said:
            found[said[1].decode()] = path
    return found


def _is_unpacked_by_hand(file: SourceFile) -> bool:
    return file.path.suffix.lower() in _PACKED


def _nothing_in_it() -> Refusal:
    return Refusal("里面没有可以导入的文件", "请放入 Word、网页、PDF、Excel 或文本文件")
