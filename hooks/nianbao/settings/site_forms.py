"""A place's editions of the official forms: the files in ``forms/`` beside mkdocs.yml.

Each says which form it extends, from which year, by which rows, and why these cannot be compared
with earlier years; its name is that of the form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from ..form import (
    CODE,
    Edition,
    FormError,
    MeasureKind,
    RowAdded,
    RowsAdded,
    edition_forms,
    local_frame,
    nearest,
    tableless_form,
    use_editions,
)
from ..own_data import YAML_LOADER
from .values import SettingsError, text_in, texts_in
from .written import line_of

__all__ = ["FORMS", "read_site_forms", "use_site_forms"]

FORMS = "forms"
"""The folder, beside mkdocs.yml."""

_KEYS = ("extends", "from", "notice", "rows", "comparable", "changed")
_NAME = re.compile(r"[^\W_][\w-]*")
_LARGEST = 100_000


def use_site_forms(root: Path) -> None:
    """Puts the editions of the site in a folder in use. Raises SettingsError."""
    use_editions(read_site_forms(root))


def read_site_forms(root: Path) -> tuple[Edition, ...]:
    """The editions of the site in a folder, all of them such as a form can be made of.

    Raises SettingsError, with file and line.
    """
    folder, editions = root / FORMS, []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(".") or path.name == "README.md":
            continue
        if path.suffix != ".yml":
            raise SettingsError(f"{FORMS}/{path.name}：这里只放 .yml 文件；请改名，或者移走")
        editions.append(_read(path))
        # One after the other, so that the one that does not fit is named.
        try:
            edition_forms(editions)
        except FormError as error:
            raise SettingsError(f"{FORMS}/{path.name}：{error}") from error
    return tuple(editions)


def _read(path: Path) -> Edition:
    name = f"{FORMS}/{path.name}"
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{name}：文件太大，不像是一份格式")
        text = path.read_text("utf-8-sig")
        values = yaml.load(text, Loader=YAML_LOADER)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as error:
        raise SettingsError(f"{name}：不是 UTF-8 编码，请另存为 UTF-8") from error
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"{name}：读不出来，请检查缩进和冒号（{error}）") from error
    try:
        return _edition(path.stem, values)
    except SettingsError as error:
        key, _, sentence = str(error).partition("：")
        line = line_of(text, key.split("."))
        where = f"{name}:{line}" if line else name
        raise SettingsError(f"{where}：{f'{key}：' if key else ''}{sentence}") from error


def _edition(name: str, values: object) -> Edition:
    """The edition of that name. Raises SettingsError that begins with the key, or a colon."""
    official = edition_forms(())
    if not _NAME.fullmatch(name) or name in (*official, local_frame().key, tableless_form().key):
        raise SettingsError(
            "：文件名就是格式的名称，由汉字、字母、数字组成，不能与已有的格式同名，"
            "例如 示例省2024.yml"
        )
    given = _below(values, "", _KEYS)
    base = official.get(str(given.get("extends")))
    if base is None:
        raise SettingsError(
            f'extends：请写明照哪一种格式（{"、".join(official)}），例如 extends: "2021"'
        )
    year = given.get("from")
    if not isinstance(year, int) or not base.covers(year):
        last = f" 至 {base.last_year}" if base.last_year else " "
        raise SettingsError(
            f"from：请写明从哪一年度起用它代替 {base.key} 的格式，例如 from: {base.first_year}；"
            f"{base.key} 的格式用于 {base.first_year}{last}年度{'' if base.last_year else '起'}"
        )
    why = text_in(given.get("comparable"), "comparable")
    if not why:
        raise SettingsError(
            "comparable：请写明新增的行为什么不能与以前的年度比较，这句话显示在对比页上，"
            f"例如 comparable: 新增的行 {year} 年度起才填报"
        )
    changed = texts_in(given.get("changed"), "changed")
    lines = [line.address.dotted for table in base.tables.values() for line in table.lines]
    for at in changed:
        _require_row(at, lines, "changed")
    return Edition(
        key=name,
        base=base.key,
        first_year=year,
        rows=_rows(given.get("rows"), lines),
        why=why,
        notice=text_in(given.get("notice"), "notice"),
        changed=changed,
    )


def _rows(value: object, lines: list[str]) -> tuple[RowsAdded, ...]:
    if not isinstance(value, list) or not value:
        raise SettingsError(
            f"rows：请写明加在哪一行后面、加哪些行，例如 - {{after: {lines[0]}, add: [新的一行]}}"
        )
    found = []
    for number, entry in enumerate(value):
        key = f"rows.{number}"
        given = _below(entry, key, ("after", "add", "apart"))
        after, apart = text_in(given.get("after"), f"{key}.after"), given.get("apart", False)
        _require_row(after, lines, f"{key}.after")
        if not isinstance(apart, bool):
            raise SettingsError(f"{key}.apart：应为 yes 或 no，现为 {apart!r}")
        labels = given.get("add")
        if not isinstance(labels, list) or not labels:
            raise SettingsError(f"{key}.add：请写要加的行，例如 add: [新的一行]")
        added = tuple(_row(label, f"{key}.add.{at}") for at, label in enumerate(labels))
        found.append(RowsAdded(after, added, apart))
    return tuple(found)


def _row(value: object, key: str) -> RowAdded:
    given = {"label": value} if isinstance(value, str) else value
    fields = _below(given, key, ("label", "unit", "kind", "code"))
    label = text_in(fields.get("label"), f"{key}.label")
    kind = text_in(fields.get("kind"), f"{key}.kind")
    if not label:
        raise SettingsError(f"{key}：请写这一行的标签，照印在表上的写")
    if kind and kind not in tuple(MeasureKind):
        raise SettingsError(f"{key}.kind：应为 {'、'.join(MeasureKind)} 之一，现为 {kind}")
    code = text_in(fields.get("code"), f"{key}.code")
    if code and not CODE.fullmatch(code):
        raise SettingsError(
            f"{key}.code：数据文件里的代码只用小写字母和数字，以字母开头，例如 jiancha；"
            f"现为 {code!r}。不写就由标签算出一个，标签改了它也会变"
        )
    return RowAdded(label, text_in(fields.get("unit"), f"{key}.unit"), kind, code)


def _below(value: object, key: str, known: tuple[str, ...]) -> Mapping[str, object]:
    """The settings below a key, of which there is one at least."""
    if not isinstance(value, dict):
        raise SettingsError(f"{key}：下面应为“名称: 值”，可用的有 {'、'.join(known)}")
    for name in value:
        if name not in known:
            raise SettingsError(
                f"{key}.{name}".lstrip(".") + f"：没有这一项，可用的有 {'、'.join(known)}"
            )
    return value


def _require_row(said: str, lines: list[str], key: str) -> None:
    """Raises SettingsError unless it is the dotted address of a row, or of a group of rows."""
    if any(own == said or own.startswith(f"{said}.") for own in lines):
        return
    near = nearest(said, lines)
    hint = f"是不是 {near}？" if near else f"行的写法如 {lines[0]}"
    raise SettingsError(f"{key}：表里没有“{said}”一行，{hint}")
