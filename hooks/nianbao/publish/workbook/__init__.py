"""填报工作簿: the workbook in which a report is written by people who type no YAML."""

from .book import workbook_bytes
from .material import BookMaterial, book_material

__all__ = ["BookMaterial", "book_material", "workbook_bytes"]
