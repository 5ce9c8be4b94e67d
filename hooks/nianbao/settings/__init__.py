"""What a site decides, read and checked in one place."""

from .destination import Destination, FolderDestination, SshDestination, read_destination
from .fragments import Fragment
from .house_rules import HouseRules, MonthDay
from .identifier import IdentifierPattern
from .identity import MANDATORY, NAMES, SiteIdentity, unset
from .open_data import Licence, OpenDataSettings
from .portal import PORTAL_KEYS, PORTAL_PAGES, PortalPart, PortalSettings
from .publication import PublicationSettings
from .readiness import release_faults, require_column, unset_settings
from .redirects import REDIRECTS, Redirect, Redirects, read_redirects
from .site_address import require_site_url
from .site_forms import FORMS, read_site_forms
from .site_settings import (
    FONT_ROLES,
    Settings,
    read_settings,
    read_site_dir,
    read_site_settings,
    read_site_url,
    section_of,
)
from .values import SettingsError
from .written import placed, wrong_keys

__all__ = [
    "FONT_ROLES",
    "FORMS",
    "MANDATORY",
    "NAMES",
    "PORTAL_KEYS",
    "PORTAL_PAGES",
    "REDIRECTS",
    "Destination",
    "FolderDestination",
    "Fragment",
    "HouseRules",
    "IdentifierPattern",
    "Licence",
    "MonthDay",
    "OpenDataSettings",
    "PortalPart",
    "PortalSettings",
    "PublicationSettings",
    "Redirect",
    "Redirects",
    "Settings",
    "SettingsError",
    "SiteIdentity",
    "SshDestination",
    "placed",
    "read_destination",
    "read_redirects",
    "read_settings",
    "read_site_dir",
    "read_site_forms",
    "read_site_settings",
    "read_site_url",
    "release_faults",
    "require_column",
    "require_site_url",
    "section_of",
    "unset",
    "unset_settings",
    "wrong_keys",
]
