"""An SVG drawing in the making: shapes and texts, positions in user units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from markupsafe import Markup, escape

__all__ = ["Drawing", "Length", "text_width"]

Length: TypeAlias = int | Fraction


_LATIN_ENDS = 0x2010


def text_width(text: str, size: int) -> int:
    """About how wide a text is: a Han character is as wide as it is high, a digit half of it."""
    return sum(size if _is_wide(character) else size * 11 // 20 for character in text)


def _is_wide(character: str) -> bool:
    # Quotes, dashes and signs have the width of a Han character in a Chinese face.
    return ord(character) > _LATIN_ENDS


class Drawing:
    """A drawing that grows; classes of its parts are styled by the portal's stylesheet.

    ``key`` makes its ids differ from those of other drawings on the page, ``kind`` is its own
    class.
    """

    def __init__(
        self, key: str, title: str, description: str, width: int, kind: str = "chart"
    ) -> None:
        self._kind = kind
        self._key = key
        self._title = title
        self._description = description
        self._width = width
        self._parts: list[str] = []
        self._icons: dict[str, str] = {}

    def text(
        self,
        x: Length,
        y: Length,
        content: str,
        kind: str = "",
        *,
        anchor: str = "",
        size: Length | str = "",
        unit: str = "",
    ) -> None:
        """A line of text; ``anchor`` is ``middle`` or ``end`` where x is not its beginning.

        Without a size it has that of its class; a unit follows in small type.
        """
        if unit:
            tail = Markup('{}<tspan class="soft" dx="4" font-size="12">{}</tspan>')
            content = tail.format(content, unit)
        attributes = {"x": x, "y": y, "class": kind, "text-anchor": anchor, "font-size": size}
        self._add("text", attributes, content)

    def line(self, x1: Length, y1: Length, x2: Length, y2: Length, kind: str) -> None:
        """A straight line."""
        self._add("path", {"class": kind, "d": _path([(x1, y1), (x2, y2)])})

    def path(self, points: Iterable[tuple[Length, Length]], kind: str) -> None:
        """A line from point to point."""
        self._add("path", {"class": kind, "d": _path(points)})

    def dots(self, points: Iterable[tuple[Length, Length]], kind: str) -> None:
        """A dot at each point: lines of no length, whose round ends the stylesheet draws."""
        spots = "".join(f"M{_length(x)} {_length(y)}h0" for x, y in points)
        self._add("path", {"class": kind, "d": spots})

    def box(self, x: Length, y: Length, width: Length, height: Length, kind: str) -> None:
        """A rectangle."""
        self._add("rect", {"class": kind, "x": x, "y": y, "width": width, "height": height})

    def icon(self, x: Length, y: Length, name: str, path: str, *, times: int = 1) -> None:
        """A path in a square of 16 units, or several of them beside each other."""
        if name not in self._icons:
            self._icons[name] = f"{self._key}-i{len(self._icons)}"
            identifier = escape(self._icons[name])
            drawn = f'<path id="{identifier}" d="{escape(path)}"/>'
            self._parts.append(f"<defs>{drawn}</defs>")
        for place in range(times):
            target = f"#{self._icons[name]}"
            self._add("use", {"href": target, "x": x + 16 * place, "y": y})

    def markup(self, height: int) -> Markup:
        """The finished drawing as an ``svg`` element that screen readers read as one image."""
        head = Markup(
            '<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title>'
            '<desc id="{key}-d">{description}</desc>'
        ).format(
            kind=self._kind,
            width=self._width,
            height=height,
            key=self._key,
            title=self._title,
            description=self._description,
        )
        return Markup("").join([head, *map(Markup, self._parts), Markup("</svg>")])

    def _add(self, name: str, attributes: Mapping[str, Length | str], content: str = "") -> None:
        written = "".join(
            f' {key}="{escape(_length(value))}"' for key, value in attributes.items() if value != ""
        )
        self._parts.append(
            f"<{name}{written}>{escape(content)}</{name}>" if content else f"<{name}{written}/>"
        )


def _path(points: Iterable[tuple[Length, Length]]) -> str:
    return "M" + "L".join(f"{_length(x)} {_length(y)}" for x, y in points)


def _length(value: Length | str) -> str:
    """A length to a tenth, which is finer than any screen shows."""
    if not isinstance(value, Fraction):
        return str(value)
    tenths = Decimal(round(value * 10)) / 10
    return f"{tenths.normalize():f}"
