"""Whether the images of a report can be shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..problem import Problems
from ..source import Report, elements, linked_file, mark_at

__all__ = ["check_images"]


def check_images(report: Report, image_fault: Callable[[Path], str], problems: Problems) -> None:
    """Names each image that cannot be typeset; ``image_fault`` says why, or nothing."""
    for element in (e for section in report.sections for e in elements(section.blocks)):
        source = element.attributes.get("src", "")
        file = linked_file(report.path, source) if source else None
        if file is None or not file.is_file():
            continue  # noted when the report was read
        fault = image_fault(file)
        if fault:
            problems.add(
                "image-broken",
                mark_at(report.text, max(report.text.find(source), 0)),
                f"图片 {source} 打不开（{fault}）",
                found=source,
                advice="文件可能没有传完，或扩展名与内容不符，请重新存一份",
            )
