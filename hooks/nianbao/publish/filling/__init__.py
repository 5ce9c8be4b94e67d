"""填报助手: the page on which a report is written, with every form and its relations inside."""

from .form_data import filling_data
from .page import FillingPage, filling_page
from .single_file import single_file

__all__ = ["FillingPage", "filling_data", "filling_page", "single_file"]
