"""organs.yml: the organs that publish reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..form import nearest
from ..problem import Mark, Problems
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence, read_yaml
from .text_file import read_text
from .unknown import note_unknown

__all__ = ["Organ", "OrganKind", "read_organs"]

_SLUG = re.compile(r"(?![0-9]+$)[^\W_][\w-]*")
_KEYS = ("name", "kind", "parent", "contact")


class OrganKind(StrEnum):
    """What an organ is; the value is what organs.yml says and the site shows."""

    GOVERNMENT = "政府"
    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇街道"


@dataclass(frozen=True, slots=True)
class Organ:
    """行政机关: one that publishes a report each year.

    ``slug`` names its folder under reports/ and its address on the web.
    """

    slug: str
    name: str
    kind: OrganKind
    parent: str = ""
    contact: tuple[str, ...] = ()


def read_organs(path: Path, problems: Problems) -> tuple[str, Mapping[str, Organ]]:
    """The text of the file, and the organs by slug in its order."""
    if not path.is_file():
        problems.add(
            "organs-missing",
            Mark(1, 1),
            "没有机关名录",
            advice="请新建 organs.yml，写上每个机关的 name 和 kind",
        )
        return "", {}
    text = read_text(path, problems) or ""
    node = read_yaml(text, problems)
    if node is None:
        return text, {}
    if not isinstance(node, YamlMapping):
        problems.add(
            "organ-format",
            node.mark,
            "机关名录应当是“机关代号: 各项”",
            advice="请对照文件开头的说明填写",
        )
        return text, {}
    organs = {}
    for key, value in node.pairs:
        organ = _organ(key, value, problems)
        if organ is not None:
            organs[organ.slug] = organ
    _note_parents(organs, node, problems)
    return text, organs


def _organ(key: YamlScalar, node: Node, problems: Problems) -> Organ | None:
    if not _SLUG.fullmatch(key.text):
        problems.add(
            "organ-slug",
            key.mark,
            f"机关代号“{key.text}”不能用作网址",
            found=key.text,
            advice="请用小写拼音字母，可以有数字和短横线，不能只有数字",
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
    for item, _ in node.pairs:
        if item.text not in _KEYS:
            sentence = f"没有“{item.text}”这一项"
            note_unknown("unknown-key", item.mark, sentence, item.text, _KEYS, problems)
    name = _text(node, "name")
    kind = _text(node, "kind")
    if not name:
        problems.add("missing-key", key.mark, f"“{key.text}”没有写 name", advice="请写机关全称")
    if kind not in set(OrganKind):
        kinds = "、".join(OrganKind)
        problems.add(
            "organ-kind",
            (node.get("kind") or key).mark,
            f"“{key.text}”的 kind 是“{kind}”" if kind else f"“{key.text}”没有写 kind",
            found=kind,
            expected=kinds,
            advice=f"请写其中一个：{kinds}",
        )
    contact = node.get("contact")
    lines = contact.items if isinstance(contact, YamlSequence) else (contact,) if contact else ()
    return Organ(
        slug=key.text,
        # What is missing has been noted: the organ is there all the same, so that its reports
        # are not called strangers.
        name=name or key.text,
        kind=OrganKind(kind) if kind in set(OrganKind) else OrganKind.DEPARTMENT,
        parent=_text(node, "parent"),
        contact=tuple(line.text for line in lines if isinstance(line, YamlScalar)),
    )


def _text(node: YamlMapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, YamlScalar) and not value.is_blank else ""


def _note_parents(organs: Mapping[str, Organ], node: YamlMapping, problems: Problems) -> None:
    for key, value in node.pairs:
        organ = organs.get(key.text)
        if organ is None or not organ.parent or not isinstance(value, YamlMapping):
            continue
        seen = {organ.slug}
        above = organ
        while above.parent in organs and above.parent not in seen:
            above = organs[above.parent]
            seen.add(above.slug)
        if not above.parent:
            continue
        in_circle = above.parent in organs
        problems.add(
            "organ-parent",
            (value.get("parent") or key).mark,
            f"“{organ.slug}”的上级绕回了自己" if in_circle else f"没有上级机关“{above.parent}”",
            found=above.parent,
            expected=nearest(above.parent, organs),
            advice="parent 写上级机关的代号，没有上级的不写",
        )
