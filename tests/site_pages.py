"""One page of each type, for the tests that look at them all."""

from __future__ import annotations

__all__ = ["COLUMN", "CORRECTED", "PAGES", "REPORT", "YEAR"]

REPORT = "zwgk/gknb/minquan/2021/"
"""The report of the project's own site; all others are of the demonstration."""

COLUMN = "zwgk/gknb/"
YEAR = f"{COLUMN}2023/"
CORRECTED = f"{COLUMN}shilixian/2023/"
PAGES = (
    *("", "zwgk/", "zwgk/gkzn/", "zwgk/gkzd/", "zwgk/fdzdgknr/", "zwgk/ysqgk/", "404.html"),
    *("sitemap/", "help/glossary/", "help/accessibility/", "help/problems/", "schema/"),
    # Years with official tables, and of the time before them.
    *(COLUMN, YEAR, f"{COLUMN}2010/"),
    # An organ that came from others, and one that is no more.
    *(f"{COLUMN}ziranziyuanju/", f"{COLUMN}lvyouju/"),
    *(CORRECTED, f"{CORRECTED}v1/"),
    # Every form, a picture, numbers kept as published, blanks.
    *(f"{COLUMN}{report}/" for report in ("shilixian/2025", "jiaotongju/2020", "shilixian/2016")),
    *(f"{COLUMN}{report}/" for report in ("beiyuan/2015", "gongshangju/2009")),
    # Pictures of a year and of reports: many numbers, few, a local table, a kept fault.
    *(f"{COLUMN}{place}/tujie/" for place in ("2024", "shilixian/2024", "rensheju/2023")),
    *(f"{COLUMN}{place}/tujie/" for place in ("gongshangju/2009", "jiaotongju/2020")),
)
