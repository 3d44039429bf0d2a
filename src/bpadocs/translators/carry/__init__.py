"""Carry the English's exchanged numbers, names, links and code over into its translations.

A change of the English that stands the same in every language needs no translator: 8 GB became
16 GB, an address moved, a command has another name. Each module does one part of it, and leaves to
people whatever is not certain: a wrong translation that nobody looks at is worse than a stale one.
"""
