"""One file a check, in groups. See markup/code_spans.py for the form."""
