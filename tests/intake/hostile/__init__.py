"""Makes files that are broken, absurd or meant to harm, and measures what reading them costs."""
