"""All checks of one report, by itself and beside the one of the year before."""

from __future__ import annotations

from ..problem import Problem, Problems
from ..settings import HouseRules
from ..source import Report
from .all_done import check_all_done
from .attachments import check_attachments
from .change_sums import check_change_sums
from .characters import check_characters, check_shown_characters
from .claims import statements_in
from .contents import check_contents
from .expectations import check_expectations
from .fee_part import check_fee_part
from .folded import fold_prose
from .form_numbers import check_form_numbers
from .lines import check_lines
from .numbering import check_numbering
from .originals import check_original, check_without_tables
from .own_headings import check_headings_alone, check_numbers_twice
from .personal import check_personal_data, check_personal_text
from .personal_mail import check_personal_mail
from .press import Press
from .prose import check_prose_figures
from .prose_changes import check_prose_changes
from .prose_sums import check_prose_sums
from .publication import check_deadline, check_existence
from .relations import check_numbers, check_relations
from .repeats import check_paragraphs_twice, check_repeats
from .said_twice import check_said_twice
from .sentences_twice import check_sentences_twice
from .shifted import check_shifted
from .shown_markup import check_shown_markup
from .signature_day import check_signature_day
from .stale_law import check_stale_law
from .stated_years import check_stated_years
from .structure import check_instructions, check_sections
from .sure_slips import check_sure_slips
from .table_copies import check_table_copies
from .title_shape import check_title_shape
from .unfilled import check_unfilled
from .unverified import check_unverified
from .vague_values import check_vague_values
from .wording import check_wording
from .years import check_leaps, check_year_relations

__all__ = ["check_report"]


def check_report(
    report: Report,
    press: Press,
    rules: HouseRules,
    before: Report | None = None,
    *,
    is_reformed: bool = False,
) -> list[Problem]:
    """What is wrong with a report, beyond what reading it found.

    A reform moves requests and documents between organs: in the year of one, no figure follows
    from those of the year ``before``.
    """
    problems = Problems(report.file)
    check_numbers(report, problems)
    check_relations(report, problems)
    check_expectations(report, problems)
    _check_nothing_left_open(report, problems)
    check_characters(report.text, press, problems)
    check_shown_characters(report, press, problems)
    check_attachments(report, rules, press.image_fault, problems)
    check_original(report, rules, problems)
    check_without_tables(report, problems)
    check_sections(report, problems)
    check_headings_alone(report, problems)
    copies = check_table_copies(report, problems)
    check_lines(report, problems, copies)
    check_shown_markup(report, problems, copies)
    check_deadline(report, rules, problems)
    check_existence(report, problems)
    check_title_shape(report, problems)
    prose = fold_prose(report)
    check_instructions(report, prose, problems)
    check_personal_data(prose, problems)
    check_personal_mail(prose, problems)
    _check_front_matter_texts(report, problems)
    statements = statements_in(prose)
    check_prose_figures(prose, statements, problems)
    check_prose_sums(prose, problems)
    check_all_done(prose, problems)
    check_fee_part(prose, problems)
    check_said_twice(prose, problems)
    check_change_sums(prose, problems)
    if rules.asks_for("form-numbers-in-prose"):
        check_form_numbers(prose, problems)
    check_stated_years(prose, problems)
    check_signature_day(prose, problems)
    check_contents(prose, rules, problems)
    check_stale_law(prose, problems)
    check_numbering(prose, problems)
    check_numbers_twice(prose, problems)
    check_wording(prose, problems)
    check_paragraphs_twice(prose, problems)
    check_sentences_twice(prose, problems)
    check_sure_slips(prose, problems)
    if before is not None:
        check_repeats(prose, before, problems)
    if before is not None and not is_reformed:
        check_year_relations(report, before, problems)
        check_leaps(report, before, problems)
        check_shifted(report, before, problems)
        check_prose_changes(prose, statements, before, problems)
    return problems.found


def _check_nothing_left_open(report: Report, problems: Problems) -> None:
    """An import leaves figures to look up, a new report has all to be filled in."""
    check_unverified(report, problems)
    check_unfilled(report, problems)


def _check_front_matter_texts(report: Report, problems: Problems) -> None:
    """The texts of front matter that are published: no personal data, and something said."""
    if "notice" in report.marks:
        check_personal_text(report.notice, report.marks["notice"], problems)
    for entry in report.answers.discrepancies:
        check_personal_text(entry.reason, entry.mark, problems)
    for correction in report.corrections:
        check_personal_text(correction.why, correction.mark, problems)
    check_vague_values(report, problems)
