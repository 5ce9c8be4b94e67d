"""What a site decides of its data: ``extra: nianbao: data:`` in mkdocs.yml."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

from .values import SettingsError, is_link, mapping_in, text_in

__all__ = ["Licence", "OpenDataSettings", "read_open_data"]


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which licence the data may be used: what it is called, and where it stands."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class OpenDataSettings:
    """Without a ``licence`` none is claimed; ``parquet`` asks for the figures as Parquet, too."""

    licence: Licence | None = None
    parquet: bool = False


def read_open_data(value: object, key: str) -> OpenDataSettings:
    """The settings from a mapping as YAML has it.

    Raises SettingsError, also where Parquet is asked for and what writes it is not installed.
    """
    given = mapping_in(value, key, ("license", "parquet"))
    parquet = given.get("parquet", False)
    if not isinstance(parquet, bool):
        raise SettingsError(f"{key}.parquet：应为 true 或 false，现为 {parquet!r}")
    if parquet and find_spec("pyarrow") is None:
        raise SettingsError(
            f"{key}.parquet：写 Parquet 要用 pyarrow，这里没有安装；"
            "请用虚拟环境里的 pip install --require-hashes -r requirements-parquet.txt 装上，"
            "或者删去这一项"
        )
    return OpenDataSettings(_licence(given.get("license"), f"{key}.license"), parquet)


def _licence(value: object, key: str) -> Licence | None:
    given = mapping_in(value, key, ("name", "url"))
    name, url = (text_in(given.get(each), f"{key}.{each}") for each in ("name", "url"))
    if not name and not url:
        return None
    if not name or not is_link(url):
        raise SettingsError(
            f"{key}：许可的名称（name）和全文的网址（url，https:// 开头）要一起写；"
            "没有定下许可的不写，数据里就不说"
        )
    return Licence(name, url)
