"""Portal -> artifacts: every page and every file of the site, described and then made."""

from .completing import ALWAYS_THERE, complete
from .equipment import Equipment, project_equipment, read_equipment
from .inputs import inputs_digest
from .jobs import Site
from .overview import Overview
from .publishing import Checked, NotPublishedError, Published, check, make
from .record import keep_record
from .site import Publication
from .web.addresses import COLUMN, DATA
from .web.frame import Frame, Nav, NavItem
from .web.renderer import template_globals, without_leftovers
from .web.templates import FILTERS
from .web.written_links import BrokenLink, broken_in_fragment, page_address, settled
from .written import WrittenPage, direct_page, page_context, site_context

__all__ = [
    "ALWAYS_THERE",
    "COLUMN",
    "DATA",
    "FILTERS",
    "BrokenLink",
    "Checked",
    "Equipment",
    "Frame",
    "Nav",
    "NavItem",
    "NotPublishedError",
    "Overview",
    "Publication",
    "Published",
    "Site",
    "WrittenPage",
    "broken_in_fragment",
    "check",
    "complete",
    "direct_page",
    "inputs_digest",
    "keep_record",
    "make",
    "page_address",
    "page_context",
    "project_equipment",
    "read_equipment",
    "settled",
    "site_context",
    "template_globals",
    "without_leftovers",
]
