"""A site's settings filled in, for the tests: plainly invented, so that nothing is missing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from reading import PIXEL

__all__ = ["FILLED", "fill_settings"]

FILLED: Mapping[str, str | list[str]] = {
    "sponsor": "示例县人民政府",
    "operator": "示例县人民政府办公室",
    "contact": ["地址：示例县示例路1号", "电话：0000-0000000"],
    "id_code": "0000000000",
    "icp": "示ICP备00000000号",
    "police": "示公网安备 00000000000000号",
    "police_link": "https://police.example.cn/record",
    "badge_image": "badge.png",
    "badge_link": "https://badge.example.cn/",
    "error_report": "https://errors.example.cn/",
    "emblem_image": "",
    "yearly_form": "",
    "banner": "",
}


def fill_settings(project: Path) -> None:
    """Writes every setting into the mkdocs.yml of a copy of the project."""
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    for key, value in FILLED.items():
        # What JSON writes is YAML, too.
        written = json.dumps(value, ensure_ascii=False)
        text, count = re.subn(
            rf'^(      {key}:) (?:""|\[\])(?= )', rf"\1 {written}", text, flags=re.MULTILINE
        )
        assert count == 1, key
    config.write_text(text, "utf-8")
    (project / "badge.png").write_bytes(PIXEL)
