"""Report -> Facts: what pages about many reports need of each, and what reports say together."""
