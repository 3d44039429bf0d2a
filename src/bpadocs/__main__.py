"""`python -m bpadocs` is `bpa`."""

import sys

from bpadocs.cli import main

sys.exit(main())
