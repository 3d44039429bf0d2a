"""Other tools that make documentation in several languages, each doing the nearest thing on the
same texts.
"""
