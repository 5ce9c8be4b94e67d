"""What the site's own scripts add: large print, contrast, printing, sorted tables."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from site_pages import CORRECTED, YEAR


def font_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"))


def test_large_print_is_remembered_on_the_next_page(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    assert font_size(scripted) == 20
    button = scripted.get_by_role("button", name="大字版")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    # 187.5 % of a browser's usual 16 px.
    assert font_size(scripted) == 30
    scripted.goto(address + YEAR)
    assert font_size(scripted) == 30
    assert scripted.get_by_role("button", name="大字版").get_attribute("aria-pressed") == "true"
    scripted.get_by_role("button", name="大字版").press("Enter")
    assert font_size(scripted) == 20
    scripted.goto(address + CORRECTED)
    assert font_size(scripted) == 20


def test_the_choice_is_there_before_the_first_line_is_drawn(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    scripted.get_by_role("button", name="大字版").click()
    # What the parser has seen when it reaches the body is what is drawn first.
    scripted.add_init_script(
        "new MutationObserver((_, observer) => { if (document.body) {"
        " window.seen = document.documentElement.className; observer.disconnect(); } })"
        ".observe(document, {childList: true, subtree: true})"
    )
    scripted.reload()
    assert "large" in scripted.evaluate("window.seen").split()


def test_the_page_goes_on_when_nothing_may_be_remembered(scripted: Page, address: str) -> None:
    scripted.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    )
    failed: list[str] = []
    scripted.on("pageerror", lambda error: failed.append(str(error)))
    scripted.goto(address + CORRECTED)
    scripted.get_by_role("button", name="大字版").click()
    assert font_size(scripted) == 30
    assert failed == []


def test_high_contrast_is_black_and_white(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    scripted.get_by_role("button", name="高对比").click()
    colours = scripted.evaluate(
        "(e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor])"
        "(document.querySelector('.prose p'))"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_paper_is_black_on_white_whatever_the_screen_shows(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    for name in ("大字版", "高对比"):
        scripted.get_by_role("button", name=name).click()
    scripted.emulate_media(media="print")
    colours = scripted.evaluate(
        "['.sheet', '.official td', '.official th'].map(s => document.querySelector(s))"
        ".map(e => getComputedStyle(e).color)"
    )
    assert font_size(scripted) == pytest.approx(12.5 * 4 / 3, abs=0.01)  # 12.5 pt
    assert all(max(map(int, re.findall(r"\d+", colour))) < 130 for colour in colours), colours


def test_the_print_button_prints(scripted: Page, address: str) -> None:
    scripted.add_init_script("window.print = () => { window.printed = true }")
    scripted.goto(address + CORRECTED)
    scripted.get_by_role("button", name="打印").click()
    assert scripted.evaluate("window.printed")


def test_without_scripts_there_are_no_buttons_that_do_nothing(page: Page, address: str) -> None:
    page.goto(address + YEAR)
    # The button of the head's search leads to a page that has the lists.
    for button in page.locator("button:not(.find button)").all():
        assert not button.is_visible()


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"table.sortable tbody tr > :nth-child({number})")
    return [text.strip() for text in cells.all_text_contents()]


def test_tables_are_sorted_by_any_column_and_back(scripted: Page, address: str) -> None:
    scripted.goto(address + YEAR)
    names, numbers = column(scripted, 1), column(scripted, 4)
    assert len(set(numbers)) > 2
    head = scripted.locator("table.sortable thead th").nth(3)

    def value(text: str) -> int:
        return int(text.replace(",", ""))

    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert column(scripted, 4) == sorted(numbers, key=value, reverse=True)
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(scripted, 4) == sorted(numbers, key=value)
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert column(scripted, 1) == names


@pytest.mark.parametrize("is_large", [False, True])
def test_what_a_finger_hits_is_44_pixels_high(
    scripted: Page, address: str, *, is_large: bool
) -> None:
    for path in (CORRECTED, YEAR, "zwgk/gknb/"):
        scripted.goto(address + path)
        if is_large and font_size(scripted) < 30:
            scripted.get_by_role("button", name="大字版").click()
        # Links within a line of text are as high as the line (WCAG 2.5.8, inline); a button in the
        # head of a column covers all of it.
        small = scripted.evaluate(
            "[...document.querySelectorAll('button, .tabs a, .down a, .chips a, .toc a, .cards a,"
            " .organs a, .foot__links a, .reports tbody a, .years a')]"
            ".filter(e => e.getClientRects().length)"
            ".map(e => e.closest('th') || e)"
            ".map(e => [e.textContent.trim(), Math.round(e.getBoundingClientRect().height)])"
            ".filter(([_, height]) => height < 44)"
        )
        assert small == [], path
