"""One page of each type, for the tests that look at them all."""

from __future__ import annotations

__all__ = ["COLUMN", "COMPARED", "CORRECTED", "COVERAGE", "PAGES", "PICKER", "REPORT", "YEAR"]

REPORT = "zwgk/gknb/minquan/2021/"
"""The report of the project's own site; all others are of the demonstration."""

COLUMN = "zwgk/gknb/"
YEAR = f"{COLUMN}2023/"
CORRECTED = f"{COLUMN}shilixian/2023/"
COMPARED = f"{COLUMN}shilixian/2025/duibi/"
PICKER = "zwgk/nbsj/duibi/"
COVERAGE = "zwgk/nbsj/fabu/"
PAGES = (
    *("", "zwgk/", "zwgk/gkzn/", "zwgk/gkzd/", "zwgk/fdzdgknr/", "zwgk/ysqgk/", "404.html"),
    *("sitemap/", "help/glossary/", "help/accessibility/", "help/problems/", "schema/"),
    "search/",
    *("help/tianbao/", "help/heyan/", "sitemap/files/"),
    # Years with official tables, and of the time before them.
    *(COLUMN, YEAR, f"{COLUMN}2010/"),
    # An organ that came from others, and one that is no more.
    *(f"{COLUMN}ziranziyuanju/", f"{COLUMN}lvyouju/"),
    *(CORRECTED, f"{CORRECTED}v1/"),
    # A report that was withdrawn, and a draft.
    *(f"{COLUMN}donghe/2018/", f"{COLUMN}qingshi/2025/"),
    # What all reports show together: an overview, an indicator of two meanings, one long ended.
    *("zwgk/nbsj/", COVERAGE, "zwgk/nbsj/xinshou/", "zwgk/nbsj/zhudonggongkai/"),
    # Every form, a picture, numbers kept as published, blanks.
    *(f"{COLUMN}{report}/" for report in ("shilixian/2025", "jiaotongju/2020", "shilixian/2016")),
    *(f"{COLUMN}{report}/" for report in ("beiyuan/2015", "gongshangju/2009")),
    # Comparisons: one form, two forms, local tables; and the page to choose others on.
    *(COMPARED, f"{COLUMN}shilixian/2021/duibi/", f"{COLUMN}gongshangju/2009/duibi/"),
    PICKER,
    # All data, and what programs read one by one.
    *("data/", "data/api/"),
    # Pictures of a year and of reports: many numbers, few, a local table, a kept fault.
    *(f"{COLUMN}{place}/tujie/" for place in ("2024", "shilixian/2024", "rensheju/2023")),
    *(f"{COLUMN}{place}/tujie/" for place in ("gongshangju/2009", "jiaotongju/2020")),
)
