"""All that a site is made of, as one digest: where it has not changed, nothing has to be made."""

from __future__ import annotations

from pathlib import Path

from ..build.digests import (
    digest_of,
    file_digest,
    folder_digest,
    machinery_digest,
)
from ..program_files import MODEL
from ..settings import REDIRECTS
from .equipment import Equipment
from .program import program_digest

__all__ = ["inputs_digest"]


def inputs_digest(equipment: Equipment, config_file: Path, docs: Path) -> str:
    """The digest of settings, hand-written pages, reports, theme, fonts, history and program.

    Files are counted with their contents, whatever day they carry. Raises OSError.
    """
    settings = equipment.settings
    redirects = equipment.root / REDIRECTS
    fragments = (equipment.root / fragment.file for fragment in settings.portal.fragments)
    beside = (*settings.site.images.values(), *fragments)
    folders = (equipment.root / "reports", docs, *equipment.theme, MODEL / "docs")
    return digest_of(
        "inputs",
        machinery_digest(),
        program_digest(),
        equipment.typefaces.digest,
        str(equipment.is_release),
        file_digest(config_file),
        *map(file_digest, beside),
        file_digest(redirects) if redirects.is_file() else "",
        *map(folder_digest, folders),
        *sorted(f"{path}: {day}" for path, day in equipment.commits.items()),
    )
