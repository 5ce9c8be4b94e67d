"""Which kind of target a destination is."""

from __future__ import annotations

from pathlib import Path

from ..settings import Destination, FolderDestination
from .errors import DeliveryError
from .folder import FolderTarget
from .rsync import RsyncTarget
from .target import Target

__all__ = ["target_at"]


def target_at(destination: Destination, ssh_config: Path | None) -> Target:
    """The target at a destination, which is not reached yet.

    Raises DeliveryError if a package is missing that it needs.
    """
    if isinstance(destination, FolderDestination):
        return FolderTarget(destination.folder)
    if destination.with_rsync:
        return RsyncTarget(destination, ssh_config)
    try:
        from .sftp import SftpTarget  # noqa: PLC0415 - only SFTP needs the package
    except ModuleNotFoundError as error:
        if error.name != "asyncssh":
            raise
        raise DeliveryError(
            "用 SFTP 发布要先安装一个软件包：执行 python3 scripts/run.py setup publish，"
            "或者用虚拟环境里的 pip install --require-hashes -r requirements-publish.txt"
        ) from error
    return SftpTarget(destination, ssh_config)
