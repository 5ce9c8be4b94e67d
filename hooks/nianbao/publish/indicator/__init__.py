"""The page of an indicator: organs by years, sums, order."""
