"""The address of a site -> configurations of web servers for it, all from one truth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .apache import apache_files
from .iis import iis_files
from .nginx import nginx_files
from .serving import ServedSite
from .storage import storage_files

__all__ = ["EXAMPLE_FOLDER", "ServedSite", "server_files"]

EXAMPLE_FOLDER = "/srv/www/site"
"""Where the site is on the server, as long as nobody has said anything else."""


def server_files(
    site: ServedSite,
    folder: str = EXAMPLE_FOLDER,
    moved: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, str]:
    """The content of every file by its path, a folder a server.

    The site is in a ``folder`` of the server; ``moved`` are paths on it, which lead on to
    locations as headers have them, in ASCII.
    """
    kinds = {
        "nginx": nginx_files(site, folder, moved),
        "apache": apache_files(site, folder, moved),
        "iis": iis_files(site),
        "object-storage": storage_files(site),
    }
    return {f"{kind}/{name}": text for kind, files in kinds.items() for name, text in files.items()}
