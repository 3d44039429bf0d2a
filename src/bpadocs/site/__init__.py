"""The preview: every rule as a page, beside its translations, as a message, and all of them on one
map.
"""
