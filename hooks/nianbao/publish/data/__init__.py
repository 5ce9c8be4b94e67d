"""The figures for programs: CSV, JSON, and files packed together."""
