"""What a site decides of checking: severities, deadlines, and which files may be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from ..form import OrganKind, form_in_force, forms, local_frame
from ..problem import Severity, catalogue
from .attachment_kinds import ALL_KINDS, DEFAULT_KINDS
from .values import SettingsError, mapping_in

__all__ = ["HouseRules", "MonthDay", "read_house_rules"]

MonthDay: TypeAlias = "tuple[int, int]"

_DEADLINES = "extra.nianbao.deadlines"
_SEVERITIES = "extra.nianbao.severities"
_NO_LEAP_YEAR = 2001
_ATTACHMENTS = "extra.nianbao.attachments"
_APPROVAL = "extra.nianbao.approval"
_REQUIRED = "required"
_MEGABYTES = 20
_MOST_MEGABYTES = 200


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The site's own rules, beside those that hold everywhere.

    ``severities`` are the site's by code of a problem; None leaves the code out. ``deadlines``
    are the site's by key of a form and kind of organ, month and day of the year after.
    ``attachment_kinds`` are the ends of names that files beside reports may have, and
    ``attachment_size`` is the most bytes of one. What readers first got on ``approved_from`` or
    later must have been approved before; None requires no approval.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    deadlines: Mapping[str, Mapping[OrganKind, MonthDay]] = field(default_factory=dict)
    attachment_kinds: tuple[str, ...] = DEFAULT_KINDS
    attachment_size: int = _MEGABYTES * 1024 * 1024
    approved_from: date | None = None

    def asks_for(self, code: str) -> bool:
        """Whether a rule that is optional holds here: the site has given it a severity."""
        return self.severities.get(code) is not None

    def own_deadline(self, form_key: str, kind: OrganKind) -> MonthDay | None:
        """The day that the site has set itself, if it has."""
        return self.deadlines.get(form_key, {}).get(kind)

    def deadline(self, kind: OrganKind, year: int) -> date:
        """The last day to publish a report about a year: the site's, else that of the form.

        The form is the one in force for that year, whichever the report uses.
        """
        form = form_in_force(year)
        month_day = self.own_deadline(form.key, kind) or form.deadlines[kind]
        return date(year + 1, *month_day)


def read_house_rules(nianbao: Mapping[str, object]) -> HouseRules:
    """The rules in the settings below ``extra: nianbao:``.

    Raises SettingsError naming the setting that is wrong.
    """
    known = (*forms(), local_frame().key)
    attachments = mapping_in(
        nianbao.get("attachments"), _ATTACHMENTS, ("kinds", "also", "megabytes")
    )
    return HouseRules(
        severities=_severities(nianbao.get("severities")),
        deadlines={
            form: {
                OrganKind(kind): _month_day(day, f"{_DEADLINES}.{form}.{kind}")
                for kind, day in mapping_in(days, f"{_DEADLINES}.{form}", tuple(OrganKind)).items()
            }
            for form, days in mapping_in(
                _by_text(nianbao.get("deadlines")), _DEADLINES, known
            ).items()
        },
        attachment_kinds=(
            *_kinds(attachments.get("kinds"), "kinds", DEFAULT_KINDS),
            *_kinds(attachments.get("also"), "also", ()),
        ),
        attachment_size=_megabytes(attachments.get("megabytes")) * 1024 * 1024,
        approved_from=_approved_from(nianbao.get("approval")),
    )


def _approved_from(value: object) -> date | None:
    """The first day whose reports must have been approved; that of all is the first there is."""
    if value is None:
        return None
    if value == _REQUIRED:
        return date.min
    # YAML reads a day as one.
    if type(value) is date:
        return value
    raise SettingsError(
        f"{_APPROVAL}：应为 {_REQUIRED}，或者从哪一天发布的起（例如 2026-01-01，不加引号），"
        f"现为 {value!r}；不要求批准的，删去这一行"
    )


def _severities(value: object) -> Mapping[str, Severity | None]:
    """The site's severities by code; rules that are fixed keep their own."""
    rules = catalogue()
    severities: dict[str, Severity | None] = {}
    for code, word in mapping_in(value, _SEVERITIES, tuple(rules)).items():
        if rules[code].fixed:
            raise SettingsError(f"{_SEVERITIES}.{code}：{rules[code].title}，这一条不能调整")
        # YAML reads a bare off as False.
        if word is not False and word not in (*Severity, "off"):
            kinds = "、".join((*Severity, "off"))
            raise SettingsError(f"{_SEVERITIES}.{code}：应为 {kinds} 之一，现为 {word!r}")
        severities[code] = Severity(str(word)) if word in tuple(Severity) else None
    return severities


def _kinds(value: object, key: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return otherwise
    kinds = value if isinstance(value, list) else [value]
    for kind in kinds:
        if kind not in ALL_KINDS:
            known = "、".join(ALL_KINDS)
            raise SettingsError(f"{_ATTACHMENTS}.{key}：只能有 {known}，现有 {kind!r}")
    return tuple(dict.fromkeys(kinds))


def _megabytes(value: object) -> int:
    if value is None:
        return _MEGABYTES
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST_MEGABYTES:
        how = f"应为 1 至 {_MOST_MEGABYTES} 的整数"
        raise SettingsError(f"{_ATTACHMENTS}.megabytes：{how}，现为 {value!r}")
    return value


def _by_text(value: object) -> object:
    """The settings by text: YAML reads 2021 without quotes as a number."""
    if not isinstance(value, dict):
        return value
    by_text = {str(key): below for key, below in value.items()}
    if len(by_text) < len(value):
        raise SettingsError(f"{_DEADLINES}：同一个格式写了两次")
    return by_text


def _month_day(value: object, key: str) -> MonthDay:
    written = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", value) if isinstance(value, str) else None
    try:
        if written is None:
            raise ValueError
        day = date(_NO_LEAP_YEAR, int(written[1]), int(written[2]))
    except ValueError as error:
        how = "应为次年的月-日，每年都有的一天，例如 01-20"
        raise SettingsError(f"{key}：{how}，现为 {value!r}") from error
    return day.month, day.day
