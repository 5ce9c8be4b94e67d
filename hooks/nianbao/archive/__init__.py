"""A site as one file that keeps: a web archive (WACZ 1.1.1) of what a release has published.

Knows nothing of reports: a site's folder, its manifest and its address are all it needs. What
writes records needs a package that is installed only for it.
"""

from .about import ArchiveAbout

__all__ = ["ArchiveAbout"]
