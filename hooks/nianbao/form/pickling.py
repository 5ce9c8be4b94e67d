"""How forms go from one process to another: there is one object of each, in every process."""

from __future__ import annotations

import copyreg
from collections.abc import Callable

from .editions import forms
from .local import local_form, local_frame
from .model import Form, FormFigure
from .official_table import Label
from .tableless import tableless_form

__all__ = ["let_forms_be_pickled"]


def let_forms_be_pickled() -> None:
    """A national form is named by its key, a local one by what its report declares."""
    copyreg.pickle(Form, _reduced)


def _reduced(
    form: Form,
) -> tuple[Callable[..., Form], tuple[str | tuple[Label, ...] | tuple[FormFigure, ...], ...]]:
    if forms().get(form.key) is form:
        return _national, (form.key,)
    if form is local_frame():
        return local_frame, ()
    if form is tableless_form():
        return tableless_form, ()
    (table,) = form.tables.values()
    (block,) = table.blocks
    return local_form, (table.caption, block.columns, block.rows, tuple(form.indicators.values()))


def _national(key: str) -> Form:
    return forms()[key]
