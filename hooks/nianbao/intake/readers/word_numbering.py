"""Word's automatic numbers, counted as Word counts them and written into the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml.etree import SubElement, _Element

from .list_numbers import number_text
from .word_styles import WORD, Styles, is_w, value_of

__all__ = ["write_numbers"]

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PLACEHOLDER = re.compile("%([1-9])")
# Behind these no space is written: the number ends by itself.
_CLOSED = tuple("、。．：）)】〕》,，；")
_NARROW_CLOSED = re.compile(r"[0-9A-Za-z]\)$")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    digits_only: bool = False


@dataclass(slots=True)
class _List:
    """The levels of one abstract list; the numbers reached, which all lists made of it share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One list of the document: what it is made of, and what it has of its own."""

    made_of: _List
    own: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)

    def level(self, index: int) -> _Level:
        return self.own.get(index) or self.made_of.levels.get(index) or _Level()

    def next(self, index: int) -> str:
        """The number of the next paragraph on a level, with what stands around it."""
        reached = self.made_of.reached
        start = self.starts.pop(index, None)
        if start is not None:
            reached[index] = start
        else:
            reached[index] = reached.get(index, self.level(index).start - 1) + 1
        for deeper in [number for number in reached if number > index]:
            restart = self.level(deeper).restart
            if restart is None or (restart and index < restart):
                del reached[deeper]
        level = self.level(index)

        def written(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            of = self.level(number)
            style = "decimal" if level.digits_only and of.style != "none" else of.style
            return number_text(reached.get(number, of.start), style)

        text = _PLACEHOLDER.sub(written, level.text)
        return text + _space_after(text, level.suffix)


def write_numbers(document: _Element, numbering: _Element | None, styles: Styles) -> None:
    """Write the number of each numbered paragraph in front of its text; bullets stay lists."""
    uses = _read_lists(numbering, styles) if numbering is not None else {}
    for paragraph in document.iter(f"{WORD}p"):
        if next(paragraph.iterancestors(f"{_COMPATIBLE}Choice"), None) is not None:
            continue  # the same again for other programs stands in the Fallback
        use, index = _list_of(paragraph, uses, styles)
        if use is None or use.level(index).style == "bullet":
            continue
        has_text = _has_text(paragraph)
        if not has_text and _is_deleted(paragraph):
            continue
        text = use.next(index)
        if has_text and text.strip():
            _insert(paragraph, text)
    if numbering is not None:
        _forget_numbers(numbering)


def _space_after(text: str, suffix: str) -> str:
    if not text or suffix == "nothing":
        return ""
    return "" if text.endswith(_CLOSED) and not _NARROW_CLOSED.search(text) else " "


def _list_of(paragraph: _Element, uses: dict[str, _Use], styles: Styles) -> tuple[_Use | None, int]:
    """The list and the level of a paragraph, by what it says itself or by its style."""
    properties = paragraph.find(f"{WORD}pPr")
    own = properties.find(f"{WORD}numPr") if properties is not None else None
    style = value_of(properties, "pStyle") or styles.default
    num_id = value_of(own, "numId") or styles.list_of(style)
    use = uses.get(num_id)
    said = value_of(own, "ilvl")
    if not said and use is not None:
        linked = next((s for s in styles.line_of(style) if s in use.made_of.by_style), "")
        said = str(use.made_of.by_style[linked]) if linked else styles.level_of(style)
    return use, min(_number(said, 0), 8)


def _read_lists(numbering: _Element, styles: Styles) -> dict[str, _Use]:
    abstract = {
        item.get(f"{WORD}abstractNumId", ""): item for item in _of(numbering, "abstractNum")
    }
    nums = {num.get(f"{WORD}numId", ""): num for num in _of(numbering, "num")}
    lists = {key: _read_list(item) for key, item in abstract.items()}
    uses: dict[str, _Use] = {}
    for num_id, num in nums.items():
        key = value_of(num, "abstractNumId")
        linked = value_of(abstract.get(key), "numStyleLink")
        if linked and (real := nums.get(styles.list_of(linked))) is not None:
            key = value_of(real, "abstractNumId")
        if key in lists:
            use = _Use(lists[key])
            for override in _of(num, "lvlOverride"):
                _override(use, override)
            uses[num_id] = use
    return uses


def _override(use: _Use, override: _Element) -> None:
    index = _number(override.get(f"{WORD}ilvl", ""), 0)
    level = override.find(f"{WORD}lvl")
    if level is not None:
        use.own[index] = _read_level(level)
    start = value_of(override, "startOverride")
    if start:
        use.starts[index] = _number(start, 1)
        use.own[index] = replace(use.level(index), start=use.starts[index])


def _read_list(item: _Element) -> _List:
    read = _List()
    for level in _of(item, "lvl"):
        index = _number(level.get(f"{WORD}ilvl", ""), 0)
        read.levels[index] = _read_level(level)
        if style := value_of(level, "pStyle"):
            read.by_style[style] = index
    return read


def _read_level(level: _Element) -> _Level:
    restart = value_of(level, "lvlRestart")
    legal = level.find(f"{WORD}isLgl")
    return _Level(
        start=_number(value_of(level, "start"), 0 if level.find(f"{WORD}start") is None else 1),
        style=value_of(level, "numFmt") or "decimal",
        text=value_of(level, "lvlText"),
        suffix=value_of(level, "suff") or "tab",
        restart=_number(restart, 0) if restart else None,
        digits_only=legal is not None and legal.get(f"{WORD}val") not in ("0", "false"),
    )


def _has_text(paragraph: _Element) -> bool:
    return any(
        (text.text or "").strip() and next(text.iterancestors(f"{WORD}p"), None) is paragraph
        for text in paragraph.iter(f"{WORD}t")
        if next(text.iterancestors(f"{WORD}del"), None) is None
    )


def _is_deleted(paragraph: _Element) -> bool:
    return paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None


def _insert(paragraph: _Element, text: str) -> None:
    run = SubElement(paragraph, f"{WORD}r")
    written = SubElement(run, f"{WORD}t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    first = 1 if len(paragraph) > 1 and is_w(paragraph[0], "pPr") else 0
    paragraph.insert(first, run)


def _forget_numbers(numbering: _Element) -> None:
    """Leave only bullets, so that no reader makes lists of what has its number in the text."""
    for level in list(numbering.iter(f"{WORD}lvl")):
        parent = level.getparent()
        if parent is not None and value_of(level, "numFmt") != "bullet":
            parent.remove(level)


def _of(parent: _Element, name: str) -> list[_Element]:
    return parent.findall(f"{WORD}{name}")


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
