"""One cell of front matter: a number, ``~``, or ``{值: 22, 注: 其中修订16件}``."""

from __future__ import annotations

from ..form import Address, Measure, MeasureKind
from ..problem import Problems
from .figure import Figure, NumberError, parse_number
from .strict_yaml import Node, YamlMapping, YamlScalar

__all__ = ["CELL_KEYS", "read_cell", "split_group"]

_VALUE, _NOTE, _UNIT = "值", "注", "单位"
CELL_KEYS = (_VALUE, _NOTE, _UNIT)
"""What a cell that carries more than a number is written with."""
_EXAMPLE = f"请写成 {{{_VALUE}: 22, {_NOTE}: 其中修订16件}}"


def read_cell(node: Node, cell: Address, measure: Measure, problems: Problems) -> Figure | None:
    """The figure that stands at an address, or None when it cannot be read."""
    note = unit = ""
    content: Node = node
    if isinstance(node, YamlMapping):
        parts = _parts(node, cell, problems)
        if parts is None:
            return None
        content, note, unit = parts
    if unit and measure.unit:
        problems.add(
            "fixed-unit",
            node.mark,
            f"这一格的单位由表式规定为“{measure.unit}”，这里写了“{unit}”",
            address=cell.parts,
            found=unit,
            expected=measure.unit,
            advice="请删去单位；数若不是按这个单位填的，请先换算",
        )
    if not isinstance(content, YamlScalar):
        problems.add(
            "number-format",
            content.mark,
            "这里应当是一个数",
            address=cell.parts,
            advice="请填数字；表上是空白的格写 ~",
        )
        return None
    if content.is_blank:
        return Figure(None, node.mark, "", note, unit)
    try:
        if not content.plain:
            raise NumberError(f"“{content.text}”加了引号，成了文字", "请去掉引号")
        value = parse_number(content.text)
        if content.text.startswith("+") and measure.kind is not MeasureKind.CHANGE:
            raise NumberError(f"“{content.text}”前有加号", f"请改为 {value}")
    except NumberError as error:
        problems.add(
            "number-format",
            content.mark,
            error.sentence,
            address=cell.parts,
            found=content.text,
            advice=error.advice,
        )
        return None
    return Figure(value, node.mark, content.text, note, unit)


def _parts(node: YamlMapping, cell: Address, problems: Problems) -> tuple[Node, str, str] | None:
    """Value, note and unit of a cell that carries more than a number."""
    texts = {_NOTE: "", _UNIT: ""}
    for key, value in node.pairs:
        if key.text == _VALUE:
            continue
        if key.text not in texts or not isinstance(value, YamlScalar):
            problems.add(
                "row-shape",
                key.mark,
                f"这里不能写“{key.text}”",
                address=cell.parts,
                advice=_EXAMPLE,
            )
            return None
        texts[key.text] = value.text
    content = node.get(_VALUE)
    if content is None:
        problems.add("row-shape", node.mark, f"缺少“{_VALUE}”", address=cell.parts, advice=_EXAMPLE)
        return None
    return content, texts[_NOTE], texts[_UNIT]


def split_group(node: YamlMapping) -> tuple[Node | None, YamlMapping]:
    """The cell of a group that has a figure of its own, and the rows that stand beside it.

    There is no cell when its value is missing.
    """
    own = tuple(pair for pair in node.pairs if pair[0].text in CELL_KEYS)
    rows = tuple(pair for pair in node.pairs if pair[0].text not in CELL_KEYS)
    value = node.get(_VALUE)
    if value is not None:
        # The place of the figure is that of its value, not that of the whole group.
        value = YamlMapping(value.mark, own) if len(own) > 1 else value
    return value, YamlMapping(node.mark, rows)
