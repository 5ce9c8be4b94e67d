"""数据下载: the page that offers all data of the portal and says what is in it."""

from .page import DataFile, OpenDataPage
from .questions import Question, questions

__all__ = ["DataFile", "OpenDataPage", "Question", "questions"]
