"""`[tool.bpadocs]` of the project's pyproject.toml."""
