"""Commands that are killed at work, and that find the disk full: files are whole, and another run
does the rest.
"""
