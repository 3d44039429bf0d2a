"""Markdown as a tree that knows the place of each of its parts in the text."""

from bpadocs.formats.markdown.read import parse, parse_plain
from bpadocs.formats.markdown.tree import Block, Document, Inline, OffsetMap

__all__ = ["Block", "Document", "Inline", "OffsetMap", "parse", "parse_plain"]
