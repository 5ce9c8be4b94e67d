"""The schemas, held against the reader: what it takes they take, what is plainly wrong not."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from invented import body, front_matter, random_numbers
from jsonschema import Draft7Validator
from nianbao import source
from nianbao.form import forms, local_frame, tableless_form
from nianbao.problem import Problem, Severity, catalogue
from nianbao.publish.reference.schema import schemas
from nianbao.source.front_matter import KEYS
from nianbao.source.organs import KEYS as ORGAN_KEYS
from places import DATA, ROOT
from reading import FRONT_2014, FRONT_2019, FRONT_2021, FRONT_LOCAL, ORGAN, read_report

FILES = tuple(schemas())
LOCAL = "local.json"
TABLELESS = "tableless.json"
PROBLEMS = DATA / "problems"
REPORTS = [
    ROOT / "reports/minquan/2021.md",
    *sorted(PROBLEMS.glob("no-problem*/reports/*/*.md")),
]
ORGANS = [ROOT / "reports/organs.yml", *sorted(PROBLEMS.glob("no-problem*/reports/organs.yml"))]


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is text, 1:30 no number, yes no truth value."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 – PyYAML's own name and kind


Loader.add_implicit_resolver("!null", re.compile(r"(~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Loader.add_implicit_resolver("!bool", re.compile(r"(true|True|false|False)$"), list("tTfF"))
Loader.add_implicit_resolver("!int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver("!float", re.compile(r"[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Loader.add_constructor("!null", lambda _loader, _node: None)
Loader.add_constructor("!bool", lambda _loader, node: node.value.lower() == "true")
Loader.add_constructor("!int", lambda _loader, node: int(node.value))
Loader.add_constructor("!float", lambda _loader, node: float(node.value))


def plain(text: str) -> Any:
    """What JSON has for a YAML document."""
    return json.loads(json.dumps(yaml.load(text, Loader)))  # noqa: S506 – it is a safe one


def front(text: str) -> Any:
    """The front matter of a report."""
    return plain(text.lstrip("\ufeff").split("---\n")[1])


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads(schemas()[name]))


def faults(name: str, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(data)]


def schema_of(path: Path) -> str:
    report, _ = source.read_report(path, ORGAN, path.name)
    assert report is not None
    if isinstance(report, source.Withdrawal):
        return FILES[0]  # any of them takes it
    key = report.form.key
    return {local_frame().key: LOCAL, tableless_form().key: TABLELESS}.get(key, f"{key}.json")


def test_no_other_schema_is_published() -> None:
    assert {path.name for path in (ROOT / "docs/schema").glob("*.json")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_schemas(name: str) -> None:
    Draft7Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: "-".join(path.parts[-4:]))
def test_reports_without_problems_pass(path: Path) -> None:
    assert faults(schema_of(path), front(path.read_text("utf-8"))) == []


def test_own_reports_name_the_schema_of_their_form() -> None:
    for path in (ROOT / "reports").glob("*/*.md"):
        named = re.search(
            r"^# yaml-language-server: \$schema=(.+)$", path.read_text("utf-8"), re.MULTILINE
        )
        assert named
        assert (path.parent / named[1]).resolve() == ROOT / "docs/schema" / schema_of(path)


@pytest.mark.parametrize("path", ORGANS, ids=lambda path: path.parts[-3])
def test_organs_without_problems_pass(path: Path) -> None:
    assert faults("organs.json", plain(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("key", forms())
@pytest.mark.parametrize("seed", range(3))
def test_invented_reports_pass(key: str, seed: int) -> None:
    form = forms()[key]
    numbers = random_numbers(form, Random(seed))
    written = {address: str(number) for address, number in numbers.items()}
    text = front_matter(form, form.first_year, written, "published: 2030-01-20")
    assert faults(f"{key}.json", front(text)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2021.json", FRONT_2021),
        ("2019.json", FRONT_2019),
        ("2014.json", FRONT_2014),
        (LOCAL, FRONT_LOCAL),
    ],
)
def test_every_shorthand_passes(name: str, text: str) -> None:
    assert faults(name, front(text)) == []


@pytest.mark.parametrize("key", forms())
def test_printed_labels_pass_in_the_place_of_keys(key: str) -> None:
    form = forms()[key]
    numbers = random_numbers(form, Random(1))
    text = front_matter(form, form.first_year, {a: str(n) for a, n in numbers.items()})

    def printed(labels: Any, data: dict[str, Any]) -> dict[str, Any]:
        texts: dict[str, Any] = {}
        for label in labels:
            if not label.key:
                texts |= printed(label.children, data)
                continue
            value = data[label.key]
            own = {"值": value["值"]} if label.counted and label.children else {}
            texts[label.text] = own | printed(label.children, value) if label.children else value
        return texts

    data = front(text)
    for table in form.tables.values():
        data[table.key] = printed(table.rows, data[table.key])
    assert faults(f"{key}.json", data) == []


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("published: 2022-01-20", "published: ~"),
        ("published: 2022-01-20", "published: 2022-01-20 10:30"),
        ("published: 2022-01-20", "title: 报告\ndescription: ~"),
        ("year: 2021", 'year: "2021"\nform: "2021"'),
        ("year: 2021", "year: 2021\nform: 2021"),
        ("year: 2021", "year: 2021\ndiscrepancies:\nacknowledged: ~"),
        (
            "year: 2021",
            "year: 2021\nacknowledged:\n- {code: leap, address: 主动公开, reason: 属实}",
        ),
        ("year: 2021", "year: 2021\ncorrections: []"),
        ("year: 2021", "year: 2021\napproved:"),
        ("year: 2021", "year: 2021\napproved: {by: 局长, date: 2022-01-18}"),
        (
            "year: 2021",
            "year: 2021\ncorrections:\n- {date: 2022-03-01, what: [复议诉讼, 正文], why: 2022}",
        ),
        ("行政许可: 13323", "行政许可: [13323]"),
        ("行政许可: 13323", "行政许可: {本年处理决定数量: 13323}"),
        ("行政事业性收费: 59237.2400", "行政事业性收费: {本年收费金额（单位：万元）: 1.5}"),
        ("规章: [0, 0, 0]", "规章: {}"),
        ("上年结转: {自然人: 1}", "上年结转: {自然人: {值: 1, 注: 属实}, 总计: 1}"),
        ("行政强制: 0", "行政强制: {值: ~, 注: 2021}"),
    ],
)
def test_other_ways_to_write_pass(tmp_path: Path, line: str, instead: str) -> None:
    text = FRONT_2021.replace(line, instead)
    assert faults("2021.json", front(text)) == []
    written = [f for f in _reading(tmp_path, text) if f.severity is Severity.ERROR]
    assert written == []  # the reader takes it, too


def _reading(folder: Path, text: str) -> list[Problem]:
    path = folder / "2021.md"
    path.write_text(text + body(forms()["2021"]), "utf-8")
    return list(read_report(path, ORGAN, path.name)[1])


WRONG_2021 = [
    ("year: 2021", "", "no year"),
    ("year: 2021", "year: 1999", "a year before all forms"),
    ("year: 2021", "year: 二〇二一", "a year in words"),
    ("year: 2021", "year: 2021\nform: 2019", "another form"),
    ("year: 2021", "year: 2021\n年度: 2021", "an unknown key"),
    ("published: 2022-01-20", "published: 2022年1月20日", "no date"),
    ("published: 2022-01-20", "published: 2022-01-20 24:00", "no time"),
    ("published: 2022-01-20", "published: [2022-01-20]", "a list for a date"),
    ("year: 2021", "year: 2021\nacknowledged: 属实", "no list of entries"),
    ("year: 2021", "year: 2021\nacknowledged: [{code: leap}]", "no reason"),
    ("year: 2021", "year: 2021\nacknowledged: [{code: 跳跃, reason: 属实}]", "no such code"),
    ("year: 2021", "year: 2021\nacknowledged: [{code: leap, 原因: 属实}]", "no such item"),
    ("year: 2021", "year: 2021\napproved: 局长", "no day"),
    ("year: 2021", "year: 2021\napproved: {by: 局长}", "no day"),
    ("year: 2021", "year: 2021\napproved: {by: 局长, date: 一月}", "no day"),
    ("year: 2021", "year: 2021\ncorrections: 正文", "no list of corrections"),
    ("year: 2021", "year: 2021\ncorrections: [{date: 2022-03-01, what: 正文}]", "no reason"),
    ("year: 2021", "year: 2021\ncorrections: [{date: 三月, what: 正文, why: 误}]", "no day"),
    ("year: 2021", "year: 2021\ncorrections: [{date: 2022-03-01, what: [], why: 误}]", "nothing"),
    ("复议诉讼: 0", "", "a table is missing"),
    ("复议诉讼: 0", "复议诉讼: ~", "a blank table"),
    ("复议诉讼: 0", "复议诉讼: {行政复议: 0}", "rows of a table are missing"),
    ("  上年结转: {自然人: 1}\n", "", "a row is missing"),
    ("  上年结转:", "  二、上年结转政府信息公开申请数量: 0\n  上年结转:", "a row twice"),
    ("行政许可: 13323", "行政许可: 13323\n  行政奖励: 1", "an unknown row"),
    ("规章: [0, 0, 0]", "规章: [0, 0]", "a short list"),
    ("规章: [0, 0, 0]", "规章: [0, 0, 0, 0]", "a long list"),
    ("[5, 2, 0, 0, 0, 0]", "[5, 2, 0, 0, 0]", "a list too short to lack its total"),
    ("规章: [0, 0, 0]", "规章: 3", "one number for three"),
    ("规章: [0, 0, 0]", "规章: ~", "one blank for three"),
    ("规章: [0, 0, 0]", "规章: {制发: 1}", "an unknown column"),
    ("上年结转: {自然人: 1}", "上年结转: {自然人: 一}", "a word for a number"),
    ("行政许可: 13323", '行政许可: "13323"', "a number in quotes"),
    ("行政许可: 13323", "行政许可: 13,323", "a separator"),
    ("行政许可: 13323", "行政许可: -1", "a negative count"),
    ("行政许可: 13323", "行政许可: 1.5", "a fractional count"),
    ("行政许可: 13323", "行政许可: {数: 1}", "no value"),
    ("行政许可: 13323", "行政许可: {值: 1, 说明: 属实}", "an unknown item of a cell"),
    ("行政事业性收费: 59237.2400", "行政事业性收费: {值: 1, 单位: 元}", "a unit of its own"),
    ("行政事业性收费: 59237.2400", "行政事业性收费: -1", "negative money"),
    ("    不予公开: 0", "    不予公开: 1", "one number for a group"),
    ("    不予公开: 0", "    不予公开: [0, 0]", "a list for a group"),
]
WRONG = [
    *(("2021.json", FRONT_2021, *wrong) for wrong in WRONG_2021),
    ("2019.json", FRONT_2019, "[120, +2, 800]", "[120, 2.5, 800]", "a fractional change"),
    ("2019.json", FRONT_2019, "[120, +2, 800]", "[-120, 2, 800]", "a negative count"),
    ("2014.json", FRONT_2014, "      值: 1520\n", "", "a group without its own number"),
    ("2014.json", FRONT_2014, "      值: 1520\n", "      值: 多\n", "a word for a number"),
    ("2014.json", FRONT_2014, "行政诉讼数量: 0", "行政诉讼数量: 3", "a group that is one number"),
    ("2014.json", FRONT_2014, "      传真申请数: 0\n", "", "a row below is missing"),
    (LOCAL, FRONT_LOCAL, "year: 2009", "year: 2009\nform: 2014", "another form"),
    (LOCAL, FRONT_LOCAL, "列: [2009年度, 历年累计]", "列: []", "no columns"),
    (LOCAL, FRONT_LOCAL, "列: [2009年度, 历年累计]", "栏: [甲]", "an unknown item"),
    (LOCAL, FRONT_LOCAL, "数: [1200, 5600]", "数: [1200, 5600.5]", "a fractional count"),
    (LOCAL, FRONT_LOCAL, ", 数: [1200, 5600]", "", "neither numbers nor parts"),
    (LOCAL, FRONT_LOCAL, "数: [125.50, 300.00]", "数: [125.50元, 3]", "a number with its unit"),
    (LOCAL, FRONT_LOCAL, "{指标: 收费金额, ", "{", "no name"),
]


@pytest.mark.parametrize(
    ("name", "text", "line", "instead"),
    [wrong[:4] for wrong in WRONG],
    ids=[f"{wrong[0]}: {wrong[4]}" for wrong in WRONG],
)
def test_what_is_plainly_wrong_is_rejected(name: str, text: str, line: str, instead: str) -> None:
    assert line in text
    assert faults(name, front(text.replace(line, instead, 1))) != []


@pytest.mark.parametrize(
    "text",
    [
        "[shili]",
        "shili: 示例县",
        "2021: {name: 示例县, kind: 政府}",
        "shi/li: {name: 示例县, kind: 政府}",
        "shili: {kind: 政府}",
        "shili: {name: 示例县}",
        "shili: {name: 示例县, kind: 县政府}",
        "shili: {name: 示例县, kind: 政府, phone: 1}",
        "shili: {name: 示例县, kind: 政府, from: 19}",
        "shili: {name: 示例县, kind: 政府, aggregate: 也许}",
    ],
)
def test_wrong_organs_are_rejected(text: str) -> None:
    assert faults("organs.json", plain(text)) != []


def test_organs_with_everything_pass() -> None:
    text = (
        "shili-1: {name: 示例县, kind: 政府, parent: shili2, from: 2019, to: ~, successor: [a, b],"
        " predecessor: c, aggregate: 是, contact: 电话,"
        " acknowledged: [{code: year-missing, address: 2019, reason: 无}]}"
    )
    assert faults("organs.json", plain(text)) == []


@pytest.mark.parametrize(
    "case",
    [
        *("cell-count", "date-format", "entry-format", "fixed-unit", "group-with-figure"),
        *("local-mistakes", "local-mistakes-columns", "local-mistakes-no-items"),
        *("local-mistakes-shape", "missing-row", "missing-table", "number-format"),
        *("number-format-kinds", "number-range", "row-shape", "unknown-column", "unknown-key"),
        *("unknown-row", "year-format", "metadata", "metadata-list", "tables-of-two-forms"),
        *("local-table-missing", "unknown-form"),
    ],
)
def test_problems_that_a_schema_can_see_are_rejected(case: str) -> None:
    (path,) = (PROBLEMS / case / "reports").glob("*/*.md")
    assert faults(schema_of(path), front(path.read_text("utf-8"))) != []


@pytest.mark.parametrize("name", [n for n in FILES if n not in ("organs.json", "mkdocs.json")])
def test_every_key_of_front_matter_is_described(name: str) -> None:
    schema = json.loads(schemas()[name])
    metadata = {key: value for key, value in schema["properties"].items() if "$ref" in value}
    assert set(KEYS) <= set(schema["properties"])
    assert all(schema["properties"][key]["description"] for key in KEYS)
    assert set(metadata) <= set(KEYS)
    codes = schema["definitions"]["entries"]["items"]["properties"]["code"]
    assert dict(zip(codes["enum"], codes["enumDescriptions"], strict=True)) == {
        code: rule.title for code, rule in catalogue().items()
    }


def test_every_key_of_an_organ_is_described() -> None:
    schema = json.loads(schemas()["organs.json"])
    assert set(schema["additionalProperties"]["properties"]) == set(ORGAN_KEYS)
