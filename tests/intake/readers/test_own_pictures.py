"""A picture is a document's own when its bytes stand in it, however the format lays them out."""

from __future__ import annotations

import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.intake.readers.own_pictures import holds_picture

END = 0xFFFFFFFE
MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")


def compound(streams: list[bytes], shift: int, order: random.Random) -> bytes:
    """A compound file whose sectors stand in any order, as [MS-CFB] 2 has it, without names."""
    size = 1 << shift
    chains: list[list[bytes]] = [
        [stream[at : at + size].ljust(size, b"\0") for at in range(0, len(stream), size)]
        for stream in streams
    ]
    used = sum(map(len, chains))
    table_sectors = 1
    while table_sectors * (size // 4) < used + table_sectors + 8:
        table_sectors += 1
    listed = max(0, table_sectors - 109)
    list_sectors = -(-listed // (size // 4 - 1))
    places = list(range(used + table_sectors + list_sectors))
    order.shuffle(places)
    table_places = [places.pop() for _ in range(table_sectors)]
    list_places = [places.pop() for _ in range(list_sectors)]
    following = [0xFFFFFFFF] * (table_sectors * (size // 4))
    sectors = {}
    for chain in chains:
        own = [places.pop() for _ in chain]
        for place, content, after in zip(own, chain, [*own, END][1:], strict=True):
            sectors[place], following[place] = content, after
    for place in table_places:
        following[place] = 0xFFFFFFFD
    for place in list_places:
        following[place] = 0xFFFFFFFC
    for number, place in enumerate(table_places):
        part = following[number * (size // 4) : (number + 1) * (size // 4)]
        sectors[place] = struct.pack(f"<{size // 4}I", *part)
    rest = table_places[109:]
    for place, after in zip(list_places, [*list_places, END][1:], strict=True):
        part, rest = rest[: size // 4 - 1], rest[size // 4 - 1 :]
        part += [0xFFFFFFFF] * (size // 4 - 1 - len(part))
        sectors[place] = struct.pack(f"<{size // 4}I", *part, after)
    head = MAGIC.ljust(30, b"\0") + struct.pack("<H", shift)
    head = head.ljust(68, b"\0") + struct.pack("<I", list_places[0] if list_places else END)
    first = (table_places + [0xFFFFFFFF] * 109)[:109]
    head = head.ljust(76, b"\0") + struct.pack("<109I", *first)
    return head.ljust(size, b"\0") + b"".join(sectors[place] for place in sorted(sectors))


@given(
    st.lists(st.integers(1, 9000), min_size=1, max_size=4),
    st.sampled_from([9, 12]),
    st.integers(0, 2**32),
)
def test_a_stream_is_found_wherever_its_sectors_are(
    lengths: list[int], shift: int, seed: int
) -> None:
    order = random.Random(seed)
    streams = [order.randbytes(length) for length in lengths]
    holds = holds_picture(compound(streams, shift, order))
    for stream in streams:
        assert holds(stream)
        assert holds(stream[len(stream) // 3 :])
    assert not holds(order.randbytes(32))


def test_the_table_of_a_large_file_is_read_to_its_end() -> None:
    """Above 7 MB the list of the table's sectors no longer fits into the header."""
    order = random.Random(13)
    picture = order.randbytes(7_500_000)
    source = compound([picture], 9, order)
    assert picture not in source
    assert holds_picture(source)(picture)


@pytest.mark.parametrize("field", [30, 44, 68, 76, 80, 512, 516, 1024])
def test_a_broken_file_holds_what_is_plainly_there(field: int) -> None:
    order = random.Random(field)
    stream = order.randbytes(4000)
    whole = compound([stream], 9, order)
    for value in (0, 1, 2, 0xFF, 0xFFFFFFFF, 0xFFFFFFFE, 0x7FFFFFFF):
        broken = whole[:field] + struct.pack("<I", value) + whole[field + 4 :]
        holds = holds_picture(broken[: len(broken) - value % 700])
        assert holds(broken[600:900])
        assert not holds(b"x" * 40)


@given(st.binary(max_size=3000))
def test_any_bytes_are_looked_through(data: bytes) -> None:
    holds = holds_picture(MAGIC + data)
    assert holds(data)
    assert not holds(data + b"x")


@pytest.mark.parametrize("written", ["{}", "{{\r\n{}\r\n}}", "\\bin {}"])
def test_rtf_has_pictures_in_digits(written: str) -> None:
    picture = bytes(range(7, 250))
    digits = picture.hex().upper()
    lines = "\r\n".join(digits[at : at + 37] for at in range(0, len(digits), 37))
    holds = holds_picture(b"{\\rtf1 " + written.format(lines).encode() + b"}")
    assert holds(picture)
    assert not holds(picture[::-1])
    assert holds_picture(b"{\\rtf1\\bin243 " + picture + b"}")(picture)
