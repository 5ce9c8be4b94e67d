"""The data of the whole portal: what others' programs make of it, held against files and pages."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pytest
from figures_by_hand import ByHand
from jsonschema import Draft202012Validator
from lxml import html
from nianbao.publish.data.tables import data_tables
from nianbao.publish.reference.questions import Question, questions
from openapi_spec_validator import validate
from places import DATA
from pyshacl import validate as shacl
from site_reading import links, page

OPEN_DATA = "data/"
LARGE = ("reports", "figures", "indicators")
_Answer = dict[int, tuple[Decimal | None, ...]]


@pytest.fixture(scope="session")
def by_hand(demo_site: Path) -> ByHand:
    return ByHand(demo_site, demo_site.parent / "reports")


@pytest.fixture(scope="session")
def data(demo_site: Path) -> Path:
    return demo_site / OPEN_DATA


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{(data / 'nianbao.sqlite').as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        yield connection


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def rounded(value: object) -> Decimal | None:
    """A number as any program gives it, so that all can be compared; None for none."""
    if value is None or value == "" or value != value:  # noqa: PLR0124 - not a number is not itself
        return None
    return round(Decimal(str(value)), 10)


# ---- one file, many files ------------------------------------------------------------------


def test_every_report_s_own_file_is_in_the_whole_one(demo_site: Path, data: Path) -> None:
    whole: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_in(data / "figures.csv"):
        whole[row["网址"]].append(row)
    own_files = [f for f in (demo_site / "zwgk/gknb").rglob("*-[0-9]*.csv") if is_report(f)]
    assert len(own_files) > 400
    for file in own_files:
        own = rows_in(file)
        there = whole.pop(own[0]["网址"])
        assert [{k: v for k, v in row.items() if k != "计入合计"} for row in there] == own, file
    assert whole == {}


def is_report(file: Path) -> bool:
    return bool(re.fullmatch(r"[a-z0-9-]+?-\d{4}(-v\d+)?\.csv", file.name)) and not (
        file.name.startswith("nianbao-")
    )


def test_earlier_texts_are_there_and_marked(data: Path) -> None:
    reports = rows_in(data / "reports.csv")
    replaced = [row for row in reports if row["状态"] == "已被更正"]
    assert replaced
    assert {row["计入合计"] for row in replaced} == {"否"}
    for row in replaced:
        assert row["网址"].endswith(f"/v{row['版本']}/")
        place = {key: row[key] for key in ("机关代号", "年度", "版本")}
        figures = [f for f in rows_in(data / "figures.csv") if place.items() <= f.items()]
        assert {figure["现行"] for figure in figures} == {"否"}
    current = [row for row in reports if row["状态"] in ("现行", "草稿")]
    places = [(row["机关代号"], row["年度"]) for row in current]
    assert len(set(places)) == len(places)


def test_compressed_is_the_same(data: Path) -> None:
    packed = (data / "figures.csv.gz").read_bytes()
    assert gzip.decompress(packed) == (data / "figures.csv").read_bytes()
    assert packed[4:8] == bytes(4)


@pytest.mark.parametrize("name", data_tables())
def test_the_database_has_what_the_files_have(
    name: str, data: Path, database: sqlite3.Connection
) -> None:
    table = data_tables()[name]
    rows = rows_in(data / f"{name}.csv")
    assert list(rows[0]) == list(table.head)
    numbers = {field.name for field in table.fields if field.type in ("number", "integer")}
    order = [field for field in table.fields if field.name in table.key]

    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(str(row[field.name] or "") for field in order)

    def same(row: Mapping[str, Any]) -> tuple[object, ...]:
        return tuple(
            rounded(row[name]) if name in numbers else unmarked(row[name] or "")
            for name in table.head
        )

    found = database.execute(f"select {', '.join(table.head)} from {name}")  # noqa: S608
    kept = [dict(zip(table.head, row, strict=True)) for row in found]
    assert [same(r) for r in sorted(kept, key=key)] == [same(r) for r in sorted(rows, key=key)]


def test_every_figure_is_a_cell_of_a_form(data: Path, database: sqlite3.Connection) -> None:
    assert data_tables()["figures"].links["forms"] == {"格式": "格式", "代码": "代码"}
    known = {(row["格式"], row["代码"]): row["地址"] for row in rows_in(data / "forms.csv")}
    figures = rows_in(data / "figures.csv")
    for row in figures:
        assert known[row["格式"], row["代码"]] == row["地址"], row
    assert "自定" in {form for form, _ in known}
    assert database.execute("pragma foreign_key_check").fetchall() == []
    listed = {row[2] for row in database.execute("pragma foreign_key_list(cells)")}
    assert listed == {"forms"}
    package = json.loads((data / "datapackage.json").read_bytes())
    (own,) = (each for each in package["resources"] if each["name"] == "figures")
    assert {key["reference"]["resource"] for key in own["schema"]["foreignKeys"]} == {
        "reports",
        "forms",
    }


def unmarked(text: str) -> str:
    """A text without the mark that keeps spreadsheets from taking it for a formula."""
    return text[1:] if re.match(r"''*\s*[=+\-@＝＋－＠]", text) else text


# ---- sums ----------------------------------------------------------------------------------


def test_a_plain_sum_of_what_counts_is_the_true_sum(data: Path, by_hand: ByHand) -> None:
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    told: dict[tuple[str, int], Decimal | None] = {}
    naive: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for row in rows_in(data / "indicators.csv"):
        place = (row["指标"], int(row["年度"]))
        value = Decimal(row["数值"]) if row["数值"] else None
        if row["合计行"] == "是":
            told[place] = value
        naive[place] += value or 0
        if row["计入合计"] == "是":
            sums[place] += value or 0
    assert len(told) > 500
    assert {place: value or 0 for place, value in told.items()} == dict(sums)
    # What nobody must get: the covering reports, what they cover, and the sums, all together.
    assert naive["新收申请", 2023] > sums["新收申请", 2023] > 0
    held = 0
    for (name, year), value in told.items():
        (meaning, by_hand_value, *_) = by_hand.county(year, name) or ("", None)
        if meaning == name:
            assert value == by_hand_value, (name, year)
            held += 1
    assert held > 400


def test_a_plain_sum_of_an_indicator_s_own_file_is_the_true_sum(demo_site: Path) -> None:
    files = [f for f in (demo_site / "zwgk/nbsj").glob("*/*.csv") if f.stem == f.parent.name]
    assert len(files) > 30
    for file in files:
        rows = [row for row in rows_in(file) if "合计行" in row]
        for sum_row in [row for row in rows if row["合计行"] == "是"]:
            adding = [r for r in rows if r["计入合计"] == "是" and r["年度"] == sum_row["年度"]]
            assert sum(Decimal(row["数值"] or 0) for row in adding) == Decimal(
                sum_row["数值"] or 0
            ), (file, sum_row)


def test_files_of_years_have_one_shape(demo_site: Path) -> None:
    files = list((demo_site / "zwgk/gknb").glob("[0-9]*/nianbao-*.csv"))
    heads = {file.read_text("utf-8-sig").partition("\n")[0] for file in files}
    assert (len(files), len(heads)) == (18, 1)


# ---- questions -----------------------------------------------------------------------------


def answer(question: Question, data: Path, monkeypatch: pytest.MonkeyPatch) -> _Answer:
    """What the pandas code of the page gives."""
    monkeypatch.chdir(data)
    names: dict[str, Any] = {}
    exec(question.pandas, names)  # noqa: S102 - the page's own code is what is tested
    found: pd.DataFrame = names["结果"]
    assert list(found.columns) == [name for name, _ in question.excel]
    return {int(year): tuple(map(rounded, row)) for year, *row in found.itertuples()}


def in_sql(rows: list[tuple[Any, ...]]) -> _Answer:
    return {int(row[0]): tuple(map(rounded, row[1:])) for row in rows}


@pytest.fixture(params=questions(), ids=lambda q: q.title)
def question(request: pytest.FixtureRequest) -> Question:
    asked: Question = request.param
    return asked


def test_pandas_sqlite_and_duckdb_answer_alike(
    question: Question,
    data: Path,
    database: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_pandas = answer(question, data, monkeypatch)
    assert in_sql(database.execute(question.sql).fetchall()) == by_pandas
    with closing(duckdb.connect()) as other:
        for name in LARGE:
            path = data / f"{name}.csv"
            other.read_csv(str(path)).create_view(name)
        assert in_sql(other.execute(question.sql).fetchall()) == by_pandas
    first, last = question.years
    assert sorted(by_pandas) == list(range(first, last + 1))


def test_the_answers_are_those_of_the_pages(
    data: Path, demo_site: Path, by_hand: ByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals, timeliness, requests = (answer(q, data, monkeypatch) for q in questions())
    for year, (refused, done, share) in refusals.items():
        assert (refused, done) == (county(by_hand, "不予公开", year), county(by_hand, "办结", year))
        assert refused is not None
        assert done
        assert share == round(refused / done, 10)
    shown = shown_sums(demo_site, "xinshou")
    standing = rows_in(demo_site / "zwgk/nbsj/fabu/fabu.csv")
    for year, (reports, on_time, received) in timeliness.items():
        states = [row["状态"] for row in standing if row["年度"] == str(year)]
        assert on_time == states.count("按期发布")
        published = ("按期发布", "逾期发布", "发布日期不详")
        assert reports == sum(states.count(state) for state in published)
        assert received == shown[year][1] == requests[year][2]
    names = ("收到申请（自定表）", "收到申请", "新收申请")
    for year, found in requests.items():
        meaning, value = shown[year]
        assert found == tuple(value if name == meaning else None for name in names)


def county(by_hand: ByHand, name: str, year: int) -> Decimal | None:
    found = by_hand.county(year, name)
    assert found
    return found[1]


def shown_sums(site: Path, slug: str) -> dict[int, tuple[str, Decimal]]:
    """What the page of an indicator shows as the sums of years: what was counted, how much."""
    rows = page(site, f"zwgk/nbsj/{slug}/").xpath("//section[@aria-labelledby='county']//tbody/tr")
    found = {}
    for row in rows:
        year, value, meaning, _ = [number_text(cell) for cell in row]
        found[int(year.removesuffix("年"))] = (meaning, Decimal(value.replace(",", "")))
    return found


def number_text(cell: html.HtmlElement) -> str:
    for part in cell.xpath(".//small | .//*[@class='unseen']"):
        part.drop_tree()
    content: str = cell.text_content()
    return content.strip()


def test_the_page_shows_what_is_run(demo_site: Path) -> None:
    code = {block.text for block in page(demo_site, OPEN_DATA).iterfind(".//code")}
    for each in questions():
        assert {each.pandas.strip(), each.sql.strip()} <= {(text or "").strip() for text in code}
        assert {formula for _, formula in each.excel} <= code


def test_the_search_on_the_page_finds_words(demo_site: Path, database: sqlite3.Connection) -> None:
    (shown,) = page(demo_site, OPEN_DATA).xpath("//section[@aria-labelledby='search']//pre")
    found = database.execute(shown.text_content()).fetchall()
    assert found
    assert all("【政务服务】" in extract for _, _, extract, _ in found)
    none = shown.text_content().replace("政务服务", "没有的词句")
    assert database.execute(none).fetchall() == []


# ---- descriptions --------------------------------------------------------------------------


def test_frictionless_validates_the_package(data: Path) -> None:
    report = frictionless.Package(str(data / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert report.stats["tasks"] == len(data_tables())


def test_frictionless_finds_what_is_wrong(data: Path, tmp_path: Path) -> None:
    for file in (*data.glob("*.csv"), data / "datapackage.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    organs = tmp_path / "organs.csv"
    organs.write_text(organs.read_text("utf-8").replace("shilixian,", "bieren,", 1), "utf-8")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    found = {kind for (kind,) in report.flatten(["type"])}
    assert {"hash-count", "foreign-key"} <= found


def test_the_package_says_size_and_digest(data: Path) -> None:
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    assert [r["name"] for r in package["resources"]] == list(data_tables())
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert "licenses" not in package


def test_the_catalogue_is_as_the_shapes_say(data: Path) -> None:
    conforms, _, told = checked(data, (data / "catalog.jsonld").read_text("utf-8"))
    assert conforms, told
    content = json.loads((data / "catalog.jsonld").read_text("utf-8"))
    (dataset,) = [n for n in content["@graph"] if n["@type"] == "dcat:Dataset"]
    for each in dataset["dcat:distribution"]:
        file = data / each["dcat:downloadURL"]["@id"].rpartition("/data/")[2]
        said = each["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert said == hashlib.sha256(file.read_bytes()).hexdigest()
    assert "license" not in json.dumps(content)


@pytest.mark.parametrize("name", ["spdx:checksumValue", "dct:publisher", "dcat:downloadURL"])
def test_the_shapes_find_what_is_missing(name: str, data: Path) -> None:
    text = (data / "catalog.jsonld").read_text("utf-8")
    assert not checked(data, text.replace(f'"{name}"', '"dct:relation"'))[0]


def checked(data: Path, catalogue: str) -> tuple[bool, object, str]:
    assert data
    conforms, graph, told = shacl(
        catalogue,
        shacl_graph=str(DATA / "dcat/shapes.ttl"),
        data_graph_format="json-ld",
        shacl_graph_format="turtle",
    )
    return conforms, graph, told


def test_every_document_is_as_the_description_says(data: Path) -> None:
    description = json.loads((data / "api/openapi.json").read_text("utf-8"))
    validate(description)
    schemas = description["components"]["schemas"]
    seen = set()
    for kind, schema in schemas.items():
        validator = Draft202012Validator(schema)
        path = description["paths"].keys() & {f"/{kind}.json", f"/{kind}/{{id}}.json"}
        assert len(path) == 1
        for file in (data / "api").glob(path.pop().lstrip("/").replace("{id}", "*")):
            content = json.loads(file.read_text("utf-8"))
            assert next(validator.iter_errors(content), None) is None, file
            assert list(validator.iter_errors({**content, "more": 1}))
            seen.add(file)
    assert seen | {data / "api/openapi.json"} == set((data / "api").rglob("*.json"))
    index = json.loads((data / "api/index.json").read_text("utf-8"))
    assert sum(map(len, index.values())) == len(seen) - 1


def test_documents_say_what_the_files_say(data: Path) -> None:
    wanted = [row for row in rows_in(data / "indicators.csv") if row["指标代码"] == "banjie"]
    document = json.loads((data / "api/indicators/banjie.json").read_text("utf-8"))
    shown = [*document["observations"], *document["totals"]]

    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return (str(row["年度"]), row.get("机关代号", ""), str(rounded(row["数值"])))

    assert sorted(map(key, shown)) == sorted(map(key, wanted))


def test_every_file_is_linked_with_its_size_and_digest(demo_site: Path, data: Path) -> None:
    offered = links(demo_site, OPEN_DATA)
    text = page(demo_site, OPEN_DATA).text_content()
    files = [f for f in data.rglob("*") if f.is_file() and f.suffix != ".html"]
    for file in files:
        path = file.relative_to(demo_site).as_posix()
        if path.startswith("data/api/") and file.name != "openapi.json":
            continue
        assert path in offered
        assert hashlib.sha256(file.read_bytes()).hexdigest() in text
    assert OPEN_DATA in links(demo_site, "zwgk/nbsj/")


def test_every_column_is_explained_on_the_page(demo_site: Path) -> None:
    document = page(demo_site, OPEN_DATA)
    for table in data_tables().values():
        names = document.xpath(f"//section[@aria-labelledby='table-{table.name}']//dt/text()[1]")
        assert [str(name).strip() for name in names] == list(table.head)
