"""The English source, and suppressions."""
