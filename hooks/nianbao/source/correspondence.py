"""Which rows of its own table a report says to be an indicator: ``indicators: {代码: 地址}``.

Tables of places have no codes of their own that mean anything elsewhere. Who made the table knows
what it counts; the program would have to guess by a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..form import Address, Form, FormFigure, Indicator, indicators, local_frame
from ..problem import Problems
from .entries import folded_names, names_in
from .strict_yaml import Node, YamlMapping, YamlScalar

__all__ = ["INDICATORS", "with_indicators"]

INDICATORS = "indicators"
"""What front matter says it under."""

_EXAMPLE = "请写成 indicators: {指标的代码: 那一行的地址}"


def with_indicators(form: Form, node: Node, problems: Problems) -> Form:
    """The form with the indicators that the report names; what cannot be read is left out."""
    if form.key != local_frame().key:
        sentence = "只有自定表要写明对应的指标，全国统一的格式已经定好"
        problems.add("metadata-format", node.mark, sentence, advice="请删去这一项")
        return form
    if not isinstance(node, YamlMapping):
        problems.add("metadata-format", node.mark, "这里应当是“代码: 地址”", advice=_EXAMPLE)
        return form
    return replace(form, indicators=dict(_figures(form, node, problems)))


def _figures(form: Form, node: YamlMapping, problems: Problems) -> Iterator[tuple[str, FormFigure]]:
    known = {each.code: each for each in indicators().values() if each.local_unit}
    rows = _rows(form)
    for code, value in node.pairs:
        indicator = known.get(code.text)
        written = value.text if isinstance(value, YamlScalar) else ""
        address = rows.get(folded_names(names_in(written)))
        if indicator is None:
            sentence = f"没有代码是“{code.text}”、可以由报告写明的指标"
            advice = f"可以写：{'、'.join(f'{c}（{i.name}）' for c, i in known.items())}"
            problems.add("metadata-format", code.mark, sentence, found=code.text, advice=advice)
        elif address is None:
            sentence = f"表中没有“{written}”这一行"
            advice = "请写这一行的地址：从表名起，上级和下级之间用句点"
            problems.add("metadata-format", value.mark, sentence, found=written, advice=advice)
        elif form.measures[address].unit != indicator.local_unit:
            _note_unit(form.measures[address].unit, indicator, value, address, problems)
        else:
            yield indicator.name, FormFigure(indicator.name, indicator.local_unit, (address,))


def _rows(form: Form) -> Mapping[tuple[str, ...], Address]:
    """The cell that a row's address means, which is that of the year: the first of its columns."""
    lines = [line for table in form.tables.values() for line in table.lines]
    cells = {folded_names(cell.parts): cell for line in lines for cell in line.cells}
    return cells | {folded_names(line.address.parts): line.cells[0] for line in lines}


def _note_unit(
    unit: str, indicator: Indicator, value: Node, address: Address, problems: Problems
) -> None:
    problems.add(
        "metadata-format",
        value.mark,
        f"“{indicator.name}”的单位是{indicator.local_unit}，这一行的是“{unit}”",
        address=address.parts,
        found=unit,
        expected=indicator.local_unit,
        advice="单位不同的不是同一个指标；请核对是不是写错了行",
    )
