"""Blanks, marks and quotes as the language sets them."""
