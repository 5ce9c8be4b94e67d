"""Real files, cut off, garbled or spliced, end in a report or a refusal, and in nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from campaigns import LONG
from hostile.measuring import measured
from nianbao.intake.document import Refusal
from nianbao.intake.reading import Request, import_source
from places import DATA, ROOT
from test_hostile import MEGABYTES, SECONDS, assert_plain

pytestmark = pytest.mark.slow("a campaign")

ROUNDS = 1000 if LONG else 6
ROUNDS_OF_OFFICE = 60 if LONG else 1
SOURCES: dict[str, list[Path]] = {}
for source in sorted((DATA / "intake").glob("*/source.*")):
    SOURCES.setdefault(source.suffix, []).append(source)


def mutated(random: Random, data: bytes, other: bytes) -> bytes:
    """A file with one thing done to it."""
    place = random.randrange(len(data))
    match random.randrange(5):
        case 0:
            return data[:place]
        case 1:
            return data[place:]
        case 2:
            garbled = bytearray(data)
            for _ in range(random.choice((1, 5, 50))):
                garbled[random.randrange(len(garbled))] = random.randrange(256)
            return bytes(garbled)
        case 3:
            return data[:place] + other[random.randrange(len(other)) :]
        case _:
            end = place + random.randrange(2000)
            return data[:place] + random.randbytes(random.choice((0, 9, 900))) + data[end:]


@pytest.mark.parametrize("suffix", SOURCES)
def test_no_mutated_file_is_more_than_a_refusal(suffix: str, tell: Callable[[str], None]) -> None:
    random = Random(suffix)
    rounds = ROUNDS_OF_OFFICE if suffix in (".doc", ".wps") else ROUNDS
    counts: Counter[str] = Counter()
    slowest = largest = 0.0
    for number in range(rounds):
        data, other = (path.read_bytes() for path in random.choices(SOURCES[suffix], k=2))
        data = mutated(random, data, other)
        request = Request(f"年报{suffix}", data, None, {"shili": "示例县"}, "shili", 2021)
        with measured() as cost:
            try:
                import_source(request, ROOT)
                counts["imported"] += 1
            except Refusal as refusal:
                if "没有安装" in refusal.sentence:
                    pytest.skip(str(refusal))
                assert_plain(refusal)
                counts["refused"] += 1
        assert (cost.seconds < SECONDS, cost.megabytes < MEGABYTES) == (True, True), number
        slowest, largest = max(slowest, cost.seconds), max(largest, cost.megabytes)
    assert counts.total() == rounds
    told = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
    tell(f"mutated {suffix}: {told}; worst {slowest:.1f} s, {largest:.0f} MB")
