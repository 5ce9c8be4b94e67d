"""Tells the story of one report, and of all reports of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from ...facts.data_notes import DataNote, concerning
from ...facts.totals import counted_reports, covering_note, total_of
from ...form import FormFigure, indicators
from ...source import Portal, Report, sum_of
from ...wording import chinese_date
from ..statistics import Observation, county_over_years, observed, over_years
from .local import local_groups, local_numbers
from .plan import PartsRule, plan
from .sentences import sentences
from .story import Group, Part, Story, Told, Trend

__all__ = ["county_story", "report_story"]

_TREND_YEARS = 7
_LEAST_YEARS = 3
_OTHER_FORM = "统计格式与上一年度不同，含义不同的数字不作比较。"

_Teller: TypeAlias = Callable[[str], Told | None]


def report_story(
    report: Report, portal: Portal, notes: Sequence[DataNote], day: date, address: str
) -> Story | None:
    """The story of a report that stands now; None when it has no number to tell.

    ``notes`` are its data notes, ``day`` is that of its text, ``address`` that of its page.
    """
    before = portal.report(report.organ.slug, report.year - 1)

    def told(name: str) -> Told | None:
        figure = report.form.indicators.get(name)
        if figure is None:
            return None
        now = observed(report, indicators()[name])
        then = observed(before, indicators()[name]) if before else None
        is_comparable = now is not None and now.change_since(then) is not None
        return Told(
            name,
            figure.unit,
            sum_of(report.figures, figure.addresses),
            then.value if then and is_comparable else None,
            notes=concerning(notes, figure.addresses),
        )

    main = report.form.main_figures
    numbers, groups = _numbers(main, told), _groups(told)
    if not main:
        numbers, groups = local_numbers(report, notes), local_groups(report, notes)
    if all(number.value is None for number in numbers):
        return None
    texts = (r for r in portal.by_organ[report.organ.slug] if r.year <= report.year)
    trend = _trend(over_years(texts, indicators()[main[0].name]), report.year) if main else None
    remarks = [f"说明：{report.notice}"] if report.notice else []
    if report.last_corrected:
        remarks.append(f"报告于{chinese_date(report.last_corrected)}更正，这里是更正后的数字。")
    if before and before.form is not report.form:
        remarks.append(_OTHER_FORM)
    published = f"，{chinese_date(report.published)}发布" if report.published else ""
    return Story(
        who=report.organ.name,
        what=report.title.removeprefix(report.organ.name),
        author=report.organ.name,
        year=report.year,
        day=day,
        sentences=sentences(report.year, "", told),
        numbers=numbers,
        groups=groups,
        trend=trend,
        remarks=(*remarks, *_remarks(numbers, groups, trend)),
        source=f"{report.title}{published}",
        address=address,
    )


def county_story(
    year: int,
    portal: Portal,
    notes: Mapping[str, Sequence[DataNote]],
    publisher: str,
    day: date,
    address: str,
) -> Story | None:
    """The story of what all reports of a year add up to; None where they do not add up.

    ``notes`` are the data notes by the slug of the organ.
    """
    reports, before = counted_reports(portal, year), counted_reports(portal, year - 1)
    forms = Counter(report.form for report in reports if report.form.main_figures)
    if not forms:
        return None
    ((form, _),) = forms.most_common(1)
    is_comparable = [r.organ.slug for r in reports] == [r.organ.slug for r in before]

    def told(name: str) -> Told | None:
        figure = form.indicators.get(name)
        if figure is None:
            return None
        now, then = total_of(figure, reports), total_of(figure, before)
        return Told(
            name,
            figure.unit,
            now.value,
            then.value if is_comparable and now.is_complete and then.is_complete else None,
            "" if now.is_complete else f"{now.asked} 份报告中的 {now.given} 份",
            notes=tuple(note for report in reports for note in _notes_on(name, report, notes)),
        )

    numbers, groups = _numbers(form.main_figures, told), _groups(told)
    if all(number.value is None for number in numbers):
        return None
    trend = _trend(county_over_years(portal, indicators()[form.main_figures[0].name]), year)
    published = portal.by_year[year]
    # What every report says of itself holds of their sum.
    remarks = [f"说明：{notice}" for notice in {r.notice for r in published} if notice]
    remarks = remarks if len(remarks) == 1 and all(r.notice for r in published) else []
    remarks += filter(None, [covering_note(published)])
    if before and not is_comparable:
        remarks.append("计入合计的机关与上一年度不同，合计不作比较。")
    if before and {r.form.key for r in before} != {r.form.key for r in reports}:
        remarks.append(_OTHER_FORM)
    return Story(
        who="各机关",
        what=f"{year}年政府信息公开工作",
        author=publisher,
        year=year,
        day=day,
        sentences=sentences(year, "各机关", told),
        numbers=numbers,
        groups=groups,
        trend=trend,
        remarks=(*remarks, *_remarks(numbers, groups, trend)),
        source=f"各机关{year}年政府信息公开工作年度报告，共{len(published)}份",
        address=address,
    )


def _notes_on(
    name: str, report: Report, notes: Mapping[str, Sequence[DataNote]]
) -> tuple[DataNote, ...]:
    figure = report.form.indicators.get(name)
    return concerning(notes.get(report.organ.slug, ()), figure.addresses) if figure else ()


def _numbers(figures: Iterable[FormFigure], told: _Teller) -> tuple[Told, ...]:
    return tuple(number for figure in figures if (number := told(figure.name)))


def _groups(told: _Teller) -> tuple[Group, ...]:
    return tuple(group for rule in plan().pictures if (group := _group(rule, told)))


def _group(rule: PartsRule, told: _Teller) -> Group | None:
    whole = told(rule.of)
    if whole is None or (rule.if_any and not whole.value):
        return None
    named = ((name, told(name)) for name in rule.parts)
    parts = tuple(Part(part, rule.icons.get(name, rule.icon)) for name, part in named if part)
    if all(part.told.value is None for part in parts):
        return None
    return Group(rule.heading, rule.icon, whole, parts)


def _trend(observations: Iterable[Observation], year: int) -> Trend | None:
    """The last years, without gaps; None where too few of them are known."""
    last = {o.year: o for o in observations if year - _TREND_YEARS < o.year <= year}
    if sum(each.value is not None for each in last.values()) < _LEAST_YEARS:
        return None
    latest = last[max(last)]
    years = range(min(last), year + 1)
    told = tuple(last.get(y) or Observation(y, "", latest.unit, None, 0, 0) for y in years)
    return Trend(latest.meaning, latest.unit, told)


def _remarks(numbers: Sequence[Told], groups: Sequence[Group], trend: Trend | None) -> list[str]:
    """What readers must know of the signs that numbers have."""
    told = [*numbers, *(part.told for group in groups for part in group.parts)]
    told += [group.whole for group in groups]
    remarks = []
    if any(each.notes for each in told):
        remarks.append("※ 照公布时的原样，没有改动，详见报告的数据说明。")
    if any(each.value is None for each in told):
        remarks.append("“—”表示报告里没有这个数，不是零。")
    if trend and trend.breaks:
        earlier = "、".join(f"“{meaning}”" for meaning in trend.meanings[:-1])
        until = f"{trend.breaks[-1] - 1}年度及以前是{earlier}"
        remarks.append(f"{until}，与“{trend.name}”含义不同，虚线两边不作比较。")
    if trend and any(each.given < each.asked for each in trend.years if each.value is not None):
        remarks.append("有的年度不是每份报告都有这个数，合计不完整。")
    return remarks
