"""What is made of the contents of files: each once, what an archive holds before the archive."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from nianbao.publish.artifact import Artifact, Later, text
from nianbao.publish.data.archives import Enclosure, archive_of
from nianbao.publish.making import make
from nianbao.publish.paper.typesetting import Typesetter
from publications import TYPEFACES

DAY = date(2022, 1, 20)


def test_what_takes_work_is_done_once_and_can_be_packed(tmp_path: Path) -> None:
    done: list[str] = []

    def work() -> bytes:
        done.append("work")
        return b"\0\xff"

    later = Later("a key", work)
    inner = archive_of("inner", [Enclosure("a.bin", later, DAY), Enclosure("b", text("b"), DAY)])
    outer = archive_of("outer", [Enclosure("inner.zip", inner, DAY)])
    artifacts = [
        Artifact("a.bin", "application/octet-stream", later),
        Artifact("outer.zip", "application/zip", outer),
    ]
    typesetter = Typesetter(TYPEFACES, tmp_path)
    files = make(artifacts, typesetter, tmp_path, lambda _done, _total: None)
    assert done == ["work"]
    assert files[later].read() == b"\0\xff"
    with zipfile.ZipFile(io.BytesIO(files[outer].read())) as bundle:
        packed = bundle.read("inner.zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        assert bundle.read("a.bin") == b"\0\xff"
        assert bundle.read("b") == b"b"
