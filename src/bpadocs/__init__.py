"""Best Practices Analyzer rules, stated once: documentation pages and checker messages in many
languages.
"""

__version__ = "0.1.0"
