"""The page of an organ: its years, its figures over the years, its reforms."""
