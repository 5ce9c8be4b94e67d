"""数据下载: the page that offers all data of the portal and says what is in it."""

from .api_page import ApiPage, api_pages
from .page import DataFile, OpenDataPage
from .questions import Question, questions

__all__ = ["ApiPage", "DataFile", "OpenDataPage", "Question", "api_pages", "questions"]
