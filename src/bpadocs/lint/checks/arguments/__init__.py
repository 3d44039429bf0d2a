"""The arguments that a checker fills in."""
