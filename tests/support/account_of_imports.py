"""What an import says that it has lost, where nothing else in its review says why."""

from __future__ import annotations

from nianbao.intake.importing import Imported
from nianbao.intake.review import ReviewItem

__all__ = ["unexplained"]

_REASONS = ("原件里的文字", "原件里隐藏的文字", "没有写进文件的文字", "没有收入的格")


def unexplained(imported: Imported) -> list[ReviewItem]:
    """The items of its review that only the account of characters has found."""
    return [item for item in imported.review if item.reason in _REASONS]
