"""File formats, one a module. Nothing here knows a rule."""
