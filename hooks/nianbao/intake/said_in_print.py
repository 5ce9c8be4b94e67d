"""Corrections and faults as our own pages and papers print them, taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..form import Address, Form, all_forms
from ..source import PROSE, Number, NumberError, nameable, parse_number
from .document import Block, Paragraph
from .prose.dates import parse_date
from .review import ReviewItem, Status
from .said import Said, SaidCorrection, SaidFault
from .tables.cell_text import CellReading

__all__ = ["Boxes", "boxes_apart", "correction_of", "fault_of"]

_CORRECTED = re.compile(
    r"本报告(?:于(\d{4}年\d{1,2}月\d{1,2}日))?更正。(.*)更正前后的对照见\s*https?://[!-~]+"
)
_REPLACED = re.compile(r"本版已(?:于\d{4}年\d{1,2}月\d{1,2}日)?更正，现行版本见\s*https?://[!-~]+")
_FAULTS = re.compile("数据说明（以下数据照公布时的原样，未作改动）：")
_FAULT = re.compile(r"\d+[.．]\s*(.+ › .+：.+)")
_ARROW = re.compile(r"\s*›\s*")
_APART = "文件上的更正、差错说明不放进正文"
_BETWEEN, _END = "、", "："


@dataclass(frozen=True, slots=True)
class Boxes:
    """What boxes of our papers say, the rest of the blocks, and the boxes with what became of them.

    They stand in no text of the report.
    """

    said: Said
    rest: tuple[Block, ...]
    boxes: tuple[Paragraph, ...]
    review: tuple[ReviewItem, ...]


def boxes_apart(said: Said, blocks: Iterable[Block]) -> Boxes:
    """The boxes in which our papers say what was corrected or is not right, taken out of a text.

    What they say is added to ``said``, unless that says it better.
    """
    corrections: list[SaidCorrection] = []
    faults: list[SaidFault] = []
    is_superseded = said.is_superseded
    rest: list[Block] = []
    boxes: list[Paragraph] = []
    in_faults = False
    for block in blocks:
        text = " ".join(block.element.text.split()) if isinstance(block, Paragraph) else ""
        fault = _FAULT.fullmatch(text) if in_faults else None
        in_faults = fault is not None or bool(_FAULTS.fullmatch("".join(text.split())))
        if corrected := _CORRECTED.fullmatch(text):
            day, said_of_it = corrected[1] or "", corrected[2].strip()
            if said_of_it:
                corrections.append(SaidCorrection(str(parse_date(day) or ""), (), said_of_it))
        elif fault:
            faults.append(SaidFault("", "", fault[1]))
        elif _REPLACED.fullmatch(text):
            is_superseded = True
        elif not in_faults:
            rest.append(block)
            continue
        if isinstance(block, Paragraph):
            boxes.append(block)
    said = replace(
        said,
        is_superseded=is_superseded,
        corrections=said.corrections or tuple(corrections),
        faults=said.faults or tuple(faults),
    )
    review = tuple(
        ReviewItem(Status.REPAIRED, _APART, b.place, found=b.element.text) for b in boxes
    )
    return Boxes(said, tuple(rest), tuple(boxes), review)


def correction_of(form: Form, said: SaidCorrection) -> SaidCorrection | None:
    """The entry with the addresses that it begins with; None where they cannot be told."""
    if said.what:
        return said
    text = _ARROW.sub(" › ", said.why)
    places = _places(form)
    what: list[str] = []
    at = 0
    while True:
        known = next((p for p in places if _stands(p, text, at)), None)
        if known is None:
            return _of_another_form(said, text)
        what.append(places[known].dotted)
        at += len(known) + 1
        if text[at - 1] == _END:
            return replace(said, what=tuple(what), why=text[at:].strip())


def _stands(name: str, text: str, at: int) -> bool:
    """Whether a name stands there as a whole."""
    return text.startswith(name, at) and text[at + len(name) :][:1] in (_BETWEEN, _END)


def _of_another_form(said: SaidCorrection, text: str) -> SaidCorrection | None:
    """The entry of an earlier text, whose tables may have been others, by the tables' names."""
    names, colon, why = text.partition(_END)
    what = tuple(name.replace(" › ", ".") for name in names.split(_BETWEEN))
    tables = {PROSE.table, *(table for form in all_forms() for table in form.tables)}
    is_known = all(name.partition(".")[0] in tables for name in what)
    return replace(said, what=what, why=why.strip()) if colon and why and is_known else None


@lru_cache(maxsize=8)
def _places(form: Form) -> Mapping[str, Address]:
    """All that can be named, as people read it, the longest first."""
    named = {str(address): address for address in nameable(form).values()}
    return {name: named[name] for name in sorted(named, key=len, reverse=True)}


def fault_of(
    form: Form, readings: Mapping[Address, CellReading], said: SaidFault
) -> SaidFault | None:
    """The fault with its rule: that of the one relation which does not hold where it is."""
    if said.rule:
        return said
    text = _ARROW.sub(" › ", said.reason)
    numbers = dict(_numbers(readings))
    broken = {
        (equation.relation.code, equation.subject)
        for equation in form.equations
        if text.startswith(f"{equation.subject}{_END}")
        and all(cell in numbers for cell in (*equation.left, *equation.right))
        and _differs(
            sum(numbers[cell] for cell in equation.left),
            sum(numbers[cell] for cell in equation.right),
            at_most=equation.relation.at_most,
        )
    }
    if len(broken) != 1:
        return None
    ((code, subject),) = broken
    _finding, stop, reason = text.partition("。")
    return SaidFault(code, subject.dotted, reason.strip()) if stop and reason.strip() else None


def _differs(left: Number, right: Number, *, at_most: bool) -> bool:
    return left > right if at_most else left != right


def _numbers(readings: Mapping[Address, CellReading]) -> Iterator[tuple[Address, Number]]:
    for address, reading in readings.items():
        try:
            number = (
                parse_number(reading.written) if reading.written and not reading.fault else None
            )
        except NumberError:
            continue
        if number is not None:
            yield address, number
