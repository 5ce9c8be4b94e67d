"""The facts of a year's reports -> a summary: who has published, what is wrong, what it sums to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..facts import Facts, Observation, PortalFacts
from ..form import OrganKind
from ..problem import SEVERITIES, Problem, Severity
from ..publish.coverage.board import YearCounts
from ..publish.coverage.due_days import due_days
from ..publish.coverage.standing import Standing, standing_of
from ..publish.coverage.status import Status
from ..publish.data.report_table import main_figures, main_observations
from ..settings import HouseRules
from ..source import Number, Organ
from ..wording import chinese_date
from .model import COUNTED, Column, Part, Row, Summary, Table

__all__ = ["gather"]

_OWING = (Status.DRAFT, Status.MISSING)
_PUBLISHED = (Status.ON_TIME, Status.LATE, Status.UNDATED)
_OUTSIDE = (Status.NOT_FOUNDED, Status.CLOSED, Status.NOT_COUNTED)
_NOT_COUNTED = "否"
_ANSWERED = "已说明"


@dataclass(frozen=True, slots=True)
class _Year:
    """All that the parts are made of: how each organ stands, and the reports that are published.

    ``problems`` are those of each report, by its organ's slug.
    """

    year: int
    standings: tuple[Standing, ...]
    facts: PortalFacts
    problems: Mapping[str, tuple[Problem, ...]]
    rules: HouseRules

    @property
    def reports(self) -> tuple[Facts, ...]:
        """The published reports about the year."""
        return self.facts.by_year.get(self.year, ())


def gather(
    facts: PortalFacts,
    problems: Iterable[Problem],
    rules: HouseRules,
    year: int,
    superior: str = "",
) -> Summary:
    """The summary of a year; with a ``superior`` that of it and of all organs below it.

    ``problems`` are those of all files, each file called reports/organ/year.md. What is counted
    are published reports: those of which the site shows the figures.
    """
    organs = {
        slug: organ
        for slug, organ in facts.organs.items()
        if not superior or superior in (slug, *_above(slug, facts.organs))
    }
    standings = tuple(
        standing_of(organ.in_year(year), year, facts, rules) for organ in organs.values()
    )
    reports = tuple(f for f in facts.reports if f.organ.slug in organs and not f.is_draft)
    known = _Year(
        year,
        tuple(standing for standing in standings if standing.status not in _OUTSIDE),
        replace(facts, organs=organs, reports=reports),
        _by_organ(problems, year, organs),
        rules,
    )
    day = _last_day(known)
    scope = f"{organs[superior].in_year(year).name}和下级机关" if superior else "本站全部机关"
    return Summary(
        title=f"{year}年政府信息公开工作年度报告情况汇总",
        about=(
            f"{scope}，截至{chinese_date(day)}",
            "供上级主管部门使用，不公开：其中有核对的问题和内部说明",
        ),
        day=day,
        parts=(
            _state(known),
            _exceptions(known),
            _problems(known),
            _figures(known),
            _comparison(known),
            _changes(known),
        ),
    )


def _above(slug: str, organs: Mapping[str, Organ]) -> list[str]:
    above: list[str] = []
    parent = organs[slug].parent
    while parent in organs and parent not in (slug, *above):
        above.append(parent)
        parent = organs[parent].parent
    return above


def _by_organ(
    problems: Iterable[Problem], year: int, organs: Mapping[str, Organ]
) -> Mapping[str, tuple[Problem, ...]]:
    """The errors and warnings of each report, and what was answered; worst first."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        *_, slug, name = ("", *problem.file.split("/"))
        is_telling = problem.reason or problem.severity is not Severity.NOTICE
        if name == f"{year}.md" and slug in organs and is_telling:
            found.setdefault(slug, []).append(problem)
    return {
        slug: tuple(sorted(each, key=lambda p: (p.severity.rank, p)))
        for slug, each in found.items()
    }


def _last_day(known: _Year) -> date:
    """The last day of publication, correction or withdrawal; the end of the year without any."""
    days = [day for f in known.reports for day in (f.published, f.last_corrected) if day]
    days += [s.withdrawal.date for s in known.standings if s.withdrawal]
    return max(days, default=date(known.year, 12, 31))


def _state(known: _Year) -> Part:
    """How many reports were due, and what became of them, by kind of organ."""
    names = ("应发布", "已发布", "按期", "逾期", "日期不详", "草稿", "未发布", "撤回", "更正过")
    rows: list[Row] = []
    for kind in OrganKind:
        of_kind = [standing for standing in known.standings if standing.organ.kind is kind]
        if of_kind:
            rows.append((str(kind), *_counts(of_kind)))
    columns = (Column("类别", 16), *(Column(name, 9, is_number=True) for name in names))
    due, published, on_time, late, undated, *_, corrected = _counts(known.standings)
    owed = due - published
    counts = YearCounts(known.year, "", on_time, late, undated, owed, corrected)
    counted = (
        f"应发布 {due} 份，已发布 {published} 份：按期 {on_time} 份，逾期 {late} 份，"
        f"日期不详 {undated} 份；未发布 {owed} 份。按期率 {counts.on_time_share}。"
    )
    said = [counted]
    for rule in due_days([known.year], known.rules):
        days = "，".join(f"{day.kind}{day.text}" for day in rule.days)
        source = "由本站自定。" if rule.has_own else rule.source
        said.append(f"期限：{days}。{source}")
    return Part("一、发布情况", "发布情况", tuple(said), Table(columns, tuple(rows), "合计"))


def _counts(standings: Sequence[Standing]) -> tuple[int, ...]:
    def count(*statuses: Status) -> int:
        return sum(standing.status in statuses for standing in standings)

    return (
        count(*_PUBLISHED, *_OWING),
        count(*_PUBLISHED),
        *map(count, _PUBLISHED),
        count(Status.DRAFT),
        count(Status.MISSING),
        count(Status.WITHDRAWN),
        sum(bool(standing.corrections) for standing in standings),
    )


def _exceptions(known: _Year) -> Part:
    """Every organ of which there is something to say."""
    columns = (
        *(Column("机关", 26), Column("类别", 12), Column("状态", 12), Column("发布日期", 14)),
        *(Column("期限", 14), Column("逾期天数", 11, is_number=True)),
        *(Column("更正次数", 11, is_number=True), Column("说明", 28)),
    )
    rows = tuple(
        (
            *(standing.organ.name, str(standing.organ.kind), str(standing.status)),
            *(standing.published, standing.deadline, standing.days_late or None),
            *(standing.corrections or None, _remark(standing)),
        )
        for standing in known.standings
        if standing.status is not Status.ON_TIME or standing.corrections
    )
    said = () if rows else ("都按期发布了，没有更正和撤回。",)
    table = Table(columns, rows)
    return Part("二、逾期、缺报、更正和撤回", "逾期缺报更正", said, table)


def _remark(standing: Standing) -> str:
    if standing.withdrawal:
        return f"{chinese_date(standing.withdrawal.date)}撤回：{standing.withdrawal.why}"
    if day := standing.last_corrected:
        return f"最近更正：{chinese_date(day)}"
    return standing.remark


def _problems(known: _Year) -> Part:
    """Errors and warnings that stand in the reports, and those that were answered, with why."""
    columns = (
        *(Column("机关", 20), Column("级别", 8), Column("位置", 26), Column("问题", 36)),
        Column("说明", 26),
    )
    rows = tuple(_problem_rows(known))
    levels = [row[1] for row in rows]
    counts = "，".join(f"{word} {levels.count(word)} 处" for word in _levels())
    said = (
        f"{counts}，涉及 {len(known.problems)} 个机关。"
        if rows
        else "没有错误和警告，也没有要说明的。"
    )
    return Part("三、核对的问题", "核对的问题", (said,), Table(columns, rows))


def _levels() -> tuple[str, ...]:
    return SEVERITIES[Severity.ERROR], SEVERITIES[Severity.WARNING], _ANSWERED


def _problem_rows(known: _Year) -> Iterator[Row]:
    for slug, organ in known.facts.organs.items():
        for problem in known.problems.get(slug, ()):
            level = _ANSWERED if problem.reason else SEVERITIES[problem.severity]
            yield (
                organ.in_year(known.year).name,
                level,
                problem.place,
                problem.message,
                problem.reason,
            )


def _figures(known: _Year) -> Part:
    """The main figures of each report, and what they add up to: nothing is counted twice."""
    figures = main_figures(known.reports)
    counted = {facts.organ.slug for facts in known.facts.counted(known.year)}
    rows = tuple(
        (
            facts.organ.name,
            COUNTED if facts.organ.slug in counted else _NOT_COUNTED,
            *(number.value for number in main_observations(facts, figures)),
        )
        for facts in known.reports
    )
    columns = (
        *(Column("机关", 30), Column("计入合计", 8)),
        *(Column(f"{f.name}（{f.unit}）", 12, is_number=True) for f in figures),
    )
    said = ["已发布的报告。"]
    if covering := [facts.organ.name for facts in known.reports if facts.organ.aggregate]:
        said = [f"{'、'.join(covering)}的数字已包括下级机关，下级机关不再计入合计。"]
    if any(None in row for row in rows):
        said.append("“—”是空白，或者那个格式没有这一项，不是零。")
    return Part("四、主要数字", "主要数字", tuple(said), Table(columns, rows, "合计", 1))


def _comparison(known: _Year) -> Part:
    """The sums beside those of the year before, of the reports for which both may be compared."""
    columns = (
        *(Column("指标", 24), Column("单位", 8), Column("本年合计", 14, is_number=True)),
        *(
            Column("可比的报告", 12, is_number=True),
            Column(f"其{known.year - 1}年", 14, is_number=True),
        ),
        Column(f"其{known.year}年", 14, is_number=True),
        Column("增减", 12, is_number=True, difference=(4, 5)),
    )
    reports = known.facts.counted(known.year)
    rows: list[Row] = []
    for figure in main_figures(known.reports):
        observed = [o for f in reports if (o := f.observations.get(figure.name)) is not None]
        pairs = list(_pairs(observed, known.year))
        before, now = _sum(b for b, _ in pairs), _sum(n for _, n in pairs)
        change = None if before is None or now is None else now - before
        total = _sum(o.value for o in observed if o.value is not None)
        rows.append((figure.name, figure.unit, total, len(pairs), before, now, change))
    said = "只比两年都有报告、格式上是同一个意思、两年都填了数的；合并、拆分的机关不比。"
    return Part("五、与上一年度比较", "与上年比较", (said,), Table(columns, tuple(rows)))


def _pairs(observed: Iterable[Observation], year: int) -> Iterator[tuple[Number, Number]]:
    """The numbers of the year before and of the year, where they may be compared."""
    for now in observed:
        before = now.before
        if before is None or before.year != year - 1:
            continue
        if before.value is not None and now.value is not None:
            yield before.value, now.value


def _sum(numbers: Iterable[Number]) -> Number | None:
    known = list(numbers)
    return sum(known) if known else None


def _changes(known: _Year) -> Part:
    """How much more or less each report has than that of the year before."""
    figures = main_figures(known.reports)
    rows: list[Row] = []
    for facts in known.reports:
        changes = [
            next((now - before for before, now in _pairs([number], known.year)), None)
            for number in main_observations(facts, figures)
        ]
        rows.append((facts.organ.name, *changes))
    columns = (
        Column("机关", 30),
        *(Column(f"{f.name}（{f.unit}）", 12, is_number=True) for f in figures),
    )
    said = f"{known.year}年减去{known.year - 1}年；“—”是不能比的。"
    return Part("六、各机关比上年的增减", "各机关增减", (said,), Table(columns, tuple(rows)))
