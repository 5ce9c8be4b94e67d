"""What the figures of many reports say together: indicators over years and organs."""

from ...facts.observations import Observation, county_over_years, observed, over_years, parts_of

__all__ = ["Observation", "county_over_years", "observed", "over_years", "parts_of"]
