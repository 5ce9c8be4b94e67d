"""Whether an organ has had its name already."""

from __future__ import annotations

from ..problem import Problems
from ..source import Listing, Organ

__all__ = ["check_former_names"]


def check_former_names(listing: Listing, organ: Organ, problems: Problems) -> None:
    """A former name ends with a year that has been reported about, and before the organ does.

    Otherwise no report stands under the name that the organ is said to have.
    """
    latest = listing.latest_year
    for name, last in organ.former_names:
        if organ.last_year is not None and last >= organ.last_year:
            reason = f"这个机关到 {organ.last_year} 年为止"
        elif latest is not None and last > latest:
            reason = f"最晚的报告是 {latest} 年度的"
        else:
            continue
        problems.add(
            "former-name-ahead",
            organ.mark,
            f"“{organ.slug}”的曾用名“{name}”写着用到 {last} 年度，{reason}",
            address=(organ.slug,),
            found=last,
            advice=f"还没有一份报告用“{organ.name}”。请核对 to：它是那个名称用到的最后一个年度",
        )
