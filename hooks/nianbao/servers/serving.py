"""How a web server hands out a site: the one truth that all configurations are written from.

Files are sent and nothing is run; what was uploaded can only be downloaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ..build.media_types import MEDIA_TYPES
from ..publish.web.addresses import COLUMN
from ..publish.web.content_policy import UPLOADED, server_policy

__all__ = ["CHARSET_TYPES", "DIGEST", "SHOWN", "TYPES", "ServedSite"]

TYPES: Mapping[str, tuple[str, ...]] = {
    kind: tuple(sorted(end for end, each in MEDIA_TYPES.items() if each == kind))
    for kind in sorted(set(MEDIA_TYPES.values()))
}
"""Every media type with the ends of names that stand for it."""
CHARSET_TYPES = tuple(
    kind for kind in TYPES if kind.startswith("text/") or kind.endswith(("/json", "/xml"))
)
"""Types of which a browser must be told that they are UTF-8."""
SHOWN = ("html", "pdf", "png", "jpg", "jpeg", "gif", "webp")
"""Ends of names that browsers may open; of reports' folders everything else is downloaded."""
DIGEST = r"\.[0-9a-f]{8}(\.min)?\.(js|css)"
"""The end of a name that changes when its content does."""

_FOREVER = "public, max-age=31536000, immutable"
# Keeps the file, and asks whether it is still the same (RFC 9111, 5.2.2.4).
_ASKED = "no-cache"


@dataclass(frozen=True, slots=True)
class ServedSite:
    """A site at ``url``; ``inline`` is the digest of the one script that stands in its pages."""

    url: str
    inline: str

    @property
    def path(self) -> str:
        """The path that the site is under, as servers see it, with a slash at both ends."""
        return f"{unquote(urlsplit(self.url).path).rstrip('/')}/"

    @property
    def host(self) -> str:
        """The name of the server, in ASCII."""
        return (urlsplit(self.url).hostname or "").encode("idna").decode()

    @property
    def column(self) -> str:
        """The path of the part that has what was uploaded."""
        return f"{self.path}{COLUMN}"

    @property
    def policy(self) -> str:
        """What pages may load and run."""
        return server_policy(self.url, self.inline)

    @property
    def always(self) -> Mapping[str, str]:
        """Headers that every answer has."""
        return {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }

    @property
    def uploaded(self) -> Mapping[str, str]:
        """Headers of files that are downloaded."""
        return {"Content-Security-Policy": UPLOADED, "Content-Disposition": "attachment"}

    @property
    def pages(self) -> Mapping[str, str]:
        """Headers of everything else."""
        return {"Content-Security-Policy": self.policy}

    @property
    def named_by_digest(self) -> Mapping[str, str]:
        """Headers of files whose names change when their contents do."""
        return {"Cache-Control": _FOREVER}

    @property
    def revalidated(self) -> Mapping[str, str]:
        """Headers of files that a browser asks for again."""
        return {"Cache-Control": _ASKED}

    def is_uploaded(self, path: str) -> bool:
        """Whether a file is only downloaded; ``path`` is that of a file on the server."""
        return re.search(self.downloaded, path, re.IGNORECASE) is not None

    @property
    def downloaded(self) -> str:
        """A regular expression for the paths of such files, whatever their capitals."""
        return rf"^{re.escape(self.column)}(?!.*\.({'|'.join(SHOWN)})$).*[^/]$"

    def headers(self, path: str) -> dict[str, str]:
        """All that is added to the answer with a file."""
        by_kind = self.uploaded if self.is_uploaded(path) else self.pages
        kept = self.named_by_digest if re.search(f"{DIGEST}$", path) else self.revalidated
        return {**by_kind, **self.always, **kept}
