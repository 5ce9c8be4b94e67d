"""Labels as reports print them, held against those of a form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from ...form import Label, fold

__all__ = [
    "bare",
    "closeness",
    "is_printed_so",
    "lacks_characters",
    "names_of",
    "nearest_of",
    "without_groups",
]

_NUMBERING = re.compile(r"^(?:[①-⑳⑴-⒇⒈-⒛]|[0-9]+(?=[^0-9.])|[一二三四五六七八九十]+[.．])")
_PUNCTUATION = re.compile(r"[\s、，,。.;；:：·・…_*()（）〔〕\[\]【】]+")
_INNER_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+(?=[^一二三四五六七八九十])|[0-9]+)")
# What turns a label into another one, or into its opposite.
_TELLING = re.compile("[不非未无]|[一二三四五六七八九十0-9]+(?=类)|部分")
_ALIKE = 0.72
_MARGIN = 0.08
# What is left of a label that lacks characters: so many, and so much of it.
_FEWEST_LEFT = 4
_LEFT = 0.6
# Text that is so many times as long as a label has too little in common with it to be compared.
_FAR = 4


@lru_cache(8192)
def bare(text: str) -> str:
    """A label without numbering, gloss, quotation marks, punctuation and white space."""
    whole = re.sub(r"\s+", "", text)
    unnumbered = _NUMBERING.sub("", whole) or whole
    stripped = _PUNCTUATION.sub("", fold(unnumbered))
    return stripped or _PUNCTUATION.sub("", unicodedata.normalize("NFKC", whole))


def names_of(label: Label) -> Iterator[str]:
    """All ways to write a label, bare: as printed, as its key, and its variants."""
    yield from dict.fromkeys(
        bare(name) for name in (label.text, label.key, *label.variants) if name
    )


def is_printed_so(text: str, label: Label) -> bool:
    """Whether a text says what the label on the form does, neither less nor more."""
    is_it = bare(text) in (bare(label.text), bare(label.key))
    return is_it and _characters(text) <= _characters(label.text + label.key)


def _characters(text: str) -> set[str]:
    return set(re.findall("[\u4e00-\u9fff]", text))


def closeness(text: str, name: str) -> float:
    """How alike two bare labels are, from 0 to 1; 0 where a telling character differs.

    A label that is cut short is as close as can be without being the same.
    """
    if not text or not name or len(text) > _FAR * len(name):
        return 0.0
    if _TELLING.findall(text) != _TELLING.findall(name):
        return 0.0
    if len(text) >= 4 and name.startswith(text):
        return 0.95
    matcher = SequenceMatcher(None, text, name, autojunk=False)
    edits = sum(
        max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"
    )
    return 1 - edits / max(len(text), len(name))


def _is_misspelt(text: str, name: str) -> bool:
    """Whether a label differs from another by a slip: two characters, or a few in a long one."""
    alike = closeness(text, name)
    edits = round((1 - alike) * max(len(text), len(name)))
    return alike >= _ALIKE and (edits <= 2 or alike >= 0.85)


def lacks_characters(text: str, name: str) -> bool:
    """Whether a text is a label with some of its characters missing, none added or changed."""
    told = bare(text)
    if len(told) < _FEWEST_LEFT or len(told) < _LEFT * len(name):
        return False
    if _TELLING.findall(told) != _TELLING.findall(name):
        return False
    characters = iter(name)
    return all(character in characters for character in told)


def nearest_of(text: str, candidates: Mapping[str, int]) -> int | None:
    """The candidate whose name is clearly closest to a text, if one is close enough.

    ``candidates`` gives for each bare name what it stands for; several names may stand for the
    same.
    """
    scores: dict[int, float] = {}
    for name, meant in candidates.items():
        if _is_misspelt(bare(text), name):
            scores[meant] = max(scores.get(meant, 0.0), closeness(bare(text), name))
    ranked = sorted(scores, key=lambda meant: -scores[meant])
    if not ranked:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return ranked[0]


def without_groups(text: str, groups: Iterable[str]) -> Sequence[str]:
    """The bare text, and what is left when labels of groups before it are taken away."""
    whole = bare(text)
    found = [whole]
    known = sorted(groups, key=len, reverse=True)
    while True:
        group = next((g for g in known if found[-1].startswith(g) and g != found[-1]), None)
        if group is None:
            return found
        # The numbering of what follows has lost its brackets by now.
        found.append(_INNER_NUMBERING.sub("", found[-1][len(group) :]))
