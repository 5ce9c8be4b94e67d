"""How the organs of organs.yml stand to each other: above, before, after."""

from __future__ import annotations

from collections.abc import Mapping, Set

from ..problem import Problems
from .organ import Organ
from .strict_yaml import YamlMapping
from .unknown import suggestion_for

__all__ = ["TIES", "note_parents", "note_succession", "successions"]

TIES = ("predecessor", "successor")
"""The keys of organs.yml that name what an organ came from, and what it became."""


def successions(organs: Mapping[str, Organ]) -> tuple[tuple[Organ, Organ], ...]:
    """Who came before whom in a reform, whichever of the two says so."""
    pairs = [
        pair
        for organ in organs.values()
        for pair in (
            *((slug, organ.slug) for slug in organ.predecessors),
            *((organ.slug, slug) for slug in organ.successors),
        )
    ]
    known = (pair for pair in dict.fromkeys(pairs) if all(slug in organs for slug in pair))
    return tuple((organs[earlier], organs[later]) for earlier, later in known)


def note_parents(
    organs: Mapping[str, Organ], unread: Set[str], node: YamlMapping, problems: Problems
) -> None:
    """Every parent is there, or may be among those ``unread``; and no organ is above itself."""
    in_circles = _in_circles(organs)
    for key, value in node.pairs:
        organ = organs.get(key.text)
        if organ is None or not organ.parent or not isinstance(value, YamlMapping):
            continue
        if organ.parent in unread:
            continue
        is_known = organ.parent in organs
        if is_known and organ.slug not in in_circles:
            continue
        suggestion = suggestion_for(organ.parent, organs, "organ-parent", problems)
        problems.add(
            "organ-parent",
            (value.get("parent") or key).mark,
            f"“{organ.slug}”的上级绕回了自己" if is_known else f"没有上级机关“{organ.parent}”",
            found=organ.parent,
            expected=suggestion,
            advice="parent 写上级机关的代号，没有上级的不写",
        )


def _in_circles(organs: Mapping[str, Organ]) -> Set[str]:
    """The organs that are above themselves. Each is looked at once."""
    circles: set[str] = set()
    seen: set[str] = set()
    for slug in organs:
        way: list[str] = []
        while slug in organs and slug not in seen:
            seen.add(slug)
            way.append(slug)
            slug = organs[slug].parent  # noqa: PLW2901
        if slug in way:
            circles.update(way[way.index(slug) :])
    return circles


def note_succession(
    organs: Mapping[str, Organ], unread: Set[str], node: YamlMapping, problems: Problems
) -> None:
    """Predecessors and successors are there, or ``unread``; who comes before ends before."""
    for key, value in node.pairs:
        organ = organs.get(key.text)
        if organ is None or not isinstance(value, YamlMapping):
            continue
        if organ.first_year and organ.last_year and organ.last_year < organ.first_year:
            problems.add(
                "organ-succession",
                (value.get("to") or key).mark,
                f"“{organ.slug}”从 {organ.first_year} 年开始，却到 {organ.last_year} 年为止",
                found=organ.last_year,
                expected=organ.first_year,
                advice="from 是第一个年度，to 是最后一个年度",
            )
        for tie, slugs in zip(TIES, (organ.predecessors, organ.successors), strict=True):
            for slug in slugs:
                if slug in unread:
                    continue
                pair = (slug, organ.slug) if tie == TIES[0] else (organ.slug, slug)
                sentence = _contradiction(organs, slug, pair)
                if sentence:
                    problems.add(
                        "organ-succession",
                        (value.get(tie) or key).mark,
                        sentence,
                        found=slug,
                        expected=""
                        if slug in organs
                        else suggestion_for(slug, organs, "organ-succession", problems),
                        advice="前身、后继写机关名录里的代号，前身的 to 应早于后继的 from",
                    )


def _contradiction(organs: Mapping[str, Organ], slug: str, pair: tuple[str, str]) -> str:
    """What is wrong with an organ that is said to come before or after another, if anything."""
    if slug not in organs:
        return f"没有机关“{slug}”"
    earlier, later = (organs[name] for name in pair)
    if earlier is later:
        return f"“{slug}”是自己的前身或后继"
    if earlier.last_year and later.first_year and earlier.last_year >= later.first_year:
        return (
            f"“{earlier.slug}”到 {earlier.last_year} 年为止，"
            f"“{later.slug}”从 {later.first_year} 年开始，年度重叠"
        )
    return ""
