"""organs.yml: the organs that publish reports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from ..form import OrganKind
from ..problem import Mark, Problems
from . import limits
from .entries import Entry, read_entries
from .file_names import DEVICES
from .key_slips import key_meant
from .lookalikes import fold_name, note_radicals
from .organ import Organ
from .organ_ties import TIES, note_parents, note_succession
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence, read_yaml
from .text_file import read_text
from .unknown import note_unknown
from .yes_or_no import read_yes_or_no

__all__ = [
    "KEYS",
    "SLUG",
    "SLUG_LENGTH",
    "TAKEN_SLUGS",
    "VERSION_SLUG",
    "OrgansFile",
    "read_organs",
    "slug_fault",
]

SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
"""The code of an organ. Capitals would make twins on Windows, other letters look like these and
are not."""
SLUG_LENGTH = 40
TAKEN_SLUGS = ("index", "readme", "gknb", "nbsj", "duibi", "fabu", "tujie", *DEVICES)
"""Codes that match and are none: addresses of the site's own, and what Windows cannot store."""
VERSION_SLUG = "v[0-9]+"
"""Codes that match and are none: the addresses of a report's earlier texts."""
KEYS = (
    *("name", "kind", "parent", "names", "from", "to", *TIES),
    *("aggregate", "contact", "acknowledged"),
)
"""What organs.yml may say about an organ."""


@dataclass(frozen=True, slots=True)
class OrgansFile:
    """The text of organs.yml, and its organs by slug in its order.

    ``unread`` are the codes of entries that could not be read; ``is_readable`` is false if none
    could be.
    """

    text: str = ""
    organs: Mapping[str, Organ] = field(default_factory=dict)
    unread: Set[str] = frozenset()
    is_readable: bool = True

    @property
    def is_complete(self) -> bool:
        """Whether every entry could be read, so that an organ that is not there is unknown."""
        return self.is_readable and not self.unread


def read_organs(path: Path, problems: Problems) -> OrgansFile:
    """All that the file says."""
    if not path.exists() and not path.is_symlink():
        problems.add("organs-missing", Mark(1, 1), "没有机关名录", advice=_advice_on_missing(path))
        return OrgansFile(is_readable=False)
    text = read_text(path, limits.ORGANS, problems)
    if text is None:
        return OrgansFile(is_readable=False)
    node = read_yaml(text, problems)
    if node is None:
        return OrgansFile(text, is_readable=False)
    if not isinstance(node, YamlMapping):
        problems.add(
            "organ-format",
            node.mark,
            "机关名录应当是“机关代号: 各项”",
            advice="请对照文件开头的说明填写",
        )
        return OrgansFile(text, is_readable=False)
    advice = "一个网站没有这么多机关；请分成几个网站"
    if limits.ORGAN_COUNT.note(len(node.pairs), node.mark, problems, advice):
        return OrgansFile(text, is_readable=False)
    organs = {}
    unread = set()
    for key, value in node.pairs:
        organ = _organ(key, value, problems)
        if organ is None:
            unread.add(key.text)
        else:
            organs[organ.slug] = organ
    _note_same_names(organs, problems)
    note_parents(organs, unread, node, problems)
    note_succession(organs, unread, node, problems)
    return OrgansFile(text, organs, unread)


def _advice_on_missing(path: Path) -> str:
    """What to do where there is no such file: perhaps it has another name."""
    advice = f"请新建 {path.name}，写上每个机关的 name 和 kind"
    if not path.parent.is_dir():
        return advice
    names = sorted(entry.name for entry in path.parent.iterdir())
    near = next((name for name in names if name.lower().startswith(path.stem)), "")
    return f"有一个“{near}”：是机关名录的，请改名为 {path.name}" if near else advice


def _organ(key: YamlScalar, node: Node, problems: Problems) -> Organ | None:
    if fault := slug_fault(key.text):
        problems.add(
            "organ-slug",
            key.mark,
            f"机关代号“{key.text}”不能用作网址：{fault}",
            found=key.text,
            advice="请用小写拼音字母开头，可以有数字，中间可以有短横线，例如 caizheng-ju",
        )
        return None
    if not isinstance(node, YamlMapping):
        problems.add(
            "organ-format",
            node.mark,
            f"“{key.text}”下面应有 name 和 kind",
            advice="请另起一行，缩进两格，写 name: 机关全称",
        )
        return None
    attempted = _note_unknown_keys(node, problems)
    name = _text(node, "name")
    kind = _text(node, "kind")
    limits.NAME.note(len(name), key.mark, problems, "请写机关全称")
    note_radicals(name, (node.get("name") or key).mark, problems)
    contact = _texts(node, "contact")
    limits.CONTACT.note(len(contact), key.mark, problems, "请写最常用的几种")
    if not fold_name(name):
        name = ""  # Signs are none.
        if "name" not in attempted:
            problems.add("missing-key", key.mark, f"“{key.text}”没有写 name", advice="请写机关全称")
    if kind not in set(OrganKind) and (kind or "kind" not in attempted):
        kinds = "、".join(OrganKind)
        problems.add(
            "organ-kind",
            (node.get("kind") or key).mark,
            f"“{key.text}”的 kind 是“{kind}”" if kind else f"“{key.text}”没有写 kind",
            found=kind,
            expected=kinds,
            advice=f"请写其中一个：{kinds}",
        )
    return Organ(
        slug=key.text,
        # What is missing has been noted: the organ is there all the same, so that its reports
        # are not called strangers.
        name=name or key.text,
        kind=OrganKind(kind) if kind in set(OrganKind) else OrganKind.DEPARTMENT,
        parent=_text(node, "parent"),
        contact=contact[: limits.CONTACT.most],
        first_year=_year(node, "from", problems),
        last_year=_year(node, "to", problems),
        predecessors=_texts(node, "predecessor"),
        successors=_texts(node, "successor"),
        former_names=_former_names(node, problems),
        aggregate=read_yes_or_no(node, "aggregate", "organ-format", problems),
        acknowledged=_entries(node, key.text, problems),
        mark=key.mark,
    )


def _note_unknown_keys(node: YamlMapping, problems: Problems) -> set[str]:
    """The keys that were meant by those that an organ does not have."""
    attempted = set()
    for item, _ in node.pairs:
        if item.text not in KEYS:
            sentence, meant = f"没有“{item.text}”这一项", key_meant(item.text, "organs")
            attempted.add(
                note_unknown(
                    "unknown-key", item.mark, sentence, item.text, KEYS, problems, meant=meant
                )
            )
    return attempted


def _note_same_names(organs: Mapping[str, Organ], problems: Problems) -> None:
    """Two organs that exist in one year have two names, however they are written."""
    by_name: dict[str, list[Organ]] = {}
    for organ in organs.values():
        same = by_name.setdefault(fold_name(organ.name), [])
        other = next((other for other in same if organ.exists_with(other)), None)
        if other is None:
            # No two of these exist in one year, so that there are no more than there are years.
            same.append(organ)
            continue
        problems.add(
            "organ-name",
            organ.mark,
            f"“{organ.slug}”和第 {other.mark.line} 行的“{other.slug}”都叫“{organ.name}”",
            found=organ.name,
            expected=other.slug,
            advice="请写机关全称；同一个机关只留一个代号；改了名的，请写 from、to",
        )


def slug_fault(slug: str) -> str:
    """Why a code cannot name a folder and an address, or nothing."""
    if not re.fullmatch(SLUG, slug):
        return "应以英文小写字母开头，后面只能有小写字母、数字和短横线"
    if len(slug) > SLUG_LENGTH:
        return f"有 {len(slug)} 个字母，最多 {SLUG_LENGTH} 个"
    is_taken = slug in TAKEN_SLUGS or re.fullmatch(VERSION_SLUG, slug)
    return "这个名称网站自己要用" if is_taken else ""


def _entries(node: YamlMapping, slug: str, problems: Problems) -> tuple[Entry, ...]:
    """What answers problems of this organ; their addresses begin with its slug."""
    value = node.get("acknowledged")
    entries = read_entries(value, problems) if value else ()
    return tuple(replace(e, address=(slug, *e.address)) for e in entries)


def _former_names(node: YamlMapping, problems: Problems) -> tuple[tuple[str, int], ...]:
    """The names that an organ had, each with the last year of it, oldest first."""
    value = node.get("names")
    if value is None:
        return ()
    items = value.items if isinstance(value, YamlSequence) else (value,)
    names: list[tuple[str, int]] = []
    for item in items:
        if not _names_and_ends(item):
            problems.add(
                "organ-format",
                item.mark,
                "曾用名这样写读不懂",
                advice="请写成 - {name: 那时的全称, to: 用到的最后一个年度}",
            )
            continue
        name, last = _text(item, "name"), _year(item, "to", problems)
        if last is None:
            continue
        limits.NAME.note(len(name), item.mark, problems, "请写机关全称")
        note_radicals(name, item.mark, problems)
        if any(last == other for _, other in names):
            problems.add(
                "organ-format",
                item.mark,
                f"{last} 年度有两个名称",
                found=last,
                advice="一个年度只有一个名称，请核对 to",
            )
        names.append((name, last))
    return tuple(sorted(names, key=lambda pair: pair[1]))


def _names_and_ends(item: Node) -> TypeGuard[YamlMapping]:
    """Whether an item says a former name and its last year, and nothing else."""
    if not isinstance(item, YamlMapping):
        return False
    keys = {key.text for key, _ in item.pairs}
    return keys == {"name", "to"} and all(_text(item, key) for key in keys)


def _text(node: YamlMapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, YamlScalar) and not value.is_blank else ""


def _texts(node: YamlMapping, key: str) -> tuple[str, ...]:
    """One text or a list of them."""
    value = node.get(key)
    items = value.items if isinstance(value, YamlSequence) else (value,) if value else ()
    return tuple(item.text for item in items if isinstance(item, YamlScalar) and not item.is_blank)


def _year(node: YamlMapping, key: str, problems: Problems) -> int | None:
    value = node.get(key)
    if value is None or (isinstance(value, YamlScalar) and value.is_blank):
        return None
    text = value.text if isinstance(value, YamlScalar) else ""
    if not re.fullmatch(r"20[0-9]{2}", text):
        problems.add(
            "organ-format",
            value.mark,
            f"{key} 后面应当是四位年度",
            found=text,
            advice=f"例如 {key}: 2019",
        )
        return None
    return int(text)
