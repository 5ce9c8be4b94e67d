"""The story of one report, and of all reports of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from ...facts import Facts, Observation, PortalFacts, added_up, covering_note, over_years
from ...form import FormFigure, indicators
from ...source import Report
from ...wording import chinese_date
from ..web.short_names import place_of
from .local import local_groups, local_numbers
from .plan import PartsRule, plan
from .sentences import sentences
from .story import Composition, Part, Story, Trend

__all__ = ["report_story", "year_story"]

_TREND_YEARS = 7
_LEAST_YEARS = 3
_OTHER_FORM = "统计格式与上一年度不同，含义不同的数字不作比较。"

_Find: TypeAlias = Callable[[str], Observation | None]


def report_story(report: Report, all_facts: PortalFacts, address: str) -> Story | None:
    """The story of a report that stands now; None when it has no number to show.

    ``address`` is that of its page.
    """
    if not report.form.has_tables:
        return None
    facts = all_facts.by_place[report.organ.slug, report.year]
    main, find = report.form.main_figures, facts.observations.get
    numbers, groups = _numbers(main, find), _groups(find)
    if not main:
        numbers, groups = local_numbers(report, facts), local_groups(report, facts)
    if all(number.value is None for number in numbers):
        return None
    until_now = (f for f in all_facts.by_organ[report.organ.slug] if f.year <= report.year)
    trend = _trend(over_years(until_now, indicators()[main[0].name]), report.year) if main else None
    remarks = [f"说明：{report.notice}"] if report.notice else []
    if facts.last_corrected:
        remarks.append(f"报告于{chinese_date(facts.last_corrected)}更正，这里是更正后的数字。")
    if facts.before and facts.before.form.has_tables and facts.before.form is not report.form:
        remarks.append(_OTHER_FORM)
    published = f"，{chinese_date(report.published)}发布" if report.published else ""
    return Story(
        who=report.organ.name,
        what=report.title.removeprefix(report.organ.name),
        author=report.organ.name,
        year=report.year,
        day=facts.day,
        sentences=sentences(report.year, "", find),
        numbers=numbers,
        groups=groups,
        trend=trend,
        remarks=(*remarks, *_remarks(numbers, groups, trend)),
        source=f"{report.title}{published}",
        address=address,
    )


def year_story(year: int, all_facts: PortalFacts, publisher: str, address: str) -> Story | None:
    """The story of what all reports of a year add up to; None where they do not add up."""
    reports, before = all_facts.counted(year), all_facts.counted(year - 1)
    forms = Counter(facts.form for facts in reports if facts.form.main_figures)
    if not forms:
        return None
    ((form, _),) = forms.most_common(1)
    is_comparable = [f.organ.slug for f in reports] == [f.organ.slug for f in before]

    def find(name: str) -> Observation | None:
        figure = form.indicators.get(name)
        if figure is None:
            return None
        now = added_up(year, name, figure.unit, reports)
        then = added_up(year - 1, name, figure.unit, before)
        is_whole = is_comparable and now.is_complete and then.is_complete
        return now.compared_with(then if is_whole else None)

    numbers, groups = _numbers(form.main_figures, find), _groups(find)
    if all(number.value is None for number in numbers):
        return None
    sums = all_facts.sums_over_years(indicators()[form.main_figures[0].name])
    trend = _trend(sums, year)
    who = f"{place_of(all_facts.organs.values())}各机关"
    published = all_facts.by_year[year]
    return Story(
        who=who,
        what=f"{year}年政府信息公开工作",
        author=publisher,
        year=year,
        day=max(facts.day for facts in published),
        sentences=sentences(year, who, find),
        numbers=numbers,
        groups=groups,
        trend=trend,
        remarks=(
            *_remarks_on_sums(published, reports, before),
            *_remarks(numbers, groups, trend),
        ),
        source=f"{who}{year}年政府信息公开工作年度报告，共{len(published)}份",
        address=address,
    )


def _remarks_on_sums(
    published: Sequence[Facts], counted: Sequence[Facts], before: Sequence[Facts]
) -> list[str]:
    """What readers must know of sums: whose they are, and how they are compared."""
    remarks = []
    notice = published[0].notice
    # What every report says of itself holds of their sum.
    if notice and all(facts.notice == notice for facts in published):
        remarks.append(f"说明：{notice}")
    remarks += filter(None, [covering_note(published)])
    if before and [f.organ.slug for f in counted] != [f.organ.slug for f in before]:
        remarks.append("计入合计的机关与上一年度不同，合计不作比较。")
    if before and _forms_of(before) != _forms_of(counted):
        remarks.append(_OTHER_FORM)
    return remarks


def _forms_of(reports: Iterable[Facts]) -> set[str]:
    """The forms that the reports have figures in."""
    return {facts.form.key for facts in reports if facts.form.has_tables}


def _numbers(figures: Iterable[FormFigure], find: _Find) -> tuple[Observation, ...]:
    return tuple(number for figure in figures if (number := find(figure.name)))


def _groups(find: _Find) -> tuple[Composition, ...]:
    return tuple(group for rule in plan().pictures if (group := _group(rule, find)))


def _group(rule: PartsRule, find: _Find) -> Composition | None:
    whole = find(rule.of)
    if whole is None or (rule.if_any and not whole.value):
        return None
    named = ((name, find(name)) for name in rule.parts)
    parts = tuple(Part(part, rule.icons.get(name, rule.icon)) for name, part in named if part)
    if all(part.number.value is None for part in parts):
        return None
    return Composition(rule.heading, rule.icon, whole, parts)


def _trend(observations: Iterable[Observation], year: int) -> Trend | None:
    """The last years, without gaps; None where too few of them are known."""
    last = {o.year: o for o in observations if year - _TREND_YEARS < o.year <= year}
    if sum(each.value is not None for each in last.values()) < _LEAST_YEARS:
        return None
    latest = last[max(last)]
    years = range(min(last), year + 1)
    known = tuple(last.get(y) or Observation(y, "", latest.unit, None, 0, 0) for y in years)
    return Trend(latest.name, latest.unit, known)


def _remarks(
    numbers: Sequence[Observation], groups: Sequence[Composition], trend: Trend | None
) -> list[str]:
    """What readers must know of the signs that numbers have."""
    all_numbers = [*numbers, *(part.number for group in groups for part in group.parts)]
    all_numbers += [group.whole for group in groups]
    remarks = []
    if any(number.notes for number in all_numbers):
        remarks.append("※ 照公布时的原样，没有改动，详见报告的数据说明。")
    if any(number.value is None for number in all_numbers):
        remarks.append("“—”表示报告里没有这个数，不是零。")
    if trend and trend.breaks:
        earlier = "、".join(f"“{name}”" for name in trend.names[:-1])
        until = f"{trend.breaks[-1] - 1}年度及以前是{earlier}"
        remarks.append(f"{until}，与“{trend.name}”含义不同，虚线两边不作比较。")
    if trend and any(not each.is_complete for each in trend.years if each.value is not None):
        remarks.append("有的年度不是每份报告都有这个数，合计不完整。")
    return remarks
