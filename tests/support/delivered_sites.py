"""Small sites to be delivered, and what is at the place where they have been put."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from listed_site import manifest_of

__all__ = ["NEW", "OLD", "files_in", "made_site"]

_ROBOTS = "User-agent: *\n\nSitemap: https://www.example.gov.cn/gk/sitemap.xml\n"
OLD: Mapping[str, str] = {
    "index.html": "首页，旧",
    "robots.txt": _ROBOTS,
    "sitemap.xml": "<urlset>旧",
    "javascripts/a.11111111.js": "旧",
    "zwgk/gknb/index.html": "年报，旧",
    "zwgk/gknb/jia/2021/index.html": "甲局",
    "zwgk/gknb/jia/2021/jia-2021.pdf": "%PDF 甲局",
    "zwgk/gknb/yi/2021/index.html": "乙局",
    "zwgk/gknb/yi/2021/yi-2021.pdf": "%PDF 乙局",
    "zwgk/gknb/yi/2021/附 件 [1]*?'$.txt": "附件",
    "zwgk/gknb/yi/mingxi": "以后是文件夹",
    "zwgk/gknb/bing/2021/index.html": "以后是文件",
}
# A script has changed, and 乙局's report is withdrawn; two paths have become something else.
NEW: Mapping[str, str] = {
    "index.html": "首页，新",
    "robots.txt": _ROBOTS,
    "sitemap.xml": "<urlset>新",
    "javascripts/a.22222222.js": "新",
    "zwgk/gknb/index.html": "年报，新",
    "zwgk/gknb/jia/2021/index.html": "甲局",
    "zwgk/gknb/jia/2021/jia-2021.pdf": "%PDF 甲局，新",
    "zwgk/gknb/jia/2022/index.html": "甲局，2022",
    "zwgk/gknb/yi/2021/index.html": "乙局的报告已经撤回",
    "zwgk/gknb/yi/mingxi/index.html": "文件夹",
    "zwgk/gknb/bing": "文件",
}


def made_site(folder: Path, files: Mapping[str, str]) -> Path:
    """A site of these files with its manifest, in the place of what was in the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    for path, content in manifest_of(folder).files().items():
        (folder / path).write_bytes(content)
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    """Everything below a folder but folders, hidden things included."""
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
