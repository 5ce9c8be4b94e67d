"""Why the system refuses to open or to write something, in Chinese.

Its own words are English, or whatever the machine is set to; who reads them here need not be.
"""

from __future__ import annotations

import errno

from .visible import visible

__all__ = ["reason_of"]

_REASONS = {
    "ENOSPC": "磁盘满了",
    "EDQUOT": "磁盘配额用完了",
    "EROFS": "磁盘是只读的",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EIO": "磁盘读写出错",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ENOMEM": "内存不够",
    "ENOENT": "没有这个文件或者文件夹",
    "ENOTDIR": "上一级不是文件夹",
    "EISDIR": "这是文件夹，不是文件",
    "EEXIST": "已经有了同名的文件",
    "ENOTEMPTY": "文件夹不是空的",
    "ENAMETOOLONG": "文件名太长",
    "ELOOP": "链接绕了圈",
    "EBUSY": "别的程序正在用它",
    "ETXTBSY": "别的程序正在用它",
    "EADDRINUSE": "别的程序占着",
    "EADDRNOTAVAIL": "这台机器没有这个地址",
    "ECONNREFUSED": "那里不接受连接",
    "ETIMEDOUT": "等了很久没有回答",
}


def reason_of(error: OSError) -> str:
    """A few words for a common reason, the system's own for any other."""
    known = _REASONS.get(errno.errorcode.get(error.errno or 0, ""))
    return known or visible(error.strerror or str(error) or type(error).__name__)
