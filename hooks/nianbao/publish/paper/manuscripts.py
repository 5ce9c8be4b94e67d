"""What goes to press: a report, a volume of reports, a poster, with its template's inputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

__all__ = ["Manuscript", "Poster", "Volume"]


@dataclass(frozen=True)
class Manuscript:
    """A report dated ``day``: ``content`` and ``form`` are JSON, ``data`` goes with the PDF.

    ``name`` is what messages call it.
    """

    template = "report.typ"
    name: str
    day: date
    content: str
    form: str
    data: str

    @cached_property
    def digest(self) -> bytes:
        """Changes with anything that is printed or attached."""
        return _digest((self.content, self.form, self.data))

    def inputs(self) -> dict[str, str]:
        """What the template gets."""
        return {"report": self.content, "form": self.form, "data": self.data}


@dataclass(frozen=True)
class Poster:
    """One sheet that tells figures in pictures: ``content`` is JSON.

    ``name`` is what messages call it.
    """

    template = "picture.typ"
    name: str
    content: str

    @cached_property
    def digest(self) -> bytes:
        """Changes with anything that is printed."""
        return _digest((self.content,))

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
    manuscripts: tuple[Manuscript, ...]

    @cached_property
    def digest(self) -> bytes:
        """Changes with anything that is printed or attached."""
        return _digest((self._cover, *(m.digest.hex() for m in self.manuscripts)))

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


def _digest(parts: Iterable[str]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.digest()


def _array(values: Iterable[str]) -> str:
    return f"[{','.join(values)}]"
