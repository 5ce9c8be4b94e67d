"""Whether the fee that part six tells is within the fees of the table.

信息处理费 is one of the 行政事业性收费 of 第二十条第（八）项: 国办函〔2020〕109号. The ways to tell
it are data: ``fee_part.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import cast

from ..form import Address
from ..own_data import read_own_data
from ..problem import Problems
from ..source import Figure
from .claims import FACTORS, money_in
from .folded import FoldedProse

__all__ = ["check_fee_part"]


def check_fee_part(prose: FoldedProse, problems: Problems) -> None:
    """The 信息处理费 that was charged is not above all 行政事业性收费 together."""
    fees = _fees()
    measure = prose.report.form.measures.get(fees)
    figure = prose.report.figures.get(fees)
    if measure is None or figure is None or figure.value is None or measure.unit not in FACTORS:
        return
    last = prose.report.form.sections[-1]
    patterns = _patterns()
    for start, sentence in prose.sentences_with(patterns["keywords"]):
        match = patterns["charged"].search(sentence)
        if not match or patterns["unless"].search(sentence):
            continue
        section = prose.section_at(start)
        amount, step = money_in(match, measure.unit)
        if section is None or section.official is not last:
            continue
        if amount - step / 2 <= figure.value + _rounding(figure):
            continue
        problems.add(
            "fee-part",
            prose.mark(start + match.start()),
            f"这里说“{match[0]}”，表中{fees.row[-1]}全年为 {figure.written}{measure.unit}",
            address=fees.parts,
            found=match["number"] + match["money"],
            expected=f"{figure.written}{measure.unit}",
            advice="信息处理费也算在里面，请核对两处的数和单位",
        )


def _rounding(figure: Figure) -> Decimal:
    """How much more an amount may be that was rounded to the figure; nothing is not rounded."""
    decimals = len(figure.written.partition(".")[2])
    return Decimal(5).scaleb(-decimals - 1) if figure.value else Decimal(0)


@cache
def _data() -> Mapping[str, object]:
    return cast("Mapping[str, object]", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _fees() -> Address:
    table, *row, column = cast("list[str]", _data()["figure"])
    return Address(table, tuple(row), column)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(said) for name, said in _data().items() if isinstance(said, str)}
