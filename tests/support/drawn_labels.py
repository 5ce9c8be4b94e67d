"""Measures the texts of SVG pictures in a browser: what they cover, and what cuts them off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playwright.sync_api import Browser

__all__ = ["covered_in"]

_AT_ONCE = 200

# Positions are in the picture's own units: a stretched picture is stretched as a whole. Of a line
# of text what has ink counts: Han characters fill their square, digits stand on the baseline.
_MEASURE = """() => [...document.querySelectorAll("body > div > svg")].map(svg => {
  const found = [], frame = svg.viewBox.baseVal;
  const number = (e, name) => parseFloat(e.getAttribute(name) ?? "0");
  const texts = [...svg.querySelectorAll("text")].map(e => {
    const size = parseFloat(getComputedStyle(e).fontSize), box = e.getBBox(), y = number(e, "y");
    const [up, down] = /[^ -~]/.test(e.textContent) ? [.86, .1] : [.74, .02];
    return { told: e.textContent, left: box.x + .4, right: box.x + box.width - .4,
      top: y - up * size, bottom: y + down * size };
  });
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const tell = (what, left, right, top, bottom) => texts.forEach(t => {
    if (meet(t, { left, right, top, bottom })) found.push(`${t.told} | ${what}`);
  });
  texts.forEach((t, place) => {
    if (t.left < -1 || t.right > frame.width + 1 || t.top < -1 || t.bottom > frame.height + 1)
      found.push(`${t.told} | edge`);
    texts.slice(place + 1).forEach(o => { if (meet(t, o)) found.push(`${t.told} | ${o.told}`); });
  });
  svg.querySelectorAll("path.line, path.axis, path.break, path.rule").forEach(e => {
    const length = e.getTotalLength(), steps = Math.ceil(length);
    for (let step = 0; step <= steps; step += 1) {
      const at = e.getPointAtLength(length * step / steps);
      tell(e.getAttribute("class"), at.x, at.x + .01, at.y, at.y + .01);
    }
  });
  svg.querySelectorAll("path.dots").forEach(e => {
    e.getAttribute("d").split("M").filter(Boolean).forEach(spot => {
      const [x, y] = spot.split(/[ h]/).map(Number);
      tell("dot", x - 3, x + 3, y - 3, y + 3);
    });
  });
  svg.querySelectorAll("rect:is(.bar, .column, .before), use").forEach(e => {
    const box = e.getBBox();
    const what = e.getAttribute("class") ?? "icon";
    if (box.width) tell(what, box.x, box.x + box.width, box.y, box.y + box.height);
  });
  return [...new Set(found)];
})"""


def _around(drawing: str) -> str:
    """What styles a drawing on its page."""
    return "poster" if drawing.startswith('<svg class="panel"') else "chart-box"


def covered_in(
    browser: Browser, address: str, drawings: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """Every drawing with each text that something else is drawn over, and what that is.

    ``address`` is that of a page with the stylesheet, whose policy is lifted.
    """
    context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    for start in range(0, len(drawings), _AT_ONCE):
        part = drawings[start : start + _AT_ONCE]
        page.evaluate(
            "drawn => { document.body.innerHTML = drawn }",
            "".join(f'<div class="{_around(drawing)}">{drawing}</div>' for drawing in part),
        )
        yield from zip(part, page.evaluate(_MEASURE), strict=True)
    context.close()
