"""A reader in a process of its own: its answer, its refusal, and every way it may fail."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pytest
from nianbao.intake.bounded import read_bounded
from nianbao.intake.document import Document, Paragraph, Refusal
from nianbao.source import Element


def process_of(_: object) -> int:
    return os.getpid()


def document_of(text: str) -> Document:
    attributes = MappingProxyType({"href": "https://www.example.gov.cn/"})
    link = Element("a", attributes, (text,))
    pictures = MappingProxyType({"1.png": b"\x89PNG"})
    return Document((Paragraph(Element("p", children=(link,))),), pictures=pictures)


def refuse(_: object) -> NoReturn:
    raise Refusal("这个文件是空的", "请检查选的文件对不对")


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def fill(megabytes: int) -> int:
    return len(bytes(megabytes * 2**20))


def fill_once(marker: str) -> str:
    """Stands for a task that the memory of the process, full of earlier files, does not allow."""
    if Path(marker).exists():
        return "done"
    Path(marker).touch()
    os._exit(9)


def leave(code: int) -> NoReturn:
    os._exit(code)


def fall(depth: int) -> int:
    return fall(depth + 1) + 1


def fail(word: str) -> NoReturn:
    raise LookupError(word)


def test_a_document_comes_back_as_it_is() -> None:
    assert read_bounded(document_of, "示例") == document_of("示例")


def test_one_process_answers_one_call_after_the_other() -> None:
    first = read_bounded(process_of, None)
    assert first != os.getpid()
    assert [read_bounded(process_of, None) for _ in range(3)] == [first] * 3


def test_a_refusal_comes_back_as_it_is() -> None:
    with pytest.raises(Refusal) as caught:
        read_bounded(refuse, None)
    assert (caught.value.sentence, caught.value.advice) == (
        "这个文件是空的",
        "请检查选的文件对不对",
    )


def test_what_takes_too_long_is_ended() -> None:
    before = read_bounded(process_of, None)
    with pytest.raises(Refusal, match="1 秒内没有读完"):
        read_bounded(sleep, 60, seconds=1)
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert read_bounded(document_of, "下一个") == document_of("下一个")


def test_what_takes_too_much_memory_is_refused() -> None:
    pytest.importorskip("resource")
    with pytest.raises(Refusal, match="内存太多"):
        read_bounded(fill, 1200, megabytes=1000)
    assert read_bounded(fill, 1200, megabytes=4000) == 1200 * 2**20


def test_a_process_that_dies_is_a_refusal_and_the_next_call_has_a_new_one() -> None:
    before = read_bounded(process_of, None)
    with pytest.raises(Refusal, match="程序退出了"):
        read_bounded(leave, 3)
    assert read_bounded(process_of, None) != before


def test_what_earlier_files_left_in_the_process_is_no_fault_of_the_next(tmp_path: Path) -> None:
    before = read_bounded(process_of, None)
    assert read_bounded(fill_once, str(tmp_path / "marker")) == "done"
    assert read_bounded(process_of, None) != before


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(Refusal, match="嵌套太深"):
        read_bounded(fall, 0)


def test_any_other_failure_names_its_kind() -> None:
    with pytest.raises(Refusal, match=r"文件已损坏.*（LookupError）"):
        read_bounded(fail, "x")
