"""Portal -> artifacts: every page and every file of the site, described and then made."""

from .artifact import Artifact
from .equipment import Equipment, read_equipment
from .layout import SECTIONS, SiteLayout, WrittenPage
from .making import MadeFiles
from .publishing import NotPublishedError, Place, Published, publish
from .site import Publication

__all__ = [
    "SECTIONS",
    "Artifact",
    "Equipment",
    "MadeFiles",
    "NotPublishedError",
    "Place",
    "Publication",
    "Published",
    "SiteLayout",
    "WrittenPage",
    "publish",
    "read_equipment",
]
