"""填报助手: the page on which a report is written, with every form and its relations inside."""

from .form_data import filling_data

__all__ = ["filling_data"]
