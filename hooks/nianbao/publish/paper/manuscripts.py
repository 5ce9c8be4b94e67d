"""What goes to press: a report, a volume of reports, a poster, with its template's inputs."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from ...facts import Facts
from ...source import Report
from ..artifact import Made
from .typst_data import form_for_typst, images_of, report_for_typst

__all__ = ["Manuscript", "Poster", "Printed", "Volume", "Work", "manuscript_of"]


@dataclass(frozen=True)
class Manuscript:
    """A report dated ``day``: ``content`` and ``form`` are JSON.

    ``data`` and ``table``, its open data as JSON and as CSV, go with the PDF; a report without
    figures has no ``table``.
    ``name`` is what messages call it. ``images`` are by the names that ``content`` has for them,
    which say what is in them.
    """

    template = "report.typ"
    name: str
    day: date
    content: str
    form: str
    data: str
    table: str = ""
    images: tuple[tuple[str, Path], ...] = field(default=(), compare=False)

    @cached_property
    def key(self) -> str:
        """Changes with anything that is printed or attached."""
        return _digest((self.template, self.content, self.form, self.data, self.table))

    def inputs(self) -> dict[str, str]:
        """What the template gets."""
        return {
            "report": self.content,
            "form": self.form,
            "data": self.data,
            "table": self.table,
        }


@dataclass(frozen=True)
class Printed:
    """A manuscript that has been typeset: its PDF, and the file that the manuscript lies in."""

    made: Made
    key: str
    day: date
    file: Path

    @property
    def content(self) -> str:
        """As the manuscript has it."""
        return self._manuscript.content

    @property
    def form(self) -> str:
        """As the manuscript has it."""
        return self._manuscript.form

    @property
    def data(self) -> str:
        """As the manuscript has it."""
        return self._manuscript.data

    @property
    def images(self) -> tuple[tuple[str, Path], ...]:
        """As the manuscript has them."""
        return self._manuscript.images

    @cached_property
    def _manuscript(self) -> Manuscript:
        manuscript: Manuscript = pickle.loads(self.file.read_bytes())  # noqa: S301 - our own, whole
        return manuscript


@dataclass(frozen=True)
class Poster:
    """One sheet that shows figures in pictures: ``content`` is JSON.

    ``name`` is what messages call it.
    """

    template = "picture.typ"
    images = ()
    name: str
    content: str

    @cached_property
    def key(self) -> str:
        """Changes with anything that is printed."""
        return _digest((self.template, self.content))

    def inputs(self) -> dict[str, str]:
        """What the template gets."""
        return {"picture": self.content}


@dataclass(frozen=True)
class Volume:
    """Reports in their order under a title, which stands in lines; ``organ`` publishes them.

    ``name`` is the name of its file, without the suffix; ``subtitle`` may be empty.
    """

    template = "volume.typ"
    name: str
    title_lines: tuple[str, ...]
    subtitle: str
    organ: str
    manuscripts: tuple[Manuscript | Printed, ...]

    @property
    def images(self) -> tuple[tuple[str, Path], ...]:
        """The images of all its reports."""
        return tuple(image for manuscript in self.manuscripts for image in manuscript.images)

    @cached_property
    def key(self) -> str:
        """Changes with anything that is printed or attached."""
        return _digest((self.template, self._cover, *(m.key for m in self.manuscripts)))

    def inputs(self) -> dict[str, str]:
        """What the template gets; reports refer to forms by number, for many share one."""
        forms: dict[str, int] = {}
        numbers = [forms.setdefault(m.form, len(forms)) for m in self.manuscripts]
        return {
            "volume": self._cover,
            "reports": _array(m.content for m in self.manuscripts),
            "forms": _array(forms),
            "form_numbers": json.dumps(numbers),
            "data": json.dumps([m.data for m in self.manuscripts], ensure_ascii=False),
        }

    @cached_property
    def _cover(self) -> str:
        title = "".join(self.title_lines)
        latest = max(manuscript.day for manuscript in self.manuscripts)
        content = {
            "title": title,
            "title_lines": self.title_lines,
            "subtitle": self.subtitle,
            "organ": self.organ,
            "description": title,
            "keywords": ["政府信息公开", "年度报告", "汇编"],
            "date": [latest.year, latest.month, latest.day],
        }
        return json.dumps(content, ensure_ascii=False)


Work = Manuscript | Poster | Volume
"""What Typst sets."""


def manuscript_of(
    report: Report,
    facts: Facts,
    data: str,
    site_url: str,
    remarks: tuple[str, ...] = (),
    table: str = "",
) -> Manuscript:
    """A report for the press, with ``data`` attached, and ``table`` if there is one.

    ``remarks`` are paragraphs that stand in a box below its title.
    """
    content = report_for_typst(report, facts, site_url, remarks)
    return Manuscript(
        name=report.file,
        day=facts.day,
        content=json.dumps(content, ensure_ascii=False),
        form=form_for_typst(report.form),
        data=data,
        table=table,
        images=tuple((name, file) for file, name in images_of(report).items()),
    )


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


def _array(values: Iterable[str]) -> str:
    return f"[{','.join(values)}]"
