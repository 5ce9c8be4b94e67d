"""The schema of mkdocs.yml, held against what reads the settings."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from nianbao.publish.reference.settings_schema import settings_schema
from nianbao.settings import SettingsError, read_settings
from nianbao.settings.site_settings import section_of
from places import ROOT

# As in the reader, a day may be one of YAML's own.
VALIDATOR = Draft7Validator(json.loads(json.dumps(settings_schema())))

TAKEN = [
    "site: {sponsor: 示例县人民政府, contact: [电话：0000-0000000], id_code: '0000000000'}",
    "portal: {name: 示例县人民政府, home: /, pages: {gkzn: /gkzn/}}",
    "fonts: {title: [方正小标宋简体], body: [仿宋_GB2312]}",
    "deadlines: {'2021': {部门: 01-20}}",
    "severities: {published-late: notice, personal-mobile: error, leap: off}",
    "attachments: {also: [doc, wps], megabytes: 50}",
    "attachments: {kinds: pdf}",
    "kept_builds: 5",
    "publish: {to: 'ssh://web@www.example.gov.cn/srv/www/site', compress: true}",
    "approval: required",
    "approval: 2026-01-01",
    "approval:",
    "identifier: 'ark:/99999/{organ}-{year}'",
    "data: {license: {name: 示例许可, url: 'https://licence.example.cn/1'}}",
    "severities: {}\nsite:",
]
REFUSED = [
    "sites: {}",
    "site: {sponser: 示例县人民政府}",
    "portal: {pages: {zhinan: /}}",
    "fonts: {title: 方正小标宋简体}",
    "deadlines: {'2021': {局: 01-20}}",
    "severities: {leap: 高}",
    "severities: {leep: notice}",
    "severities: {yaml-syntax: notice}",
    "attachments: {also: [exe]}",
    "attachments: {megabytes: 0}",
    "kept_builds: 0",
    "publish: {compress: 也许}",
    "publish: {url: x}",
    "approval: yes",
    "approval: 必须",
    "identifier: 'ark:/99999/{year}'",
    "data: {licence: {}}",
]


def faults(text: str) -> list[str]:
    data: Any = {"extra": {"nianbao": yaml.safe_load(text)}}
    return [e.message for e in VALIDATOR.iter_errors(json.loads(json.dumps(data, default=str)))]


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_taken_passes(text: str) -> None:
    read_settings(yaml.safe_load(text), ROOT)
    assert faults(text) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_does_not(text: str) -> None:
    with pytest.raises(SettingsError):
        read_settings(yaml.safe_load(text), ROOT)
    assert faults(text) != []


def test_the_settings_of_the_model_pass() -> None:
    data = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert section_of(data["extra"])
    assert list(VALIDATOR.iter_errors(json.loads(json.dumps(data, default=str)))) == []


def test_it_knows_every_setting() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"\U0001f9ea": 1}, ROOT)
    told = set(str(caught.value).partition("可用的有 ")[2].split("、"))
    known: Any = json.loads(json.dumps(settings_schema()))
    assert set(known["properties"]["extra"]["properties"]["nianbao"]["properties"]) == told
