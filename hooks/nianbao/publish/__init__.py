"""Portal -> artifacts: every page and every file of the site, described and then made."""

from .artifact import Artifact
from .making import MadeFiles
from .publishing import NotPublishedError, Place, Published, publish
from .site import Publication

__all__ = [
    "Artifact",
    "MadeFiles",
    "NotPublishedError",
    "Place",
    "Publication",
    "Published",
    "publish",
]
