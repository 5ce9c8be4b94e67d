"""What is wrong at a place in a file, the catalogue of rules, and the ways to print a problem."""

from .catalogue import Rule, RuleGroup, Severity, catalogue
from .explaining import SEVERITIES, explain
from .formats import FORMATS, count_line, text_report
from .problems import MOST, TOP, Mark, Problem, Problems, has_errors

__all__ = [
    "FORMATS",
    "MOST",
    "SEVERITIES",
    "TOP",
    "Mark",
    "Problem",
    "Problems",
    "Rule",
    "RuleGroup",
    "Severity",
    "catalogue",
    "count_line",
    "explain",
    "has_errors",
    "text_report",
]
