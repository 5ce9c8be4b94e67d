"""The tables of a form as JSON Schema: every shorthand that the reader of figures takes."""

from __future__ import annotations

from ...form import COUNT, Address, Form, Label, Line, Measure, MeasureKind, Table, named_labels
from ...source.cell import CELL_KEYS
from ...source.local_table import CAPTION, COLUMNS, ITEMS, LABEL, MONEY, NUMBERS, PARTS, UNIT
from .schema_parts import TEXT, Schema, some_text

__all__ = ["local_table", "national_tables"]

_VALUE, _NOTE, _CELL_UNIT = CELL_KEYS
_ZERO: Schema = {"const": 0}
_NUMBERS: dict[MeasureKind, Schema] = {
    MeasureKind.COUNT: {"type": ["integer", "null"], "minimum": 0},
    MeasureKind.AMOUNT: {"type": ["number", "null"], "minimum": 0},
    MeasureKind.CHANGE: {"type": ["integer", "null"]},
}
_KINDS = {
    MeasureKind.COUNT: "不小于零的整数",
    MeasureKind.AMOUNT: "金额，不小于零",
    MeasureKind.CHANGE: "整数，减少的为负",
}


def national_tables(form: Form) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """A national form's tables by their key, and the definitions that they refer to."""
    writer = _Writer(form)
    tables = {key: writer.table(table) for key, table in form.tables.items()}
    return tables, writer.definitions


def local_table(table: Table) -> tuple[Schema, dict[str, Schema]]:
    """The table that a report declares itself, and the definitions that it refers to."""
    amount, count = (
        {"properties": {NUMBERS: {"anyOf": [cell, {"type": "array", "items": cell}]}}}
        for cell in (_cell(MeasureKind.AMOUNT, ""), _cell(MeasureKind.COUNT, ""))
    )
    items = {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/item"}}
    item = {
        "type": "object",
        "properties": {
            LABEL: some_text("指标名称，照原表"),
            UNIT: some_text("单位，照原表；以“元”结尾的可以有小数"),
            NUMBERS: {"description": "只有一列时写一个数，几列时按列写成列表；空白写 ~"},
            PARTS: {"description": "下面的分项", **items},
        },
        "required": [LABEL],
        "additionalProperties": False,
        "anyOf": [{"required": [NUMBERS]}, {"required": [PARTS]}],
        "if": {"properties": {UNIT: {"pattern": f"{MONEY}$"}}, "required": [UNIT]},
        "then": amount,
        "else": count,
    }
    schema = {
        "title": table.caption,
        "type": "object",
        "properties": {
            CAPTION: some_text(f"表的名称；不写就是“{table.caption}”"),
            COLUMNS: {
                "description": "各列的名称；不写就只有一列“"
                + "、".join(column.text for column in table.blocks[0].columns)
                + "”",
                "type": "array",
                "minItems": 1,
                "items": {"type": ["string", "number"], "minLength": 1},
            },
            ITEMS: {"description": "各行，次序和名称照原表", **items},
        },
        "required": [ITEMS],
        "additionalProperties": False,
    }
    return schema, {"item": item}


class _Writer:
    """Writes one form's tables; equal rows and cells share a definition."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.definitions: dict[str, Schema] = {}

    def table(self, table: Table) -> Schema:
        lines = {line.address: line for line in table.lines}
        labels = tuple(named_labels(table.rows))
        return {"title": table.caption, **self.group(labels, Address(table.key), lines)}

    def group(
        self, labels: tuple[Label, ...], above: Address, lines: dict[Address, Line]
    ) -> Schema:
        """Rows below one name, or 0 for all of them."""
        counted = lines.get(above)
        properties: dict[str, object] = {}
        required: list[str] = []
        either: list[Schema] = []
        if counted is not None:
            unit = self.form.measures[counted.cells[0]].unit
            properties[_VALUE] = {"description": f"它自己的数。单位：{unit}", **self.own(counted)}
            properties[_NOTE] = {"description": "这个数带的说明", **TEXT}
            required.append(_VALUE)
        for label in labels:
            address = Address(above.table, (*above.row, label.key))
            row = self.row(label, address, lines)
            properties[label.key] = row
            if label.text == label.key:
                required.append(label.key)
                continue
            # The printed label will do as well, but is not what an editor should offer.
            properties[label.text] = {**row, "doNotSuggest": True}
            either.append({"oneOf": [{"required": [name]} for name in (label.key, label.text)]})
        rows = {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        return {
            "description": f"{'、'.join(label.key for label in labels)}。全部是零可以只写 0",
            "anyOf": [_ZERO, {**rows, "allOf": either} if either else rows],
            "defaultSnippets": [
                {"label": "列出各行", "description": "每行先填 0", "body": _zeros(labels, counted)}
            ],
        }

    def row(self, label: Label, address: Address, lines: dict[Address, Line]) -> Schema:
        if label.children:
            group = self.group(tuple(named_labels(label.children)), address, lines)
            return {"title": label.text, **self.refer("group", group)}
        line = lines[address]
        names = "、".join(column.text for column in line.columns)
        if len(line.columns) > 1:
            description = f"依次为：{names}。整行是零可以只写 0，空白写 ~"
        else:
            measure = self.form.measures[line.cells[0]]
            unit = f"单位：{measure.unit}，" if measure.unit else ""
            description = f"{names}。{unit}{_KINDS[measure.kind]}；空白写 ~"
        return {"title": label.text, "description": description, **self.line(line)}

    def line(self, line: Line) -> Schema:
        """A list with or without its total, a mapping of columns, 0, or a single cell."""
        cells = [self.cell(self.form.measures[cell]) for cell in line.cells]
        totals = [cell for cell in line.cells if cell in self.form.row_totals]
        columns = list(zip(line.columns, cells, strict=True))
        by_name = {
            name: {"title": column.text, **cell}
            for column, cell in columns
            for name in (column.key, column.text)
        }
        # A row has one total at most, and it comes last.
        listed: Schema = {
            "type": "array",
            "items": [{"title": column.text, **cell} for column, cell in columns],
            "minItems": len(cells) - len(totals),
            "maxItems": len(cells),
        }
        named: dict[str, object] = {
            "type": "object",
            "properties": by_name,
            "additionalProperties": False,
        }
        if len(cells) == 1:
            return self.refer("row", {"anyOf": [*cells, listed, {**named, "minProperties": 1}]})
        places = ", ".join(f"${{{place}:0}}" for place in range(1, len(cells) + 1))
        snippet = {"label": "按列填", "bodyText": f"[{places}]"}
        return self.refer("row", {"anyOf": [_ZERO, listed, named], "defaultSnippets": [snippet]})

    def own(self, line: Line) -> Schema:
        """The figure of a group that has one of its own, or its figures."""
        if len(line.columns) > 1:
            return self.line(line)
        return self.cell(self.form.measures[line.cells[0]])

    def cell(self, measure: Measure) -> Schema:
        return self.refer("cell", _cell(measure.kind, measure.unit))

    def refer(self, kind: str, definition: Schema) -> Schema:
        """A reference to a definition, which is there once."""
        for name, known in self.definitions.items():
            if known == definition:
                return {"$ref": f"#/definitions/{name}"}
        count = sum(name.startswith(kind) for name in self.definitions)
        name = f"{kind}-{count + 1}"
        self.definitions[name] = definition
        return {"$ref": f"#/definitions/{name}"}


def _zeros(labels: tuple[Label, ...], counted: Line | None) -> Schema:
    """Every row of a group as 0, for an author to overwrite."""
    rows: dict[str, object] = {_VALUE: 0} if counted else {}
    for label in labels:
        own = Line(Address(""), ()) if label.counted else None
        children = tuple(named_labels(label.children))
        rows[label.key] = _zeros(children, own) if children else 0
    return rows


def _cell(kind: MeasureKind, unit: str) -> Schema:
    """One number, a blank, or a number with a note; with a unit where the form has none."""
    number = _NUMBERS[kind]
    more: dict[str, Schema] = {
        _VALUE: {"description": f"{_KINDS[kind]}；空白写 ~", **number},
        _NOTE: {"description": "这个数带的说明", **TEXT},
    }
    if not unit:
        more[_CELL_UNIT] = {"description": f"单位，例如 {COUNT.unit}、{MONEY}", **TEXT}
    mapping = {
        "type": "object",
        "properties": more,
        "required": [_VALUE],
        "additionalProperties": False,
    }
    return {"anyOf": [number, mapping]}
