"""SHA-256 and SM3 (GB/T 32905) of a file, both in one reading."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Protocol

from .errors import BuildError

__all__ = ["digests_of", "sha256_of"]

_CHUNK = 1 << 20


class _Digest(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _Sm3OfCryptography:
    """SM3 of the package ``cryptography``, whose wheels bring an OpenSSL of their own."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - only where needed

        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        self._hash.update(data)

    def hexdigest(self) -> str:
        return self._hash.finalize().hex()


def _sm3() -> _Digest:
    """An empty SM3.

    Python has it from the system's OpenSSL, and some distributions leave it out of theirs.
    """
    try:
        return hashlib.new("sm3")
    except ValueError:
        pass
    try:
        return _Sm3OfCryptography()
    except ImportError as error:
        raise BuildError(
            "这个 Python 的 OpenSSL 没有国密 SM3 算法，写不出校验清单；"
            "请用虚拟环境里的 pip install --require-hashes -r requirements-import.txt 装上"
            "带有这一算法的软件包，或者换一个 Python"
        ) from error


def digests_of(file: bytes | Path) -> tuple[int, str, str]:
    """The size, the SHA-256 and the SM3 of a file.

    Raises OSError if it cannot be read, BuildError if nothing on this machine computes SM3.
    """
    size, sha256, sm3 = 0, hashlib.sha256(), _sm3()
    with io.BytesIO(file) if isinstance(file, bytes) else file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            sha256.update(chunk)
            sm3.update(chunk)
    return size, sha256.hexdigest(), sm3.hexdigest()


def sha256_of(file: Path) -> str:
    """The SHA-256 alone, which is what is compared."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
