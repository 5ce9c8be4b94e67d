"""The headers that a server sends with a file that is set up as the program says.

tests/servers holds nginx and Apache to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nianbao.publish.web.scripts import read_scripts
from nianbao.servers import ServedSite
from places import ROOT

__all__ = ["SITE", "headers_of_sample"]

SITE = "https://www.example.gov.cn/"
_INLINE = read_scripts(ROOT / "hooks/nianbao/theme").inline


def headers_of_sample(address: str) -> Callable[[str], Mapping[str, str]]:
    """What is added to the answer for a path, on a site at ``address``."""
    return ServedSite(address, _INLINE).headers
