"""The page of a year: every organ's report, sums, all of it to take away."""
