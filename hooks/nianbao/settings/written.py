"""The settings as they are written in mkdocs.yml: where each stands, and keys that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

import yaml

from ..own_data import YAML_LOADER
from .values import in_wide_quotes

__all__ = ["line_of", "placed", "wrong_keys"]

# MkDocs 1.6, mkdocs/config/defaults.py, and INHERIT of mkdocs/utils/yaml.py.
_MKDOCS = (
    *("site_name", "site_url", "site_description", "site_author", "site_dir", "docs_dir", "nav"),
    *("theme", "extra", "extra_css", "extra_javascript", "extra_templates", "hooks", "plugins"),
    *("markdown_extensions", "mdx_configs", "validation", "exclude_docs", "draft_docs"),
    *("not_in_nav", "repo_url", "repo_name", "edit_uri", "edit_uri_template", "copyright"),
    *("use_directory_urls", "dev_addr", "strict", "remote_branch", "remote_name", "watch"),
    *("config_file_path", "INHERIT"),
)
_OURS = ("nianbao", "site", "portal", "fonts", "severities", "deadlines", "attachments")
_KEY = re.compile(r"(extra(?:\.[^.：\s]+)+)：(.*)", re.DOTALL)
_LEADING_ZERO = re.compile(r"0[0-9]+")


def wrong_keys(text: str) -> Iterator[tuple[int, str]]:
    """Lines of mkdocs.yml with a key that is read by nobody or written twice, and why, in Chinese.

    Raises yaml.YAMLError when the text cannot be read.
    """
    top = yaml.compose(text, YAML_LOADER)
    if not isinstance(top, yaml.MappingNode):
        return
    yield from _twice(top)
    for key, value in top.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in _OURS:
            where = "extra" if name == "nianbao" else "extra、nianbao"
            yield line, f"{name}：这一项要写在 {where} 下面，行首用空格缩进"
        elif name not in _MKDOCS:
            near = get_close_matches(name.lower().replace("-", "_"), _MKDOCS, n=1)
            hint = f"是不是 {near[0]}？" if near else "请检查名称和缩进"
            yield line, f"{name}：没有这一项，{hint}"
        elif isinstance(value, yaml.ScalarNode) and in_wide_quotes(value.value.strip()):
            how = '请换成半角引号 "…"，或者不写引号'
            yield value.start_mark.line + 1, f"{name}：{value.value} 外面的引号是全角的，{how}"


def placed(message: str, text: str) -> str:
    """What is wrong with a setting, after the line on which it stands, if it is found there.

    A number that begins with 0 is told as such: YAML reads ``0114210001`` as an octal one.
    """
    match = _KEY.match(message)
    try:
        found = _find(yaml.compose(text, YAML_LOADER), match[1].split(".")) if match else None
    except yaml.YAMLError:
        found = None
    if match is None or found is None:
        return message
    key, value = found
    written = value.value if isinstance(value, yaml.ScalarNode) and not value.style else ""
    if isinstance(written, str) and _LEADING_ZERO.fullmatch(written) and value.tag.endswith(":int"):
        name = match[1].rpartition(".")[2]
        message = (
            f"{match[1]}：{written} 没有引号，YAML 把它当作数，开头的 0 丢了，数也变了；"
            f'请用半角引号括起来，写成 {name}: "{written}"'
        )
    return f"mkdocs.yml:{key.start_mark.line + 1}：{message}"


def line_of(text: str, names: list[str]) -> int:
    """The line on which a key stands, or as far as the path goes; numbers count items of lists.

    0 where nothing of it is there, or the text cannot be read.
    """
    try:
        found = _find(yaml.compose(text, YAML_LOADER), names)
    except yaml.YAMLError:
        return 0
    return found[0].start_mark.line + 1 if found else 0


def _find(top: yaml.Node | None, names: list[str]) -> tuple[yaml.Node, yaml.Node] | None:
    """The key and the value at the end of a path, or as far as it goes."""
    found: tuple[yaml.Node, yaml.Node] | None = None
    node = top
    for name in names:
        if isinstance(node, yaml.SequenceNode) and name.isdecimal():
            node = node.value[int(name)]
            found = node, node
            continue
        if not isinstance(node, yaml.MappingNode):
            return found
        pair = next((pair for pair in node.value if str(pair[0].value) == name), None)
        if pair is None:
            return found
        found, node = pair, pair[1]
    return found


def _twice(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Keys that stand twice below one: of them YAML keeps the last, and says nothing."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _twice(item)
    if not isinstance(node, yaml.MappingNode):
        return
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in lines:
            yield line, f"{name}：写了两次，第一次在第 {lines[name]} 行；请留下一处"
        lines.setdefault(name, line)
        yield from _twice(value)
