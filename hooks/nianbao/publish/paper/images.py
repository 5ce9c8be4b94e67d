"""Whether Typst can set an image of a report, asked of Typst itself."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from ...picture_head import PictureError, picture_head
from .paper_pictures import name_on_paper, put_on_paper
from .pdf_standards import PDF_STANDARDS

__all__ = ["image_fault"]

# What the standards ask of a document, and of an image in it.
_PAGE = b"""#set document(title: "-", date: datetime(year: 2000, month: 1, day: 1))
#set page(width: auto, height: auto)
#image(sys.inputs.file, alt: "-")"""


def image_fault(file: Path, folder: Path | None = None) -> str:
    """Why an image cannot be typeset, or nothing: it is set as in the PDF of a report.

    Typst unpacks whatever it is given: its head is looked at first. What the PDF will have is
    left in ``folder``, so that it is made once.
    """
    try:
        picture_head(file)
        with TemporaryDirectory() if folder is None else nullcontext(folder) as place:
            name = name_on_paper(file)
            put_on_paper(file, Path(place, name))
            typst.Compiler(
                _PAGE, root=Path(place), sys_inputs={"file": f"/{name}"}, ignore_system_fonts=True
            ).compile(pdf_standards=list(PDF_STANDARDS))
    except PictureError as error:
        return str(error)
    except typst.TypstError as error:
        return error.message
    return ""
