"""Whether a source holds another report behind the first: of another organ, or another year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..document import Block, Paragraph
from ..identity import Identity
from ..tables.label_matching import bare
from .report_title import whole_title
from .section_titles import Level, number_of

__all__ = ["second_titles"]

_FIRST = (Level.CHAPTER, 1)


def second_titles(blocks: Sequence[Block], title: str, identity: Identity) -> Iterator[Paragraph]:
    """The lines that are titles of other reports than this, each with a first section below.

    A link to another report, or a line that names one, has no sections below; this report's own
    title may stand there again in other words.
    """
    begins = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and number_of(block.element.text.strip())[:2] == _FIRST
    ]
    # What stands above the first section is that report's own heading, in whatever words.
    for place in range(min(begins, default=0) + 1, max(begins, default=0)):
        block = blocks[place]
        other = whole_title(block)
        is_own = bare(other) == bare(title) or (
            identity.organ in other and str(identity.year) in other
        )
        if isinstance(block, Paragraph) and other and not is_own:
            yield block
