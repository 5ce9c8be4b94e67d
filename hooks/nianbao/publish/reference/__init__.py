"""Pages and schemas that are made from the library itself."""
