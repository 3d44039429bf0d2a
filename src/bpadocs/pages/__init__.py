"""A rule and the words of a language into the text of its page."""
