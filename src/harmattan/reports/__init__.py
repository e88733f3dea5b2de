"""Reports: events as a page to read."""
