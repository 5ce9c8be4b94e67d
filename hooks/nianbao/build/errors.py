"""What stops the making or comparing of a site's folder and is for a person to settle."""

from __future__ import annotations

__all__ = ["BuildError"]


class BuildError(Exception):
    """A build, a rollback or a verification cannot go on; the message is a Chinese sentence."""
