"""Addresses on the web, relative to the site's root. They never change."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from ...form import Indicator, Term, indicators
from ...source import Organ

__all__ = [
    "COLUMN",
    "COMPARING",
    "COVERAGE",
    "DATA",
    "FILES",
    "FILLING",
    "GLOSSARY",
    "OPEN_DATA",
    "REPORT_SCHEMA",
    "SEARCH",
    "VERIFICATION",
    "Placed",
    "absolute",
    "asset_path",
    "comparison_path",
    "download_name",
    "explaining_path",
    "indicator_path",
    "organ_path",
    "original_name",
    "picture_path",
    "report_path",
    "term_path",
    "year_download_name",
    "year_path",
]

COLUMN = "zwgk/gknb/"
"""政务公开 › 公开年报."""
DATA = "zwgk/nbsj/"
"""政务公开 › 年报数据."""
COMPARING = f"{DATA}duibi/"
"""任选两份报告对比."""
COVERAGE = f"{DATA}fabu/"
"""政务公开 › 年报数据 › 发布情况."""
FILLING = "help/tianbao/"
"""说明 › 填报助手."""
FILES = "sitemap/files/"
"""站点地图 › 存档用的文件清单."""
VERIFICATION = "help/heyan/"
"""核验文件; its data stand beside it."""
OPEN_DATA = "data/"
"""数据下载: all figures of all years, and what their columns mean."""
REPORT_SCHEMA = f"{OPEN_DATA}schema/report.json"
"""What describes the JSON of a report."""
GLOSSARY = "help/glossary/"
"""名词解释."""
SEARCH = "search/"
"""查找; of what stands below it, only the page itself keeps its address."""


class Placed(Protocol):
    """A text of a report, or its facts: whose, about which year, and whether it is replaced."""

    @property
    def organ(self) -> Organ:
        """Whose it is."""

    @property
    def year(self) -> int:
        """The year that it is about."""

    @property
    def version(self) -> int:
        """Which text of the report it is, counted from 1."""

    @property
    def is_superseded(self) -> bool:
        """Whether a correction has replaced it."""


def year_path(year: int) -> str:
    """The page of a year; its downloads stand beside it."""
    return f"{COLUMN}{year}/"


def organ_path(organ: Organ) -> str:
    """The page of an organ."""
    return f"{COLUMN}{organ.slug}/"


def report_path(report: Placed) -> str:
    """The page of a report; its downloads stand beside it, its earlier versions below."""
    version = f"v{report.version}/" if report.is_superseded else ""
    return f"{organ_path(report.organ)}{report.year}/{version}"


def indicator_path(indicator: Indicator) -> str:
    """The page of an indicator; its CSV stands beside it."""
    return f"{DATA}{indicator.slug}/"


def explaining_path(figure: str) -> str:
    """The page of the indicator that a figure is of by its name, or of what replaced it.

    Empty where there is none.
    """
    indicator = indicators().get(figure)
    if indicator and not indicator.slug:
        indicator = next((each for each in indicators().values() if each.before == figure), None)
    return indicator_path(indicator) if indicator and indicator.slug else ""


def comparison_path(report: Placed) -> str:
    """The page that compares a report with the one before it."""
    return f"{report_path(report)}duibi/"


def download_name(report: Placed, suffix: str) -> str:
    """The file name of one of a report's downloads, such as ``minquan-2021.pdf``."""
    version = f"-v{report.version}" if report.is_superseded else ""
    return f"{report.organ.slug}-{report.year}{version}{suffix}"


def original_name(ending: str) -> str:
    """How the file name of a report's original ends, ``-yuanjian.pdf``, whatever its author's."""
    return f"-yuanjian{ending}"


def year_download_name(year: int, suffix: str) -> str:
    """The file name of one of a year's downloads, such as ``nianbao-2021.zip``."""
    return f"nianbao-{year}{suffix}"


def asset_path(file: Path, reports_folder: Path) -> str:
    """Where a file that reports show or link to is published, below the column."""
    return COLUMN + file.relative_to(reports_folder.resolve()).as_posix()


def picture_path(path: str) -> str:
    """一图读懂 of what has its page there; its PDF stands beside it."""
    return f"{path}tujie/"


def term_path(term: Term) -> str:
    """Where the glossary explains a term."""
    return f"{GLOSSARY}#{term.key}"


def absolute(site_url: str, path: str) -> str:
    """The full address of a path of the site."""
    return f"{site_url.rstrip('/')}/{quote(path)}"
