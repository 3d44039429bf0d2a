"""Published Markdown pages, as they are: read them, audit them, bring them over."""
