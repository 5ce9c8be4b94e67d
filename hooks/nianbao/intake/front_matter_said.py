"""What a file of our own says of its report outside the text, as front matter.

It is taken from a file about this very report only: another organ's corrections are none of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..form import Address, Form
from ..problem import catalogue
from ..source.correspondence import INDICATORS
from .front_matter_text import metadata_text, scalar
from .identity import Identity
from .review import ReviewItem, Status
from .said import Said, SaidCorrection, SaidFault
from .said_in_print import correction_of, fault_of
from .tables.cell_text import CellReading

__all__ = ["SaidLines", "said_lines"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")
_VERSION = re.compile(r"[1-9]\d{0,3}")
_NOT_THIS = "文件里的数据是另一份报告的，其中的更正说明、差错说明都没有收入，也没有拿来核对"
_DIFFERS = "表里的数和文件附带的数据不同，照表里的数录入；请对照原件核对"
_NO_CORRECTION = "更正说明没有收入：说不准改了哪里；请写进 corrections"
_NO_FAULT = "差错说明没有收入：说不准是哪一种差错；请写进 discrepancies"
_EARLIER = "更正以前的文本不在这个文件里，请另外导入，存为 {} 之类；没有的，核对时会指出"
_REPLACED = (
    "这是更正以前的文本（第 {version} 版），先作草稿，以免当作现行的发布；"
    "要留存的，改名为 {year}.v{version}.md，再去掉 published 前面的 #"
)
_ORIGINAL = "原件没有收入；请从原来的网站下载，放在报告旁边，写上 original"


@dataclass(frozen=True, slots=True)
class SaidLines:
    """Lines of front matter, and what somebody has to look at.

    ``time`` is that of publication, or nothing. ``draft`` says why the report has to be a draft,
    if it has to.
    """

    lines: tuple[str, ...] = ()
    time: str = ""
    draft: str = ""
    review: tuple[ReviewItem, ...] = ()


def said_lines(
    said: Said,
    form: Form,
    identity: Identity,
    title: str,
    readings: Mapping[Address, CellReading],
) -> SaidLines:
    """The lines of what is said of the report of that organ and year.

    ``title`` is what the file calls its report: papers do not say otherwise whose they are.
    """
    draft = _draft(said, identity)
    review = [ReviewItem(Status.OPEN, draft)] if draft else []
    is_its = said.organ == identity.organ if said.organ else identity.organ in _bare(title)
    if not is_its or said.year not in ("", str(identity.year)):
        if _says_much(said):
            whose = f"{said.organ or title}{said.year}"
            review.append(ReviewItem(Status.OPEN, _NOT_THIS, found=whose))
        return SaidLines(draft=draft, review=tuple(review))
    lines: list[str] = []
    if said.description:
        lines.append(metadata_text("description", said.description))
    lines += _corrections(said, form, review)
    lines += _faults(said, form, readings, review)
    if said.indicators:
        lines.append(f"{INDICATORS}:")
        lines += (f"  {scalar(code)}: {scalar(address)}" for code, address in said.indicators)
    if said.corrections:
        review.append(ReviewItem(Status.LEFT_OUT, _EARLIER.format(f"{identity.year}.v1.md")))
    if said.original:
        review.append(ReviewItem(Status.LEFT_OUT, _ORIGINAL, found=said.original))
    review += _differences(said, readings)
    time = said.time if _TIME.fullmatch(said.time) else ""
    return SaidLines(tuple(lines), time, draft, tuple(review))


def _says_much(said: Said) -> bool:
    """Whether there is more than whose report it is."""
    return bool(said.corrections or said.faults or said.indicators or said.figures)


def _draft(said: Said, identity: Identity) -> str:
    """Why a text that a later one has replaced is a draft."""
    if not said.is_superseded:
        return ""
    version = said.version if _VERSION.fullmatch(said.version) else "1"
    return _REPLACED.format(version=version, year=identity.year)


def _corrections(said: Said, form: Form, review: list[ReviewItem]) -> Iterator[str]:
    entries: list[SaidCorrection] = []
    for each in said.corrections:
        entry = correction_of(form, each) if _DAY.fullmatch(each.day) else None
        if entry is None:
            found = f"{each.day} {'、'.join(each.what)} {each.why}".strip()
            review.append(ReviewItem(Status.OPEN, _NO_CORRECTION, found=found))
        else:
            entries.append(entry)
    if entries:
        yield "corrections:"
    for entry in sorted(entries, key=lambda entry: entry.day):
        yield f"  - date: {entry.day}"
        yield f"    what: [{', '.join(map(scalar, entry.what))}]"
        yield f"    why: {scalar(entry.why)}"


def _faults(
    said: Said,
    form: Form,
    readings: Mapping[Address, CellReading],
    review: list[ReviewItem],
) -> Iterator[str]:
    entries: dict[SaidFault, None] = {}
    for each in said.faults:
        entry = fault_of(form, readings, each)
        if entry is None or entry.rule not in catalogue():
            found = " ".join(filter(None, (each.rule, each.address, each.reason)))
            review.append(ReviewItem(Status.LEFT_OUT, _NO_FAULT, found=found))
        else:
            entries[entry] = None
    if entries:
        yield "discrepancies:"
    for entry in entries:
        place = f", address: {scalar(entry.address)}" if entry.address else ""
        yield f"  - {{code: {entry.rule}{place}, reason: {scalar(entry.reason)}}}"


def _differences(said: Said, readings: Mapping[Address, CellReading]) -> Iterator[ReviewItem]:
    """Figures of the text that the data beside it give otherwise; those of the text stand."""
    if not said.figures:
        return
    for address, reading in readings.items():
        other = said.figures.get(address.dotted)
        if reading.fault or other is None:
            continue
        here = (reading.written.removeprefix("+").removeprefix("~"), _bare(reading.note))
        if here != (other.value, _bare(other.note)):
            found = f"{other.value or '空白'}{f'（{other.note}）' if other.note else ''}"
            taken = f"{here[0] or '空白'}{f'（{reading.note}）' if reading.note else ''}"
            yield ReviewItem(
                Status.OPEN, _DIFFERS, reading.place, str(address), f"数据：{found}", f"表：{taken}"
            )


def _bare(text: str) -> str:
    return "".join(text.split())
