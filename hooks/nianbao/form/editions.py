"""Local editions of an official form: the rows that a place adds to it, as a site declares them.

They are handed on to the processes of a build by the environment, as the text of what was read:
every process has the same forms, and what is kept from earlier builds can be told by that text.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Mapping, MutableSequence, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from .codes import code_of_added
from .comparing import comparable_figures, stands_below
from .labels import key_of
from .load import form_of, official_data
from .model import Form
from .official_table import Address
from .relation import Equation, FormError

__all__ = [
    "Edition",
    "RowAdded",
    "RowsAdded",
    "edition_forms",
    "editions_in_use",
    "forms",
    "use_editions",
]

_VARIABLE = "NIANBAO_FORMS"


@dataclass(frozen=True, slots=True)
class RowAdded:
    """A row as printed; without unit and kind it counts pieces, as most rows do.

    ``code`` is its part of codes in data files; without one it gets a code made of its name.
    """

    label: str
    unit: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class RowsAdded:
    """Rows that follow the row ``after``, a dotted address, on the same level.

    They are part of the sums of the group in which they stand, unless they stand ``apart``.
    """

    after: str
    rows: tuple[RowAdded, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A place's edition of the official form ``base``, which it replaces from a year on.

    ``why`` says why the rows added cannot be compared with earlier years; ``changed`` are the
    dotted addresses of rows, or groups of them, that no longer mean what they do in the base.
    """

    key: str
    base: str
    first_year: int
    rows: tuple[RowsAdded, ...]
    why: str
    notice: str = ""
    changed: tuple[str, ...] = ()


def forms() -> Mapping[str, Form]:
    """The forms by key, newest first: the national ones, and the editions in use."""
    return _forms(editions_in_use())


def editions_in_use() -> str:
    """The text that says which editions are in use; empty where there are none."""
    return os.environ.get(_VARIABLE, "")


def use_editions(editions: Sequence[Edition]) -> None:
    """Puts these in use, in this process and in those that it will start."""
    if editions:
        os.environ[_VARIABLE] = json.dumps([asdict(e) for e in editions], ensure_ascii=False)
    else:
        os.environ.pop(_VARIABLE, None)


# More than one, because tests and the preview go from site to site; all objects stay the same.
@lru_cache(maxsize=64)
def _forms(text: str) -> Mapping[str, Form]:
    return edition_forms([_edition(entry) for entry in json.loads(text or "[]")])


def _edition(entry: Mapping[str, Any]) -> Edition:
    rows = tuple(
        RowsAdded(added["after"], tuple(RowAdded(**row) for row in added["rows"]), added["apart"])
        for added in entry["rows"]
    )
    return Edition(**{**entry, "rows": rows, "changed": tuple(entry["changed"])})


def edition_forms(editions: Sequence[Edition]) -> Mapping[str, Form]:
    """The national forms and these editions by key, newest first.

    An edition is in force until the next one of the same form, or until that form ends, and the
    form until its first edition. Raises FormError when two begin in the same year, or when one
    adds a row where there is none, or a second of one name.
    """
    found = [form_of(data) for data in official_data().values()]
    official = {form.key: form for form in found}
    ends = {form.key: form.last_year for form in found}
    for edition in sorted(editions, key=lambda e: e.first_year, reverse=True):
        base = official[edition.base]
        if any(f.first_year == edition.first_year and f.base == base.key for f in found):
            raise FormError(f"{edition.key}：{edition.first_year} 年度起已有另一种 {base.key} 格式")
        form = _edition_form(edition, base, official)
        found.append(replace(form, last_year=ends[base.key]))
        ends[base.key] = edition.first_year - 1
    forms = [form if form.base else replace(form, last_year=ends[form.key]) for form in found]
    forms.sort(key=lambda form: (form.first_year, form.base), reverse=True)
    return {form.key: form for form in forms}


def _edition_form(edition: Edition, base: Form, official: Mapping[str, Form]) -> Form:
    data: dict[str, Any] = deepcopy(dict(official_data()[base.key]))
    apart = [row for added in edition.rows for row in _add(data, added) if added.apart]
    others = {base.key: base, **{k: form for k, form in official.items() if k in base.comparable}}
    form = form_of(
        {
            **data,
            "form": edition.key,
            "notice": edition.notice or base.notice,
            "years": {"from": edition.first_year},
            "indicators": {
                name: parts
                for name, parts in data.get("indicators", {}).items()
                if not _means_otherwise(edition, base.indicators[name].addresses)
            },
            "main_figures": [
                figure.name
                for figure in base.main_figures
                if not _means_otherwise(edition, figure.addresses)
            ],
            "comparable": {key: _comparable(edition, base, other) for key, other in others.items()},
        }
    )
    lines = Counter(line.address for table in form.tables.values() for line in table.lines)
    if twice := [address for address, count in lines.items() if count > 1]:
        raise FormError(f"表里已经有 {twice[0].dotted} 一行")
    equations = tuple(_without(apart, e) for e in form.equations)
    return replace(form, base=base.key, equations=equations, changed=edition.changed)


def _without(apart: Collection[str], equation: Equation) -> Equation:
    """The equation down a column, without rows that stand apart from sums."""
    if equation.relation.every != "column":
        return equation
    left = (a for a in equation.left if ".".join((a.table, *a.row)) not in apart)
    return replace(equation, left=tuple(left))


def _comparable(edition: Edition, base: Form, other: Form) -> Mapping[str, object]:
    """What can be compared with another form: what the base has in common with it."""
    said = base.comparable.get(other.key)
    return {
        "figures": {
            ours.dotted: theirs.dotted
            for ours, theirs in comparable_figures(base, other).items()
            if not _means_otherwise(edition, (ours,))
        },
        "reasons": [asdict(reason) for reason in said.reasons] if said else [],
        "otherwise": (said and said.otherwise) or edition.why,
    }


def _means_otherwise(edition: Edition, addresses: Sequence[Address]) -> bool:
    return any(stands_below(a.dotted, name) for a in addresses for name in edition.changed)


def _add(data: Mapping[str, Any], added: RowsAdded) -> list[str]:
    """Puts rows into the data of a form; their dotted addresses."""
    table, *path = added.after.split(".")
    for block in data["tables"].get(table, {}).get("blocks", ()):
        siblings, index = _place_of(block["rows"], path)
        if siblings is not None:
            keys = [key_of(row.label) for row in added.rows]
            siblings[index + 1 : index + 1] = [_entry(row) for row in added.rows]
            return [".".join((table, *path[:-1], key)) for key in keys]
    raise FormError(f"表里没有 {added.after} 一行")


def _place_of(
    entries: MutableSequence[Any], path: Sequence[str]
) -> tuple[MutableSequence[Any] | None, int]:
    """The list of labels in which a row stands, and where; groups without a key count for nothing.

    The rows of a form are texts, or mappings that have ``children``.
    """
    for index, entry in enumerate(entries):
        key, below = _key(entry), [] if isinstance(entry, str) else entry.get("children", [])
        if [key] == list(path):
            return entries, index
        rest = path[1:] if key and key == path[0] else path if not key else ()
        found = _place_of(below, rest) if rest else (None, 0)
        if found[0] is not None:
            return found
    return None, 0


def _entry(row: RowAdded) -> Mapping[str, str]:
    said = {"unit": row.unit, "kind": row.kind}
    code = row.code or code_of_added(key_of(row.label))
    return {"label": row.label, "code": code, **{name: word for name, word in said.items() if word}}


def _key(entry: str | Mapping[str, str]) -> str:
    return key_of(entry) if isinstance(entry, str) else entry.get("key", key_of(entry["label"]))
