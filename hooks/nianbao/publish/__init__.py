"""Portal -> artifacts: every page and every file of the site, described and then made."""

from .artifact import Artifact
from .equipment import Equipment, read_equipment
from .fresh_folder import FreshFolder, fresh_folder
from .layout import SECTIONS, SiteLayout, WrittenPage
from .making import MadeFiles
from .publishing import NotPublishedError, Place, Published, publish
from .site import Publication

__all__ = [
    "SECTIONS",
    "Artifact",
    "Equipment",
    "FreshFolder",
    "MadeFiles",
    "NotPublishedError",
    "Place",
    "Publication",
    "Published",
    "SiteLayout",
    "WrittenPage",
    "fresh_folder",
    "publish",
    "read_equipment",
]
