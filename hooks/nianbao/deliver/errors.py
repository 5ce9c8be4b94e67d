"""What stops a delivery and is for a person to settle."""

from __future__ import annotations

import errno

from .. import refusals

__all__ = ["DeliveryError", "reason_of"]

_REASONS_THERE = {
    "ENOSPC": "那里的磁盘满了，请清理出空间",
    "EDQUOT": "那里的磁盘配额用完了，请清理出空间",
    "EROFS": "那里的磁盘是只读的",
    "EACCES": "没有权限，请看看文件夹属于哪个用户",
    "EPERM": "没有权限，请看看文件夹属于哪个用户",
}


class DeliveryError(Exception):
    """A site cannot be put where it should go; the message is a Chinese sentence."""


def reason_of(error: OSError) -> str:
    """Why a system refuses something, in Chinese where it is a common one."""
    known = _REASONS_THERE.get(errno.errorcode.get(error.errno or 0, ""))
    return known or refusals.reason_of(error)
