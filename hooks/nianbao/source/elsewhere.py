"""The files outside its organ's folder that a report leads to: other organs' reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .links import linked_file
from .prose import elements
from .report import Report

__all__ = ["files_elsewhere"]


def files_elsewhere(report: Report) -> Iterator[Path]:
    """What its links name outside its folder, whether it is there or not."""
    folder = report.path.parent.resolve()
    for section in report.sections:
        for element in elements(section.blocks):
            target = element.attributes.get("href", element.attributes.get("src", ""))
            try:
                file = linked_file(report.path, target) if target else None
            except ValueError:
                continue  # no address at all, which is a problem of the report
            if file is not None and not file.is_relative_to(folder):
                yield file
