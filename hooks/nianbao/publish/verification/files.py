"""The files that the page 核验 is used with: its data, and the page itself in one file."""

from __future__ import annotations

from collections.abc import Mapping

from ..web.addresses import VERIFICATION
from ..web.single_file import data_text, page_alone

__all__ = ["DATA_FILE", "SINGLE_FILE", "verification_files"]

DATA_FILE = f"{VERIFICATION}files.json"
SINGLE_FILE = f"{VERIFICATION}heyan.htm"

_TITLE = "核验文件"
_SCRIPT = "verification"


def verification_files(
    data: Mapping[str, object], site_name: str, site_url: str
) -> Mapping[str, bytes]:
    """Both, by their paths; the one file names the site that it is about, and leads to it."""
    whole = data_text({**data, "site": site_name, "address": f"{site_url.rstrip('/')}/"})
    page = page_alone("verification-alone.html", f"{_TITLE}：{site_name}", _SCRIPT, whole)
    return {DATA_FILE: f"{whole}\n".encode(), SINGLE_FILE: page.encode()}
