"""What is wrong with the writing of mkdocs.yml, in the words that reports are told of theirs in."""

from __future__ import annotations

from pathlib import Path

import yaml

from ..own_data import YAML_LOADER
from ..problem import Problems
from ..settings import SettingsError, require_site_url, wrong_keys
from .yaml_errors import note_syntax_errors

__all__ = ["require_readable"]


def require_readable(mkdocs_yml: Path) -> None:
    """Raises SettingsError, a line for each place, if the file cannot be read as it is meant.

    MkDocs would say the same in English, or nothing.
    """
    name = mkdocs_yml.name
    try:
        text = mkdocs_yml.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise SettingsError(f"{name}：没有这个文件，或者读不了") from error
    except UnicodeDecodeError as error:
        how = "请用记事本打开，“另存为”，编码选 UTF-8"
        raise SettingsError(f"{name}：不是 UTF-8 编码；{how}") from error
    try:
        wrong = [f"{name}:{line}：{sentence}" for line, sentence in wrong_keys(text)]
    except yaml.MarkedYAMLError as error:
        problems = Problems(name)
        note_syntax_errors(error, text, problems)
        # Where the first line belongs is guessed; what follows from that would blame the rest.
        first = min(p.mark.line for p in problems.found)
        found = (p for p in sorted(problems.found) if p.mark.line == first)
        wrong = [f"{name}:{first}：{p.message}。{p.advice}" for p in found]
    except yaml.YAMLError as error:
        raise SettingsError(f"{name}：有不能使用的字符，请删去看不见的字符") from error
    if wrong:
        raise SettingsError("\n".join(wrong))
    site_url = _plain(text)
    if site_url is not None:
        require_site_url(site_url)


def _plain(text: str) -> str | None:
    """The address of the site, if it is written there and not brought in from elsewhere."""
    top = yaml.compose(text, YAML_LOADER)
    pairs = top.value if isinstance(top, yaml.MappingNode) else []
    values = [value for key, value in pairs if key.value == "site_url"]
    is_plain = values and isinstance(values[0], yaml.ScalarNode) and values[0].tag.endswith(":str")
    return str(values[0].value) if is_plain else None
