"""Which form a report's tables are in: the one whose rows they have, whatever the year says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..form import Form, Line, Table, all_forms, fold, forms, local_frame, tableless_form
from ..problem import Mark, Problems
from .cell import CELL_KEYS
from .figure import UNFILLED
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence

__all__ = ["choose_form", "closest_forms"]

_WHOLE = ("0", UNFILLED)


def choose_form(
    said: YamlScalar | None,
    year: int,
    tables: Sequence[tuple[YamlScalar, Node]],
    problems: Problems,
) -> Form | None:
    """The form whose labels the tables carry; ``form`` and the year are held against it.

    The frame of the local forms is one of them, chosen when its table is the only one; the form
    without tables is chosen where it is named.
    """
    national, local, tableless = forms(), local_frame(), tableless_form()
    by_key: Mapping[str, Form] = {form.key: form for form in all_forms()}
    in_force = next((form for form in national.values() if form.covers(year)), None)
    named = by_key.get(said.text) if said else None
    if said and named is None:
        problems.add(
            "unknown-form",
            said.mark,
            f"没有“{said.text}”这种格式",
            found=said.text,
            expected="、".join(by_key),
            advice=f"可用的格式：{'、'.join(by_key)}；也可以不写 form",
        )
    form = named or in_force
    # Nearly every report is in the form of its year: the others need not be tried then.
    if tables and named is None and not (form and _differences(form, tables) == (0, 0)):
        written = {key.text for key, _ in tables}
        closest = (local,) if written <= local.tables.keys() else closest_forms(tables)
        if form not in closest:
            form = closest[0]
    if form is None:
        problems.add(
            "unknown-form",
            Mark(1, 1),
            f"从表格看不出用的是哪一年的格式，{year} 年也没有对应的格式",
            advice=f"请写明 form，可用的格式：{'、'.join(by_key)}；"
            f"原来就没有统计表的，写 form: {tableless.key}",
        )
        return None
    # Without tables it is a matter of what the report has instead: see check/originals.py.
    if not form.covers(year) and form is not tableless:
        problems.add(
            "form-year",
            said.mark if said and named else (tables[0][0].mark if tables else Mark(1, 1)),
            f"{year} 年度的报告用了{_name(form)}",
            found=form.key,
            expected=in_force.key if in_force else "",
            advice="如原报告确实如此公布，请保留；否则请换成当年的格式",
        )
    for key, _ in tables:
        if key.text not in form.tables:
            problems.add(
                "unknown-key",
                key.mark,
                f"“{key.text}”不是这份报告所用格式（{form.key}）的表",
                found=key.text,
                expected="、".join(form.tables),
                advice=f"这个格式的表：{'、'.join(form.tables)}；请删去多出的表，或改正 form"
                if form.has_tables
                else f"写了 form: {form.key} 的报告没有统计表；有表的，请删去 form 一行",
            )
    return form


def _name(form: Form) -> str:
    return f" {form.key} 年的格式（{form.notice}）" if form.notice else f"{form.key}的格式"


def closest_forms(tables: Sequence[tuple[YamlScalar, Node]]) -> tuple[Form, ...]:
    """The national forms that the tables differ from least; several when they differ equally."""
    differences = {form.key: _differences(form, tables) for form in forms().values()}
    least = min(differences.values())
    return tuple(form for form in forms().values() if differences[form.key] == least)


def _differences(form: Form, tables: Sequence[tuple[YamlScalar, Node]]) -> tuple[int, int]:
    """How many tables the form does not have, each weighing more than any row; how many rows."""
    written = {key.text: node for key, node in tables}
    rows = (
        _difference(table, written[name]) for name, table in form.tables.items() if name in written
    )
    return len(written.keys() - form.tables.keys()), sum(rows)


def _difference(table: Table, node: Node) -> int:
    """How many rows are missing, or unknown, or of another length."""
    lines = {tuple(map(fold, line.address.row)): line for line in table.lines}
    met: set[tuple[str, ...]] = set()

    def walk(path: tuple[str, ...], node: Node) -> int:
        below = {other for other in lines if other[: len(path)] == path}
        met.update(below)
        if below == {path}:
            return 0 if _fits(lines[path], node) else 1
        if not below:
            return 1
        if not isinstance(node, YamlMapping):
            return 0
        met.difference_update(below - {path})
        return sum(
            walk((*path, fold(name.text)), value)
            for name, value in node.pairs
            if path not in lines or name.text not in CELL_KEYS
        )

    return walk((), node) + len(lines.keys() - met)


def _fits(line: Line, node: Node) -> bool:
    """Whether a row as written can have the columns of the line.

    0 stands for any number of them, and so does what nobody has filled in yet.
    """
    if isinstance(node, YamlSequence):
        return len(node.items) <= len(line.columns) and len(line.columns) > 1
    return isinstance(node, YamlMapping) or node.text in _WHOLE or len(line.columns) == 1
