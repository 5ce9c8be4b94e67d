"""全部文件: what no other page leads to, for whoever keeps a copy of the whole site."""

from .page import FilesPage, files_pages

__all__ = ["FilesPage", "files_pages"]
