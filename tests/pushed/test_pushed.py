"""Whatever is pushed into one organ's folder is told or published, in seconds, of it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from campaigns import some

from pushed.attacks import ATTACKS, ORGANS, report
from pushed.running import Outcome, laboratory

pytestmark = pytest.mark.slow("a portal for every attack")

MEGABYTES = 700
OUTCOMES: dict[str, Outcome] = {}


@pytest.fixture(scope="module")
def outcome_of() -> Iterator[Callable[[Path], Outcome]]:
    with laboratory() as outcome:
        yield outcome


@pytest.fixture(scope="module", autouse=True)
def summary(tell: Callable[[str], None]) -> Iterator[None]:
    yield
    if OUTCOMES:
        slowest = max(OUTCOMES, key=lambda name: OUTCOMES[name].seconds)
        largest = max(OUTCOMES, key=lambda name: OUTCOMES[name].megabytes)
        tell(
            f"pushed files: {len(OUTCOMES)} attacks;"
            f" slowest {slowest}, {OUTCOMES[slowest].seconds:.1f} s of the processor;"
            f" largest {largest}, {OUTCOMES[largest].megabytes:.0f} MB"
        )


@pytest.mark.parametrize("name", some([*ATTACKS], 4))
def test_it_is_told_or_published(
    name: str, outcome_of: Callable[[Path], Outcome], tmp_path: Path
) -> None:
    attack = ATTACKS[name]
    reports = tmp_path / "reports"
    for slug in ("shili", "ju"):
        (reports / slug).mkdir(parents=True)
    (reports / "organs.yml").write_text(ORGANS, "utf-8", newline="\n")
    (reports / "shili/2021.md").write_text(report(), "utf-8", newline="\n")
    attack.write(reports / "ju")
    outcome = OUTCOMES[name] = outcome_of(reports)
    assert not outcome.fault
    errors = [(file, code) for file, severity, code in outcome.problems if severity == "error"]
    assert attack.refused <= {code for _, code in errors}
    assert bool(attack.refused) == bool(errors), errors
    # Of that report alone.
    assert all(file.startswith(("reports/ju/", "reports/qita")) for file, _ in errors)
    assert bool(outcome.pdfs) != bool(errors)
    assert outcome.megabytes < MEGABYTES
