"""How a site is published: ``extra: nianbao: publish:`` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .destination import Destination, read_destination
from .values import SettingsError, mapping_in, text_in

__all__ = ["PublicationSettings", "read_publication"]

_KEYS = ("to", "ssh_config", "compress")


@dataclass(frozen=True, slots=True)
class PublicationSettings:
    """``to`` is None where nothing is set; ``ssh_config`` is used instead of the user's own.

    ``compress`` puts compressed copies of texts beside them in a release.
    """

    to: Destination | None = None
    ssh_config: Path | None = None
    compress: bool = False


def read_publication(value: object, key: str, root: Path) -> PublicationSettings:
    """The settings from a mapping as YAML has it; paths count from ``root``.

    Raises SettingsError.
    """
    values = mapping_in(value, key, _KEYS)
    to = text_in(values.get("to"), f"{key}.to")
    config = text_in(values.get("ssh_config"), f"{key}.ssh_config")
    if config and not (root / config).is_file():
        raise SettingsError(f"{key}.ssh_config：没有文件 {config}；请放回去，或者改这一项")
    compress = values.get("compress", False)
    if not isinstance(compress, bool):
        raise SettingsError(f"{key}.compress：应为 true 或 false，现为 {compress!r}")
    return PublicationSettings(
        compress=compress,
        to=read_destination(to, f"{key}.to", root) if to else None,
        ssh_config=root / config if config else None,
    )
