"""What a clerk, or whoever has taken over a clerk's account, may push into reports/."""
