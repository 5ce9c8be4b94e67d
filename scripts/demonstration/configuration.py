"""The mkdocs.yml of the demonstration: the project's own, with other places and an other name."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["HEADER", "site_configuration"]

HEADER = "# 示例数据的网站，由 scripts/make_demo.py 生成；改动会在下次生成时丢失。"
"""The first line, by which a folder is known to be ours to overwrite."""


def site_configuration(folder: Path, project: Path) -> str:
    """What mkdocs.yml in ``folder`` says, for the project's files elsewhere."""
    root = Path(os.path.relpath(project, folder)).as_posix()
    return f"""{HEADER}
INHERIT: {root}/mkdocs.yml

site_name: 示例县政府信息公开年报（示例数据）
site_url: https://demo.example.gov.cn/
site_description: 示例数据：机关与数字均为虚构，用于演示政府信息公开年报网站。

docs_dir: {root}/docs
site_dir: site
watch: [reports, {root}/hooks]

theme:
  custom_dir: {root}/hooks/theme

hooks: [{root}/hooks/portal.py]
"""
