"""The page of a report: its sections, its figures in pictures, its versions."""
