"""What is made from the library stands in docs/ as it is: ``make docs`` was not forgotten."""

from __future__ import annotations

import pytest
from nianbao.publish.reference import reference_files
from places import ROOT


@pytest.mark.parametrize("name", reference_files())
def test_the_file_is_as_make_docs_writes_it(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == reference_files()[name]
