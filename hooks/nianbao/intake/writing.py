"""Puts an imported report into the reports folder; what is there is never lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .document import Refusal
from .importing import Imported

__all__ = ["Written", "write_report"]


@dataclass(frozen=True, slots=True)
class Written:
    """Where a report was written, and the copy of what stood there before, if anything."""

    path: Path
    backup: Path | None = None
    is_new: bool = True


def write_report(reports: Path, imported: Imported, *, force: bool) -> Written:
    """Writes the file and its pictures.

    Raises Refusal when another file stands there and ``force`` does not say to replace it.
    """
    path = reports / imported.identity.slug / f"{imported.identity.year}.md"
    contents = {path: imported.text.encode()}
    contents |= {path.parent / name: data for name, data in imported.pictures.items()}
    changed = {p: data for p, data in contents.items() if not p.exists() or p.read_bytes() != data}
    if not changed:
        return Written(path, is_new=False)
    in_the_way = [p for p in changed if p.exists()]
    if in_the_way and not force:
        raise Refusal(
            f"已经有 {'、'.join(p.name for p in in_the_way)}，内容不同",
            "没有改动它；确实要换成这次导入的，请加 --force，原来的会另存一份",
        )
    backup = None
    for place in in_the_way:
        kept = _free_name(place)
        place.rename(kept)
        backup = kept if place == path else backup
    path.parent.mkdir(parents=True, exist_ok=True)
    for place, data in changed.items():
        place.write_bytes(data)
    return Written(path, backup)


def _free_name(path: Path) -> Path:
    """A name beside the file that nothing has yet: 2021.md.bak, 2021.md.bak2 and so on."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.bak{'' if number == 1 else number}")
        if not kept.exists():
            return kept
        number += 1
