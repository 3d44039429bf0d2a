"""The reference of the manual, docs/reference/, made of the code: `make manual`.

Each module makes one page, or a few of one kind. What is said in a docstring, a schema or the help
of an option is taken from there, and not said again here.
"""
