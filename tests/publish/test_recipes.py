"""The recipes of docs/help/changes.md, each done to a portal that has been released."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from invented import body, following_numbers, front_matter, random_numbers
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.facts import PortalFacts
from nianbao.form import Address, forms
from nianbao.publish import Published, check
from nianbao.publish.released import ledger_after
from places import ROOT

pytestmark = pytest.mark.slow("a portal is published again and again")

HANDBOOK = (ROOT / "docs/help/changes.md").read_text("utf-8")
FORM = forms()["2021"]


def blocks(heading: str) -> list[str]:
    """The YAML of a part of the page; that before all headings under no heading."""
    parts = dict(re.findall(r"(?ms)^## (.+?)(?: \{#[a-z]+\})?\n(.*?)(?=^## |\Z)", HANDBOOK))
    part = parts[heading] if heading else HANDBOOK.partition("\n## ")[0]
    return re.findall(r"(?ms)^```yaml\n(.*?)^```$", part)


(START,) = blocks("")


class Office:
    """A portal in a folder, and what a webmaster does with it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._random = Random(0)
        self._numbers: dict[str, dict[Address, int]] = {}

    def list_organs(self, text: str) -> None:
        (self.root / "reports").mkdir(exist_ok=True)
        (self.root / "reports/organs.yml").write_text(text, "utf-8")

    def report(self, organ: str, year: int) -> None:
        """Writes a report that follows from the one before."""
        before = self._numbers.get(organ)
        numbers = (
            following_numbers(FORM, before, self._random)
            if before
            else random_numbers(FORM, self._random)
        )
        self._numbers[organ] = numbers
        written = {address: str(number) for address, number in numbers.items()}
        text = front_matter(FORM, year, written, f"published: {year + 1}-01-20")
        path = self.root / "reports" / organ / f"{year}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}{body(FORM, {1: f'{organ}在{year}年做了两件事。'})}\n", "utf-8")

    def begin(self, organ: str, year: int, line: str) -> None:
        """Writes something at the beginning of a report."""
        path = self.root / "reports" / organ / f"{year}.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"year: {year}\n", f"year: {year}\n{line}", 1), "utf-8")

    def release(self) -> Published:
        """Releases; raises NotPublishedError if anything released has changed or is gone."""
        equipment = replace(equipment_for(self.root), is_release=True)
        tools = tools_for(equipment, LocalWorkers(1))
        published = publish(equipment, tools)
        checked = check(equipment, tools)
        after = ledger_after(checked.ledger, checked.texts, checked.facts, published.entries)
        after.write(self.root / "reports")
        return published


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Three organs whose reports about two years have been released; to be copied."""
    office = Office(tmp_path_factory.mktemp("released"))
    office.list_organs(START)
    for organ in ("xian", "jia", "yi"):
        for year in (2021, 2022):
            office.report(organ, year)
    office.release()
    return office


@pytest.fixture
def office(released: Office, tmp_path: Path) -> Office:
    """The same three organs, of which a test may do what it likes."""
    office = deepcopy(released)
    office.root = shutil.copytree(released.root, tmp_path / "office")
    return office


def paths(published: Published) -> set[str]:
    return {entry.path for entry in published.entries}


def titles(facts: PortalFacts, organ: str) -> list[str]:
    return [each.title.partition("政府信息公开")[0] for each in facts.by_organ[organ]]


def test_renamed(office: Office) -> None:
    (organs,) = blocks("改名")
    office.list_organs(organs)
    office.report("jia", 2023)
    facts = office.release().overview.facts
    names = ["示例县甲和丙局2023年", "示例县甲局2022年", "示例县甲局2021年"]
    assert titles(facts, "jia") == names
    assert [facts.organs[slug].name for slug in ("jia",)] == ["示例县甲和丙局"]


def merged(facts: PortalFacts) -> None:
    assert [list(facts.expected_years(facts.organs[o])) for o in ("jia", "yi", "jiayi")] == [
        [2021, 2022],
        [2021, 2022],
        [2023],
    ]
    assert facts.by_place["jiayi", 2023].before is None


def absorbed(facts: PortalFacts) -> None:
    assert [list(facts.expected_years(facts.organs[o])) for o in ("jia", "yi")] == [
        [2021, 2022],
        [2021, 2022, 2023],
    ]
    assert [organ.slug for organ in facts.lineage.earlier["yi"]] == ["jia"]
    assert titles(facts, "yi")[0] == "示例县乙局2023年"


def divided(facts: PortalFacts) -> None:
    assert facts.by_place["jia-yi", 2023].before is None
    assert [organ.slug for organ in facts.lineage.later["jia"]] == ["jia-yi", "jia-er"]


def moved(facts: PortalFacts) -> None:
    assert facts.organs["jia"].parent == "shi"
    assert list(facts.expected_years(facts.organs["shi"])) == []


@pytest.mark.parametrize(
    ("heading", "number", "organs", "is_right"),
    [
        ("合并", 0, ("xian", "jiayi"), merged),
        ("合并", 1, ("xian", "yi"), absorbed),
        ("拆分", 0, ("xian", "yi", "jia-yi", "jia-er"), divided),
        ("换了上级", 0, ("xian", "jia", "yi"), moved),
    ],
)
def test_reformed(
    office: Office,
    heading: str,
    number: int,
    organs: tuple[str, ...],
    is_right: Callable[[PortalFacts], None],
) -> None:
    office.list_organs(blocks(heading)[number])
    for organ in organs:
        office.report(organ, 2023)
    published = office.release()
    is_right(published.overview.facts)
    assert published.overview.facts.awaited(2023) == ()
    for organ in ("jia", "yi"):
        assert f"zwgk/gknb/{organ}/2022/index.html" in paths(published)


def test_corrected(office: Office) -> None:
    (lines,) = blocks("更正")
    path = office.root / "reports/jia/2022.md"
    path.with_name("2022.v1.md").write_bytes(path.read_bytes())
    text = path.read_text("utf-8").replace("做了两件事", "做了三件事")
    path.write_text(text, "utf-8")
    office.begin("jia", 2022, lines)
    assert "zwgk/gknb/jia/2022/v1/index.html" in paths(office.release())


def test_withdrawn_and_published_again(office: Office) -> None:
    (line,) = blocks("撤回")
    path = office.root / "reports/jia/2022.md"
    before = path.read_bytes()
    office.begin("jia", 2022, line)
    gone = office.release()
    assert ("jia", 2022) in gone.overview.facts.withdrawn
    assert "zwgk/gknb/jia/2022/jia-2022.pdf" not in paths(gone)
    path.write_bytes(before)
    assert "zwgk/gknb/jia/2022/jia-2022.pdf" in paths(office.release())
