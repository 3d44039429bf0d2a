"""Lint: every way a translation drifts from its source, found on rule files and on existing pages
alike.
"""
