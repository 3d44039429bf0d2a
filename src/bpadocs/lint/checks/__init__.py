"""One file a check. See code_spans.py for the form."""
