"""Links, code, emphasis, structure: compared on the Markdown tree."""
