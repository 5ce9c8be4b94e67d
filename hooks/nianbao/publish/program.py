"""What makes a site, as one digest: what is kept from earlier builds goes by it."""

from __future__ import annotations

from ..build import digests
from ..form import editions_in_use

__all__ = ["program_digest"]


def program_digest() -> str:
    """The program with the forms that a site adds to it: what is made changes with either."""
    return digests.digest_of(digests.program_digest(), editions_in_use())
