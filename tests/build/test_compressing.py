"""Compressed copies: of texts only, the same bytes every time, and what they are copies of."""

from __future__ import annotations

import gzip
from pathlib import Path

from listed_site import manifest_of
from nianbao.build.compressing import compressed_copies

LONG = "政府信息公开工作年度报告\n" * 100


def test_texts_that_gain_by_it_have_copies(tmp_path: Path) -> None:
    for name in ("a.html", "a.csv", "a.svg", "a.pdf", "a.png", "taken.html", "taken.html.gz"):
        (tmp_path / name).write_text(LONG, "utf-8")
    (tmp_path / "short.html").write_text("短", "utf-8")
    entries = manifest_of(tmp_path).entries
    copies = {entry.path: content for entry, content in compressed_copies(tmp_path, entries)}
    assert list(copies) == ["a.csv", "a.html", "a.svg"]
    for path, content in copies.items():
        assert gzip.decompress(content) == (tmp_path / path).read_bytes()
        assert content[4:8] == bytes(4), "no time"
        assert not content[3] & 0b1000, "no name"
    again = {entry.path: content for entry, content in compressed_copies(tmp_path, entries)}
    assert again == copies
