"""The Content-Security-Policy of pages: what a browser may load for them, run and send.

Nothing that is not named here, nothing inline but the one line whose digest is given, nothing
``unsafe-…``. Where it is taken from:

- A path with a slash at its end allows what is below it: CSP Level 3, "path-part matches". So
  scripts come from the program's own folder, and a file that was uploaded is never one.
- A digest allows an external script, too, if its ``integrity`` says the same: CSP Level 3, 8.4
  (Chrome 59, Firefox 116, Safari 15.6). By it the scripts of a mirror run, at whatever address;
  older browsers go by the folder.
- A policy in a ``meta`` element says nothing of who may frame the page (3.3): only a server can.
  Where both have a policy, both must allow (8.1).
- The portal whose header and footer pages have, where it has another origin, may give pictures and
  styles, and take what its own search form sends; nothing else is taken from there.
- Trusted Types, "require-trusted-types-for" and "trusted-types": no text becomes markup or code
  by a script; ours never need it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

__all__ = ["UPLOADED", "digest", "page_policy", "server_policy"]

UPLOADED = "sandbox; default-src 'none'"
"""What a server says of a file that is no page: opened by itself it runs and loads nothing."""

_SCRIPTS = "javascripts/"
# What a URL may have in a policy as it is; a comma or a semicolon would end the source there.
_PLAIN = "/%:@!$&'()*+=~"


def digest(script: bytes) -> str:
    """A script's digest as a policy and ``integrity`` have it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode()


def page_policy(site_url: str, digests: Iterable[str], portal: str = "") -> str:
    """The policy of a page on a site at ``site_url``, whose scripts have these digests.

    ``portal`` is the origin of a portal that has another one.
    """
    also = f" {_source(portal).rstrip('/')}" if portal else ""
    scripts = [_source(site_url) + _SCRIPTS, *(f"'{each}'" for each in digests)]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            f"style-src 'self'{also}",
            f"img-src 'self'{also}",
            "connect-src 'self'",
            f"form-action 'self'{also}",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def server_policy(site_url: str, inline: str, portal: str = "") -> str:
    """The policy that a server sends with every page; ``inline`` is the inline line's digest.

    It does not change when a script does: whoever runs the server need not follow.
    """
    return f"{page_policy(site_url, [inline], portal)}; frame-ancestors 'self'"


def _source(site_url: str) -> str:
    """The address of the site as a policy has it, in ASCII."""
    parts = urlsplit(site_url)
    port = f":{parts.port}" if parts.port else ""
    host = (parts.hostname or "").encode("idna").decode()
    return f"{parts.scheme}://{host}{port}{quote(parts.path.rstrip('/'), safe=_PLAIN)}/"
