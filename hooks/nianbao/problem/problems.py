"""Something wrong at a place in a file, and the collector that gathers such things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..visible import visible
from .catalogue import Severity, catalogue

__all__ = ["MOST", "TOP", "Mark", "Problem", "Problems", "Severity", "has_errors"]


class Mark(NamedTuple):
    """A place in a file; line and column count characters from 1."""

    line: int
    column: int


TOP = Mark(1, 1)
"""Where a problem stands that no line of the file causes."""

MOST = 300
"""So many problems of one kind are gathered of a file at a time: nobody reads more, and a file may
be made to have millions."""

_MANY = 10


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at a place in a file.

    ``address`` are the names of what it is about, from the outermost inwards: table, rows, column.
    ``message`` is one Chinese sentence that holds both numbers where there are two;
    ``advice`` says what to do; ``found`` and ``expected`` are for machines. ``reason`` is why
    the report may keep it, as its front matter says. Files and authors are quoted as they are;
    whatever is printed shows what they hide.
    """

    file: str
    mark: Mark
    code: str
    message: str
    severity: Severity = Severity.ERROR
    address: tuple[str, ...] = ()
    found: str = ""
    expected: str = ""
    advice: str = ""
    reason: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.mark.line}:{self.mark.column}"
        subject = f"{self.place}: " if self.address else ""
        return visible(f"{where}: {self.severity}[{self.code}] {subject}{self.message}")

    @property
    def place(self) -> str:
        """The address as people read it."""
        return " › ".join(self.address)

    @property
    def remark(self) -> str:
        """What to do, or why it may stay."""
        return visible(f"已说明：{self.reason}" if self.reason else self.advice)

    def explained(self) -> str:
        """The problem on one line and, indented below it, the remark."""
        return f"{self}\n    {self.remark}" if self.remark else str(self)


@dataclass(slots=True)
class Problems:
    """Gathers the problems of one file, so that a reader can go on after the first."""

    file: str
    found: list[Problem] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def has_many(self, code: str) -> bool:
        """Whether there are so many of a code that nobody reads what each of them seems to mean."""
        return self._counts.get(code, 0) > _MANY

    def add(
        self,
        code: str,
        mark: Mark,
        message: str,
        *,
        address: tuple[str, ...] = (),
        found: object = "",
        expected: object = "",
        advice: str = "",
    ) -> None:
        """Note one problem of the catalogue; what is not text is kept as text.

        Beyond ``MOST`` of a code nothing is kept but one that says so, of the same
        severity: many notices are no reason to stop a build, and hide no error.
        """
        severity = catalogue()[code].severity
        self._counts[code] = self._counts.get(code, 0) + 1
        if self._counts[code] > MOST + 1:
            return
        if self._counts[code] > MOST:
            message = f"{code}（{catalogue()[code].title}）已有 {MOST} 处，以下不再列出"
            code, address, found, expected = "too-many-problems", (), "", ""
            advice = "请先改正前面的，再核对一次；多半是整个文件的写法不对"
        self.found.append(
            Problem(
                file=self.file,
                mark=mark,
                code=code,
                message=message,
                severity=severity,
                address=address,
                found=str(found),
                expected=str(expected),
                advice=advice,
            )
        )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)
