"""A filled workbook and the draft that is there already: it fills what is open in that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ...form import Address, OrganKind
from ...source import UNFILLED, UNWRITTEN, Figure, Organ, Report, read_report
from ..document import Refusal
from ..front_matter_text import figures_text
from ..importing import Imported
from ..tables.cell_text import CellReading
from .open_items import open_items

__all__ = ["filled_into"]

_MOST_NAMED = 4
_KEPT = {"year", "form", "published"}
_ADVICE = "没有改动它；以工作簿为准的，请加 --force，原来的会另存一份"


def filled_into(path: Path, imported: Imported) -> Imported | None:
    """The report as it is when what a workbook says is filled into the draft at ``path``.

    What the draft says and the workbook leaves open stays. Returns None where there is no draft
    to fill: nothing yet, a published report, or a file that cannot be read. Raises Refusal where
    the two say different things.
    """
    draft = _draft(path, imported)
    if draft is None or draft.form.measures.keys() != imported.readings.keys():
        return None
    old = figures_text(draft.form, imported.readings, {})
    head, mark, body = imported.text.partition("\n---\n")
    if old not in head:
        return None
    _check_metadata(draft)
    readings = _filled(draft, imported)
    head = head.replace(old, figures_text(draft.form, readings, {}), 1)
    before = set(open_items(draft.form, imported.readings, body))
    body = _body(draft, body)
    review = (
        *open_items(draft.form, readings, body),
        *(item for item in imported.review if item not in before),
    )
    return replace(imported, text=head + mark + body, readings=readings, review=review)


def _draft(path: Path, imported: Imported) -> Report | None:
    if not path.is_file() or path.is_symlink():
        return None
    identity = imported.identity
    organ = Organ(identity.slug, identity.organ, OrganKind.DEPARTMENT)
    report, _ = read_report(path, organ, path.name)
    return report if isinstance(report, Report) and report.is_draft else None


def _check_metadata(draft: Report) -> None:
    if own := sorted(draft.marks.keys() - _KEPT):
        raise Refusal(f"已有的 {draft.file} 写着 {'、'.join(own)}，工作簿里没有", _ADVICE)


def _filled(draft: Report, imported: Imported) -> Mapping[Address, CellReading]:
    """The readings, and what the draft says where they are open."""
    readings = dict(imported.readings)
    differing = []
    for address, figure in draft.figures.items():
        if figure.computed or figure.is_unverified or address not in readings:
            continue
        if _is_open(readings[address]):
            readings[address] = _reading(figure)
        elif _said(_reading(figure)) != _said(readings[address]) and not _is_start(
            address, figure, imported
        ):
            told = f"“{address}”是 {figure.written or '空白'}"
            differing.append(f"{told}，工作簿里是 {readings[address].written or '空白'}")
    if differing:
        named = "；".join(differing[:_MOST_NAMED])
        more = f"等 {len(differing)} 处" if len(differing) > _MOST_NAMED else ""
        raise Refusal(f"已有的 {draft.file} 里{named}{more}", _ADVICE)
    return readings


def _is_open(reading: CellReading) -> bool:
    return bool(reading.fault) or reading.written == UNFILLED


def _is_start(address: Address, figure: Figure, imported: Imported) -> bool:
    """Whether the draft has only what a new report begins with."""
    return imported.starts is not None and figure.written == imported.starts.get(address)


def _reading(figure: Figure) -> CellReading:
    return CellReading(figure.written, "", "", figure.note, figure.unit)


def _said(reading: CellReading) -> tuple[str, str, str]:
    return reading.content


def _body(draft: Report, body: str) -> str:
    """The prose of the workbook, or, where it has none, that of the draft."""
    if not _written(body):
        return f"\n{draft.prose.strip()}\n"
    if (said := _written(draft.prose)) and said != _written(body):
        raise Refusal(f"已有的 {draft.file} 和工作簿都写了正文，不一样", _ADVICE)
    return body


def _written(body: str) -> list[str]:
    """The lines of a body that somebody wrote."""
    lines = (line.strip() for line in body.splitlines())
    return [line for line in lines if line and line != UNWRITTEN and not line.startswith("#")]
