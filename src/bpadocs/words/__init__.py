"""What languages call things: shared words, terms, plural forms."""
