"""The text of a source -> the sections of a report, as Markdown."""
