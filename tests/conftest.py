"""What holds for every test."""

from hypothesis import settings

# A busy machine is no fault of the code: speed has tests of its own.
settings.register_profile("default", deadline=None)
settings.load_profile("default")
