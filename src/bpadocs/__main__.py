"""`python -m bpadocs` is `bpa`."""

from bpadocs.cli import program

program()
