"""A page for whoever checks an import: the source as read, beside the file that was written."""
