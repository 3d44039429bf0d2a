"""What holds for every test."""

import os

from hypothesis import settings

# A busy machine is no fault of the code: speed has tests of its own. In CI the examples are the same each time, so that
# a failure belongs to the change at hand; at home they are new ones.
settings.register_profile("bpadocs", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("bpadocs")
