"""数据说明: what readers learn about the faults that a report was published with."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..form import Address
from ..problem import Problem
from ..source import Report

__all__ = ["DataNote", "concerning", "data_notes"]


@dataclass(frozen=True, slots=True)
class DataNote:
    """One fault that stays as published: where it is, what is found there, and why."""

    parts: tuple[str, ...]
    code: str
    finding: str
    reason: str

    @property
    def place(self) -> str:
        """Where it is, as people read it."""
        return " › ".join(self.parts)

    @property
    def text(self) -> str:
        """The whole note as one paragraph."""
        return "：".join(filter(None, (self.place, self.finding))) + f"。{self.reason}"

    def concerns(self, address: Address) -> bool:
        """Whether a figure stands in the row, the column or the table that the note is about."""
        is_column = self.parts == (address.table, address.column)
        is_around = bool(self.parts) and address.parts[: len(self.parts)] == self.parts
        return is_column or is_around


def concerning(notes: Iterable[DataNote], addresses: Collection[Address]) -> tuple[DataNote, ...]:
    """The notes that concern any of some figures."""
    return tuple(note for note in notes if any(note.concerns(address) for address in addresses))


def data_notes(report: Report, problems: Iterable[Problem]) -> tuple[DataNote, ...]:
    """The notes of a report: those of its problems that it answers to the public."""
    return tuple(
        DataNote(
            parts=problem.address,
            code=problem.code,
            finding=problem.message,
            reason=problem.reason,
        )
        for problem in problems
        if any(entry.answers(problem) for entry in report.answers.discrepancies)
    )
