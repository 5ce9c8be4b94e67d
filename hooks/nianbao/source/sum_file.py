"""汇总文件: what a covering organ adds to its organs' reports, in a file beside its own report.

``2025.sum.yml`` stands beside ``2025.md`` and is never published: nothing links to it. People
write the organ's own share into it; below that, the program notes what it computed last, so that
it knows later which figures somebody has typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..form import Form
from ..problem import TOP, Mark, Problems
from . import limits
from .figure import Figure
from .figures import Figures, read_figures
from .strict_yaml import Node, YamlMapping, YamlScalar, read_yaml
from .text_file import read_text

__all__ = ["COMPUTED", "OWN", "SumFile", "read_sum_file", "sum_file_of"]

OWN = "本级"
"""The key of the organ's own share."""
COMPUTED = "上次算出"
"""The key of what was computed last; it stands last in the file."""


@dataclass(frozen=True, slots=True)
class SumFile:
    """What the file says: figures by address, without those that are not filled in."""

    own: Figures = field(default_factory=dict)
    computed: Figures = field(default_factory=dict)


def sum_file_of(report: Path) -> Path:
    """The file that stands beside a report; an earlier text of a report has none."""
    return report.with_name(f"{report.stem}.sum.yml")


def read_sum_file(path: Path, form: Form, problems: Problems) -> SumFile | None:
    """What the file says in the form of its report; None if it cannot be taken apart."""
    text = read_text(path, limits.FILE, problems)
    node = read_yaml(text, problems) if text is not None else None
    if text is None or node is None:
        return None
    if not isinstance(node, YamlMapping):
        problems.add("metadata-format", node.mark, f"这里应当是“{OWN}:”", advice=_ADVICE)
        return None
    for key, _ in node.pairs:
        if key.text not in (OWN, COMPUTED):
            problems.add("unknown-key", key.mark, f"没有“{key.text}”这一项", advice=_ADVICE)
    end = Mark(text.count("\n") + 1, 1)
    share = node.get(OWN)
    if share is None:
        problems.add("missing-key", TOP, f"没有写“{OWN}”", advice=_ADVICE)
    own = _figures(form, share, end, problems) if share is not None else {}
    # What it is for is to know again what was computed; where it cannot be read, nothing is known.
    computed = _figures(form, node.get(COMPUTED), end, Problems(problems.file))
    return SumFile(own, computed)


_ADVICE = f"请写 {OWN}:，下面缩进两格照报告的写法写各表；全都没有的写 {OWN}: 0"


def _figures(form: Form, node: Node | None, end: Mark, problems: Problems) -> Figures:
    """The figures of all tables below a key; ``0`` says that all of them are zero."""
    if isinstance(node, YamlScalar) and node.text == "0":
        zeros: Figures = dict.fromkeys(form.measures, Figure(0, node.mark, "0"))
        return zeros
    if not isinstance(node, YamlMapping):
        mark = node.mark if node is not None else end
        problems.add("row-shape", mark, "这里应当分表填写", advice=_ADVICE)
        return {}
    for key, _ in node.pairs:
        if key.text not in form.tables:
            names = "、".join(form.tables)
            problems.add(
                "unknown-key", key.mark, f"没有“{key.text}”这张表", advice=f"应为：{names}"
            )
    return read_figures(form, node.pairs, end, problems)
