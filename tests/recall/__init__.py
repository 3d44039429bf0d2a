"""Faults planted into clean rules and pages, to see which of them lint finds."""
