"""One page of each type of the site, for the tests that look at them all."""

from __future__ import annotations

__all__ = ["PAGES", "REPORT"]

REPORT = "zwgk/gknb/minquan/2021/"
PAGES = (
    *("", "zwgk/", "zwgk/gknb/", "zwgk/gknb/2021/", "zwgk/gknb/minquan/", REPORT),
    *("help/problems/", "schema/", "404.html"),
)
