"""The official forms: YAML files, one an edition, and the types that read them."""

from .codes import CODE
from .comparing import comparable_figures, incomparable_figures, incomparable_reasons
from .editions import (
    Edition,
    RowAdded,
    RowsAdded,
    edition_forms,
    editions_in_use,
    forms,
    use_editions,
)
from .glossary import Term, glossary, term_of, terms_of
from .grid import Cell, Grid, GridRow, Role, lay_out
from .indicators import Breakdown, Indicator, indicators, topics
from .labels import fold, key_of, nearest
from .load import load_form
from .local import form_in_force, local_form, local_frame, printed_labels
from .model import NUMBERED, Form, FormFigure, Section
from .official_table import (
    COUNT,
    Address,
    Label,
    Layout,
    Line,
    Measure,
    MeasureKind,
    Table,
    named_labels,
)
from .organ_kind import OrganKind
from .pickling import let_forms_be_pickled
from .relation import Equation, FormError, Relation, YearEquation
from .tableless import all_forms, tableless_form

__all__ = [
    "CODE",
    "COUNT",
    "NUMBERED",
    "Address",
    "Breakdown",
    "Cell",
    "Edition",
    "Equation",
    "Form",
    "FormError",
    "FormFigure",
    "Grid",
    "GridRow",
    "Indicator",
    "Label",
    "Layout",
    "Line",
    "Measure",
    "MeasureKind",
    "OrganKind",
    "Relation",
    "Role",
    "RowAdded",
    "RowsAdded",
    "Section",
    "Table",
    "Term",
    "YearEquation",
    "all_forms",
    "comparable_figures",
    "edition_forms",
    "editions_in_use",
    "fold",
    "form_in_force",
    "forms",
    "glossary",
    "incomparable_figures",
    "incomparable_reasons",
    "indicators",
    "key_of",
    "lay_out",
    "load_form",
    "local_form",
    "local_frame",
    "named_labels",
    "nearest",
    "printed_labels",
    "tableless_form",
    "term_of",
    "terms_of",
    "topics",
    "use_editions",
]

let_forms_be_pickled()
