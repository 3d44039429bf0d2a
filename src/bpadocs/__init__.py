"""Best Practices Analyzer rules, stated once: documentation pages and checker messages in many
languages.
"""

__version__ = "0.1.0"

HOME = "https://pypi.org/project/bpadocs/"
"""Where people find out what this is, for those who see only what it printed."""
