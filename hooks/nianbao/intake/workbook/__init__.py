"""填报工作簿 that come back filled in: recognised, read cell by cell, written as a report."""
