"""A small portal with markup in every field that a clerk or a webmaster may write text into.

A twin of it has letters where the other has markup: page by page, both must have the same elements.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path
from random import Random

import yaml
from invented import body, following_numbers, random_numbers
from nianbao.demonstration.front_matter import front_matter
from nianbao.form import Address, Form, forms
from reading import PIXEL
from site_building import copy_of_project

__all__ = ["USED", "letters", "markup_in", "write_markup_portal"]

MARKUP = "\"'></title><script>hacked()</script><b onclick=x>&lt;]]>-->{{7*7}}{%x%}\\u2028"
PROSE_MARKUP = "\"'&gt;&lt;script&gt;hacked()&lt;/script&gt;&#60;b onclick=hacked()&#62;--&gt;"
"""As entities, for a tag in prose stops the build; what has a meaning in Markdown is left out."""
_TITLE = "\"'></title><script>hacked()</script>"
_SHORT = "\"'><script>hacked()</script>"
_FILE = "'&lt#{{7-7}}{%x%}"
"""What may stand in the name of a file on every system."""
_LINK = "&quot;&gt;&lt;script&gt;hacked()"
USED: dict[str, str] = {}
"""What readers should see of each field that has been filled."""

_Fill = Callable[..., str]


def markup_in(field: str, markup: str = MARKUP) -> str:
    """Markup that says which field it was written into."""
    written = f"{markup}〔{field}〕"
    USED[field] = unescape(written) if markup in (PROSE_MARKUP, _LINK) else written
    return written


def letters(field: str, markup: str = MARKUP) -> str:
    """As long, and as wide, but letters."""
    return re.sub(r"[^\w〔〕.]", "x", f"{markup}〔{field}〕")


def write_markup_portal(folder: Path, fill: _Fill) -> Path:
    """The project with such settings, pages, organs and reports."""
    folder.mkdir()
    project = copy_of_project(folder)
    _settings(project / "mkdocs.yml", fill)
    page = {key: fill(f"page.{key}") for key in ("title", "description", "author")}
    # Keywords are parted by semicolons, too.
    page["keywords"] = fill("page.keywords", _SHORT)
    page["column_type"] = fill("page.column_type", _SHORT)
    text = f"---\n{_yaml(page | {'date': '2026-01-20'})}---\n\n无。\n"
    (project / "docs/help/markup.md").write_text(text, "utf-8")
    shutil.rmtree(project / "reports/minquan")
    _organs(project / "reports/organs.yml", fill)
    for path, text in _reports(fill).items():
        file = project / "reports" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        (file.parent / "图.png").write_bytes(PIXEL)
    (project / "reports/jia" / _original(fill)).write_bytes(PIXEL)
    return project


class _Dumper(yaml.SafeDumper):
    """Writes everything out where it stands: reports may not refer to other places."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _yaml(content: object, *, flow: bool = False) -> str:
    return yaml.dump(
        content,
        Dumper=_Dumper,
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )


def _settings(path: Path, fill: _Fill) -> None:
    config = yaml.safe_load(path.read_text("utf-8"))
    for key in ("site_name", "site_description", "site_author"):
        config[key] = fill(f"config.{key}")
    config["nav"][1]["政务公开"][0] = {fill("nav"): "zwgk/gkzn/index.md"}
    site = config["extra"]["nianbao"]["site"]
    site |= {key: fill(f"site.{key}") for key in ("sponsor", "operator", "banner")}
    site["contact"] = [fill("site.contact")]
    # What may stand in them is bounded.
    site["icp"] = f"{fill('site.icp', _SHORT)}ICP备00000000号"
    site["police"] = f"{fill('site.police', _SHORT)}公网安备00000000000000号"
    for key in ("police_link", "badge_link", "error_report", "yearly_form"):
        site[key] = f"https://example.cn/{fill(f'site.{key}', _SHORT)}"
    config["extra"]["nianbao"]["portal"] = {
        "name": fill("portal.name"),
        "home": f"/{_SHORT}",
        "header": [{fill("portal.header"): f"/{_SHORT}"}],
        "footer": [{fill("portal.footer"): "/"}],
        "pages": {"accessibility": f"https://example.cn/{_SHORT}"},
    }
    # What would stop the build before anything is made of it.
    codes = {equation.relation.code for form in forms().values() for equation in form.equations}
    config["extra"]["nianbao"]["severities"] = dict.fromkeys(sorted(codes), "notice")
    path.write_text(_yaml(config), "utf-8")


def _organs(path: Path, fill: _Fill) -> None:
    """甲 was renamed 乙; 丙 and 丁, without reports, became 戊; 己 has nothing for a year."""
    names = {slug: f"示例县{name}{fill('organ.name')}局" for slug, name in _NAMES.items()}
    names["ji"] = _PLAIN
    contact = [fill("organ.contact")]
    reason = {
        "code": "year-awaited",
        "address": "2022",
        "reason": fill("organ.acknowledged.reason"),
    }
    former = {"name": f"示例县旧{fill('organ.names')}局", "to": 2010}
    organs: Mapping[str, dict[str, object]] = {
        "jia": {"to": 2021, "successor": "yi"},
        "yi": {"from": 2022, "predecessor": "jia", "names": [former]},
        "bing": {"to": 2021, "successor": "wu"},
        "ding": {"to": 2021, "successor": "wu"},
        "wu": {"from": 2022, "predecessor": ["bing", "ding"]},
        "ji": {"from": 2021, "acknowledged": [reason]},
    }
    common = {"kind": "部门", "contact": contact}
    written = {slug: {"name": names[slug], **common, **about} for slug, about in organs.items()}
    path.write_text(_yaml(written), "utf-8")


_NAMES = {"jia": "甲", "yi": "乙", "bing": "丙", "ding": "丁", "wu": "戊"}
# A title has its organ's name in it, and is bounded.
_PLAIN = "示例县己局"


def _reports(fill: _Fill) -> Mapping[str, str]:
    random = Random(1)
    old, new = forms()["2019"], forms()["2021"]
    first, other = random_numbers(old, random), random_numbers(new, random)
    later = following_numbers(new, other, random)
    money = Address("主动公开", ("政府集中采购",), "采购总金额")
    noted = Address("主动公开", ("行政许可",), "本年处理决定数量")
    wrong = Address("依申请公开", ("本年新收",), "总计")
    assert money in first
    assert {noted, wrong} <= set(other)
    cell = {"值": 3, "注": fill("cell.注"), "单位": fill("cell.单位")}
    said = {
        "title": f"{_PLAIN}{fill('title', _TITLE)}2021年政府信息公开工作年度报告",
        "notice": fill("notice"),
        "description": fill("description"),
        "discrepancies": [_entry("sum-row", "依申请公开.本年新收", fill("discrepancies.reason"))],
    }
    correction = {
        "date": "2023-02-01",
        "what": ["主动公开.行政许可", "正文"],
        "why": fill("corrections.why"),
    }
    note = {"值": 3, "注": fill("cell.注")}
    return {
        "jia/2009.md": _local(fill),
        "jia/2019.md": _report(
            old, 2019, first, {money: cell}, {"original": _original(fill)}, fill
        ),
        "jia/2021.md": _report(new, 2021, other, {noted: note}, {}, fill),
        "yi/2022.v1.md": _report(new, 2022, later, {noted: note}, {}, fill),
        "yi/2022.md": _report(
            new, 2022, later, {noted: 4}, {"corrections": [correction]}, fill, "更正的话。"
        ),
        "wu/2022.md": _report(new, 2022, later, {}, {}, fill),
        "ji/2021.md": _report(new, 2021, other, {wrong: other[wrong] + 1}, said, fill),
    }


def _original(fill: _Fill) -> str:
    return f"{fill('original', _FILE)}.png"


def _entry(code: str, address: str, reason: str) -> Mapping[str, str]:
    return {"code": code, "address": address, "reason": reason}


def _report(
    form: Form,
    year: int,
    numbers: Mapping[Address, int],
    changed: Mapping[Address, object],
    metadata: Mapping[str, object],
    fill: _Fill,
    more: str = "",
) -> str:
    acknowledged = [_entry("leap", "主动公开", fill("acknowledged.reason"))]
    about = {"published": f"{year + 1}-01-20", "acknowledged": acknowledged, **metadata}
    written = {address: str(number) for address, number in numbers.items()}
    written |= {
        address: _yaml(cell, flow=True).removesuffix("...\n").strip()
        for address, cell in changed.items()
    }
    text = front_matter(form, year, written, _yaml(about).rstrip())
    return text + body(form, {1: _prose(fill) + more})


def _local(fill: _Fill) -> str:
    part = {
        "指标": f"1.{fill('local.其中')}",
        "单位": "件",
        "数": [1, {"值": 2, "注": fill("cell.注")}],
    }
    rows = [{"指标": fill("local.指标"), "单位": fill("local.单位"), "数": [3, 4], "其中": [part]}]
    columns = [f"甲{fill('local.列')}", "累计"]
    table = {"名称": fill("local.名称"), "列": columns, "指标": rows}
    front = _yaml({"year": 2009, "published": "2010-03-20", "自定表": table})
    heading = fill("heading", PROSE_MARKUP)
    return f"---\n{front}---\n\n## 一、{heading}\n\n{_prose(fill)}\n\n## 二、附表\n"


def _prose(fill: _Fill) -> str:
    text = fill("prose", PROSE_MARKUP)
    return "\n\n".join(
        (
            f"{text}全文。",
            f"### {text}",
            f"- {text}\n- **{text}**",
            f"> {text}",
            f"| {text} | 乙 |\n| --- | --- |\n| {text} | `{text}` |",
            f"[{text}](https://example.cn/?q={fill('link', _LINK)} '{fill('link.title', _LINK)}')",
            f"![{text}](图.png)",
        )
    )
