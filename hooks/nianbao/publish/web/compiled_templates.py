"""Templates compiled once, for all processes of a build and all builds after it.

To compile those of a site takes a third of a second in each process that makes pages.
"""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket

from ...build.digests import digest_of
from ...build.store import Store
from ..program import program_digest

__all__ = ["CompiledTemplates"]


class CompiledTemplates(jinja2.BytecodeCache):
    """Keeps the code of each template of one environment, which has a ``name``, in a store.

    There is one for each template: what is of another program, or of another text of the template,
    is as good as not there.
    """

    def __init__(self, store: Store, name: str = "") -> None:
        self._store = store
        self._name = name
        # What an environment is set to, and its filters, are part of the program.
        self._begin = f"{program_digest()}\n".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes out the code, if it is of this program; Jinja looks whether it is of this text."""
        kept = self._store.value(self._key(bucket)) or b""
        if kept.startswith(self._begin):
            bucket.bytecode_from_string(kept.removeprefix(self._begin))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code."""
        self._store.keep(self._key(bucket), self._begin + bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return digest_of("template", self._name, bucket.key)
