"""What the preview puts into a page does not act, whoever has written it."""

from __future__ import annotations

from pathlib import Path

from nianbao.preview.live import FileProblems, message, with_preview
from nianbao.preview.panel import groups_of, said_of
from nianbao.preview.state import State
from nianbao.problem import Mark, Problem

PAGE = (
    '<html><head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
    'script-src https://a.cn/javascripts/ &#39;sha256-x&#39;; style-src &#39;self&#39;"></head>'
    '<body class="a"><p>年报</p></body></html>'
)
ATTACK = "<img src=x onerror=alert(1)>"


def test_a_page_without_faults_gets_a_script_that_its_policy_allows() -> None:
    shown = with_preview(PAGE, State(), "1-2")
    assert "script-src 'sha256-" in shown
    assert "https://a.cn/javascripts/ &#39;sha256-x&#39;" in shown
    assert 'data-mark="1-2"' in shown
    assert '<body class="a"><p>' in shown


def test_a_fault_is_text() -> None:
    shown = with_preview(PAGE, State(fault=ATTACK), "1-2")
    assert '<div class="preview-bar" role="region" aria-label="预览">' in shown
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_problem_is_text_and_hides_nothing() -> None:
    problem = Problem(
        file=f"reports/{ATTACK}.md",
        mark=Mark(3, 4),
        code="sum-row",
        message=f"{ATTACK}\u202e",
        address=(ATTACK,),
        advice=ATTACK,
    )
    root = Path("/site")
    listed = FileProblems(problem.file, said_of([problem], root))
    title = PAGE.replace("<p>", "<h1>年报</h1><p>")
    for shown in (
        message(ATTACK, "1-2", [ATTACK], [listed]),
        with_preview(title, State(), "1-2", groups_of([problem], None, root)),
    ):
        assert "<img" not in shown
        assert "第 3 行，第 4 个字" in shown
        assert "\\u202e" in shown
        assert "\u202e" not in shown
