"""Files -> the site's folder: listed, laid out, checked, swapped in, compared with its copies.

Knows nothing of reports.
"""

from .differences import Differences, Unreachable, folder_differences
from .errors import BuildError
from .lock import BuildLock
from .manifest import MANIFEST, MANIFEST_FILES, Entry, Manifest, ManifestError, entry_of
from .media_types import media_type_of
from .site_folder import PREVIEW, SiteFolder, lay_out
from .sitemap import sitemap

__all__ = [
    "MANIFEST",
    "MANIFEST_FILES",
    "PREVIEW",
    "BuildError",
    "BuildLock",
    "Differences",
    "Entry",
    "Manifest",
    "ManifestError",
    "SiteFolder",
    "Unreachable",
    "entry_of",
    "folder_differences",
    "lay_out",
    "media_type_of",
    "sitemap",
]
