"""The mkdocs.yml of the demonstration: the model's, with other places and another name."""

from __future__ import annotations

import os
from pathlib import Path

from ..program_files import MODEL, loads_program

__all__ = ["BADGE", "HEADER", "site_configuration"]

HEADER = "# 示例数据的网站，由 nianbao demo 生成；改动会在下次生成时丢失。"
"""The first line, by which a folder is known to be ours to overwrite."""


BADGE = """<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">
<rect x="2" y="2" width="60" height="60" rx="6" fill="#fff" stroke="#164e87" stroke-width="3"/>
<text x="32" y="41" font-size="24" text-anchor="middle" fill="#164e87">示例</text>
</svg>
"""
"""Stands where a real site has 党政机关网站标识; plainly no real one."""


def site_configuration(folder: Path) -> str:
    """What mkdocs.yml in ``folder`` says, for the model's files elsewhere."""
    root = Path(os.path.relpath(MODEL, folder)).as_posix()
    return f"""{HEADER}
INHERIT: {root}/mkdocs.yml

site_name: 示例县政府信息公开年报（示例数据）
site_url: https://demo.example.gov.cn/

docs_dir: docs
site_dir: site

{loads_program(folder)}

extra:
  nianbao:
    site:
      sponsor: 示例县人民政府办公室
      operator: 示例县政务公开中心
      contact: [地址：示例县示例路1号, 电话：0000-0000000]
      id_code: "0000000000"
      icp: 示ICP备00000000号
      police: 示公网安备 00000000000000号
      police_link: https://police.example.cn/
      badge_image: badge.svg
      badge_link: https://badge.example.cn/
      error_report: https://errors.example.cn/
      banner: 示例数据：本站的机关、人员、数字和文字均为虚构，只用于演示。
"""
