"""Invented reports of any form: figures that satisfy every relation, prose of a real length.

The organs are plainly invented (示例县). The same seed gives the same report.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from types import MappingProxyType

from nianbao.demonstration.completing import consistent_numbers
from nianbao.demonstration.front_matter import front_matter
from nianbao.form import Address, Form, MeasureKind

__all__ = [
    "FREE_TITLES",
    "body",
    "consistent_numbers",
    "county_prose",
    "following_numbers",
    "front_matter",
    "random_numbers",
    "write_portal",
]


def random_numbers(form: Form, random: Random) -> dict[Address, int]:
    """Numbers as a county has them: mostly zeros."""

    def draw(address: Address) -> int:
        if form.measures[address].kind is MeasureKind.CHANGE:
            return random.randint(-9, 9)
        return random.choice((0, 0, 0, 1, 2, 5, 12, 230))

    return consistent_numbers(form, draw)


def following_numbers(
    form: Form, before: Mapping[Address, int], random: Random
) -> dict[Address, int]:
    """The numbers of the year after: a little more of everything, and following from it.

    Equations across years hold: their result is drawn, or what it is the result of.
    """
    settled = {
        equation.now: sum(before[address] for address in equation.before)
        for equation in form.across_years
        if not equation.plus
    }

    def draw(address: Address) -> int:
        if address in settled:
            return settled[address]
        if form.measures[address].kind is MeasureKind.CHANGE:
            return random.randint(-9, 9)
        return before[address] + random.randint(0, before[address] // 4)

    numbers = consistent_numbers(form, draw)
    for equation in form.across_years:
        if equation.plus:
            earlier = sum(before[address] for address in equation.before)
            more = sum(numbers[address] for address in equation.plus)
            numbers[equation.minus[0]] = min(numbers[equation.minus[0]], earlier + more)
            numbers[equation.now] = earlier + more - numbers[equation.minus[0]]
    return numbers


_OWN_WORDS = "有的乡镇报送不够及时，将按月督促。"


def body(form: Form, prose: Mapping[int, str] = MappingProxyType({})) -> str:
    """A body with every section; ``prose`` holds the text of sections by their number."""
    titles = [
        *(FREE_TITLES if form.free_sections else ()),
        *(section.title for section in form.sections),
    ]
    own_words = [section.title for section in form.sections if section.own_words]
    return "\n".join(
        f"\n## {title}\n\n{prose.get(number, _OWN_WORDS if title in own_words else '无。')}"
        for number, title in enumerate(titles, 1)
    )


FREE_TITLES = ("一、概述", "二、政府信息主动公开情况", "三、依申请公开和不予公开情况")
"""What a report of the years before 2019 might call its sections."""


_SUBJECTS = ("县政府办公室", "各乡镇", "县直各部门", "政务服务窗口", "行政执法单位", "信息公开专班")
_TIMES = ("年初", "上半年", "全年", "第三季度", "年底前", "每月")
_ACTIONS = (
    "梳理公开目录",
    "核对公开事项",
    "回应来信咨询",
    "发布政策解读",
    "整理执法公示",
    "抽查网站栏目",
)
_RESULTS = (
    "逐条登记在册",
    "向社会公布结果",
    "按时办结并存档",
    "交由专人复核",
    "纳入季度通报",
    "同步更新台账",
)


_ASPECTS = (
    "主动公开、依申请公开、政府信息管理、平台建设和监督保障都有专人负责，"
    "工作考核、社会评议按季进行，没有发生责任追究的情形。"
)


def county_prose(random: Random, characters: int) -> str:
    """Paragraphs of about so many characters, under small headings."""
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        number = len(paragraphs) // 2 + 1
        sentences = [
            f"{random.choice(_TIMES)}{random.choice(_SUBJECTS)}{random.choice(_ACTIONS)}"
            f"{random.randint(1, 999)}项，{random.choice(_RESULTS)}。"
            for _ in range(8)
        ]
        paragraphs += [f"### （{number}）{random.choice(_ACTIONS)}", "".join(sentences)]
        length += sum(map(len, paragraphs[-2:]))
    return "\n\n".join(paragraphs)


def write_portal(
    folder: Path,
    form: Form,
    count: int,
    *,
    years: int = 10,
    seed: int = 2021,
    is_dated: bool = True,
) -> None:
    """A reports folder with ``count`` reports, each about as long as the real 民权县 2021.

    Where ``years`` lead into years to come, a report that is dated is told to be so.
    """
    organs = -(-count // years)
    random = Random(seed)
    folder.mkdir(parents=True)
    kinds = ("政府", "部门", "乡镇街道")
    (folder / "organs.yml").write_text(
        "".join(
            f"shili{number}:\n  name: 示例县第{number}机关\n  kind: {kinds[number % 3]}\n"
            "  contact: [地址：示例县示例路1号, 电话：0000-0000000]\n"
            for number in range(1, organs + 1)
        ),
        "utf-8",
    )
    numbers: dict[Address, int] = {}
    for index in range(count):
        organ, year = index // years + 1, form.first_year + index % years
        is_first = year == form.first_year
        numbers = (
            random_numbers(form, random) if is_first else following_numbers(form, numbers, random)
        )
        written = {address: str(number) for address, number in numbers.items()}
        day = f"{year + 1}-01-20" if is_dated else "~"
        text = front_matter(form, year, written, f"published: {day}")
        prose = {number: county_prose(random, length) for number, length in ((1, 4060), (5, 420))}
        # What every overview has: without it each report would be told that it is missing.
        prose[1] = f"{_ASPECTS}\n\n{prose[1]}"
        text += body(form, prose)
        path = folder / f"shili{organ}" / f"{year}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", "utf-8")
