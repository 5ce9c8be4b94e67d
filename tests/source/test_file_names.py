"""Names of files beside reports: what Windows cannot hold, what servers run, what looks alike.

These cannot stand in golden cases: nobody on Windows could clone them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.source.file_names import name_fault, twin_of

FINE = [
    *("附件1.pdf", "2021年 明细表.xlsx", "a.b.pdf", "2024.1.20.pdf", "报告.v2.docx", "con1.txt"),
    *("a+b&c.csv", "（附件）.zip", "console.png", "\u00e9.txt", "1.总体情况.pdf", "x.PDF"),
    *(
        "2021年报.docx.pdf",
        "要点.pdf.pdf",
        "年报.final.pdf",
        "www.gov.cn下载.pdf",
        "增长10%情况.pdf",
    ),
    *(
        "a;b.pdf",
        "附件1（盖章版）.pdf",
        "《办法》〔2021〕1号.pdf",
        "“一件事”清单.pdf",
        "[1]附件.pdf",
    ),
]
FAULTY = [
    *("con.pdf", "CON.pdf", "nul", "aux.tar.txt", "com1.pdf", "LPT9.csv", "com¹.pdf", "conin$.txt"),
    *("a.php.pdf", "index.html.txt", "a.asp;.jpg", "shell.phtml.png", "a.js.zip"),
    *(
        ".htaccess",
        "-rf.pdf",
        "~$稿.docx",
        "a.pdf.",
        "a.pdf ",
        " a.pdf",
        "..",
        "a/b.pdf",
        "a\\b.pdf",
    ),
    *("a:b.pdf", "a?.pdf", "a*.pdf", 'a".pdf', "a|b.pdf", "<a>.pdf", "a%2e.pdf"),
    *("a\nb.pdf", "a\x1b.pdf", "a\u202efdp.exe", "a\u200b.pdf", "e\u0301.pdf", "\udcff.pdf"),
    "长" * 80 + ".pdf",
]


@pytest.mark.parametrize("name", FINE)
def test_a_name_that_is_fine(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize("name", FAULTY, ids=ascii)
def test_a_name_that_is_not(name: str) -> None:
    assert name_fault(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("甲.PDF", "甲.pdf"), ("A.pdf", "a.pdf"), ("\u00e9.txt", "e\u0301.txt"), ("ß", "SS")],
)
def test_twins(one: str, other: str, tmp_path: Path) -> None:
    for name in (one, other, "别的.pdf"):
        (tmp_path / name).touch()
    assert twin_of(tmp_path / one) == other
    assert twin_of(tmp_path / other) == one
    assert twin_of(tmp_path / "别的.pdf") == ""
