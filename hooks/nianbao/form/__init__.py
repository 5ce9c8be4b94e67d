"""The official forms: YAML files, one an edition, and the types that read them."""

from .comparing import comparable_figures
from .glossary import Term, glossary, term_of, terms_of
from .grid import Cell, Grid, GridRow, Role, lay_out
from .labels import fold, key_of, nearest
from .load import forms, load_form
from .local import form_in_force, local_form, local_frame
from .model import Form, MainFigure, Section
from .official_table import COUNT, Address, Label, Layout, Line, Measure, MeasureKind, Table
from .relation import Equation, FormError, Relation, YearEquation

__all__ = [
    "COUNT",
    "Address",
    "Cell",
    "Equation",
    "Form",
    "FormError",
    "Grid",
    "GridRow",
    "Label",
    "Layout",
    "Line",
    "MainFigure",
    "Measure",
    "MeasureKind",
    "Relation",
    "Role",
    "Section",
    "Table",
    "Term",
    "YearEquation",
    "comparable_figures",
    "fold",
    "form_in_force",
    "forms",
    "glossary",
    "key_of",
    "lay_out",
    "load_form",
    "local_form",
    "local_frame",
    "nearest",
    "term_of",
    "terms_of",
]
