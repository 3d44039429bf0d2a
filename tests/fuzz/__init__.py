"""Mutated inputs for everything that reads: no traceback, no hang, no half-written file."""
