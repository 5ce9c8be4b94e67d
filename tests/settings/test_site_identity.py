"""The settings that say who runs the site: what is taken, and what is said of the rest."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from nianbao.settings import (
    MANDATORY,
    NAMES,
    SettingsError,
    SiteIdentity,
    read_settings,
    read_site_settings,
    unset,
)
from places import ROOT
from site_settings import FILLED

KEY = "extra.nianbao.site"


def read(values: object) -> SiteIdentity:
    return read_settings({"site": values}, ROOT).site


def test_the_projects_own_settings_are_all_empty() -> None:
    identity = read_site_settings(ROOT / "mkdocs.yml").site
    assert identity == SiteIdentity()
    assert unset(identity) == MANDATORY


def test_every_setting_stands_in_mkdocs_yml_with_a_comment() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [field.name for field in fields(SiteIdentity)] == list(NAMES)
    for key in NAMES:
        assert re.search(rf"^      {key}: .+ # [^\n]*[一-鿿]", text, re.MULTILINE), key


def test_what_is_set_is_read(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {nianbao: {site: {sponsor: 示例县}}}\n", "utf-8")
    assert read_site_settings(tmp_path / "mkdocs.yml").site.sponsor == "示例县"
    written = {k: v for k, v in FILLED.items() if not k.endswith("_image")}
    identity = read(written)
    for key, value in written.items():
        assert getattr(identity, key) == (tuple(value) if isinstance(value, list) else value)
    assert unset(identity) == ("badge_image",)
    assert unset(read({**written, "operator": "", "banner": ""})) == ("badge_image",)
    assert unset(SiteIdentity(), has_own_foot=False) == ("id_code",)


@pytest.mark.parametrize("value", ["3213220037", "3100000087", "bm12000001"])
def test_codes_as_they_are_given_out(value: str) -> None:
    assert read({"id_code": value}).id_code == value


def test_blank_lines_are_not_contact() -> None:
    assert read({"contact": ["电话：0000-0000000 ", ""]}).contact == ("电话：0000-0000000",)
    assert "contact" in unset(read({"contact": ["", " "]}))
    assert "sponsor" in unset(read({"sponsor": "　 "}))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], f"{KEY}：下面应为“名称: 值”，现为 []"),
        ({"sponser": "示例县"}, f"{KEY}.sponser：没有这一项，是不是 sponsor？"),
        ({"主办": "示例县"}, f"{KEY}.主办：没有这一项，可用的有 sponsor、operator、"),
        ({"sponsor": ["示例县"]}, f"{KEY}.sponsor：应为一行文字"),
        ({"operator": True}, f"{KEY}.operator：应为一行文字"),
        ({"banner": {"a": "b"}}, f"{KEY}.banner：应为一行文字"),
        ({"contact": "电话：0000"}, f"{KEY}.contact：应为列表"),
        ({"contact": [3700000]}, f"{KEY}.contact：应为列表"),
        ({"id_code": 3213220037}, f"{KEY}.id_code：应为一行文字，用引号括起来"),
        ({"id_code": "321322003"}, f"{KEY}.id_code：政府网站标识码是 10 位"),
        ({"id_code": "32132200371"}, f"{KEY}.id_code：政府网站标识码是 10 位"),
        ({"id_code": "bm1200001"}, f"{KEY}.id_code：政府网站标识码是 10 位"),
        ({"id_code": "３２１３２２００３７"}, f"{KEY}.id_code：政府网站标识码是 10 位"),
        ({"icp": 12345678}, f"{KEY}.icp：应为一行文字"),
        ({"icp": "00000000"}, f"{KEY}.icp：ICP 备案编号写成“某"),
        ({"police": "00000000000000"}, f"{KEY}.police：公安机关备案编号写成“某"),
        ({"police_link": "beian.example.cn"}, f"{KEY}.police_link：应为 https:// 或 http:// 开头"),
        ({"badge_link": "javascript:alert(1)"}, f"{KEY}.badge_link：应为 https:// 或 http:// 开头"),
        ({"error_report": "https://"}, f"{KEY}.error_report：应为 https:// 或 http:// 开头"),
        ({"error_report": "http://[1"}, f"{KEY}.error_report：应为 https:// 或 http:// 开头"),
        ({"error_report": "https://a b.cn/"}, f"{KEY}.error_report：应为 https:// 或 http:// 开头"),
        ({"badge_image": "nowhere.png"}, f"{KEY}.badge_image："),
        ({"badge_image": "hooks"}, f"{KEY}.badge_image："),
        ({"badge_image": "mkdocs.yml"}, f"{KEY}.badge_image：应为 .gif、"),
        ({"emblem_image": "mkdocs.yml"}, f"{KEY}.emblem_image：应为 .gif、"),
        ({"yearly_form": "/ndbb/"}, f"{KEY}.yearly_form：应为 https://"),
        ({"sponsor": "“示例县人民政府”"}, f"{KEY}.sponsor：“示例县人民政府” 外面的引号是全角的"),
        ({"id_code": "”0000000000”"}, f"{KEY}.id_code：”0000000000” 外面的引号是全角的"),
    ],
)
def test_a_wrong_setting_is_a_sentence_that_names_its_key(values: object, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(values)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["“十四五”规划公布了", "五一放假", "关于“一网通办”"])
def test_quotes_inside_a_text_are_its_own(text: str) -> None:
    assert read({"banner": text}).banner == text


def test_what_may_stay_empty() -> None:
    assert set(NAMES) - set(MANDATORY) == {"operator", "emblem_image", "yearly_form", "banner"}
