"""Texts out to translators and back: gettext PO, XLIFF, suggestions, a pseudo language."""
