"""By when reports are due, in words: which day for whom, since when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ...form import Form, OrganKind, form_in_force
from ...settings import HouseRules
from ...wording import years_span

__all__ = ["DueDay", "DueDays", "due_days"]


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day for one kind of organ; it is the site's own or that of the provision."""

    kind: OrganKind
    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class DueDays:
    """The days for reports about some years, and the provision."""

    years: str
    days: tuple[DueDay, ...]
    source: str

    @property
    def has_own(self) -> bool:
        """Whether the site has set any of the days itself."""
        return any(day.is_own for day in self.days)


def due_days(years: Iterable[int], rules: HouseRules) -> tuple[DueDays, ...]:
    """The rules for these years, in their order; forms that have the same rule stand together."""

    def rule(year: int) -> tuple[tuple[DueDay, ...], str]:
        form = form_in_force(year)
        return tuple(_due_day(kind, form, rules) for kind in OrganKind), form.deadline_source

    spans = ((rule, tuple(of_rule)) for rule, of_rule in groupby(years, key=rule))
    return tuple(
        DueDays(years_span(of_rule, "年度"), days, source) for (days, source), of_rule in spans
    )


def _due_day(kind: OrganKind, form: Form, rules: HouseRules) -> DueDay:
    own = rules.own_deadline(form.key, kind)
    month, day = own or form.deadlines[kind]
    return DueDay(kind, f"次年{month}月{day}日", is_own=own is not None)
