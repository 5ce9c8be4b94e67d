"""数据下载: the page that offers all data of the portal and says what is in it."""

from .api_page import ApiPage, api_pages
from .page import DataFile, OpenDataPage

__all__ = ["ApiPage", "DataFile", "OpenDataPage", "api_pages"]
