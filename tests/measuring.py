"""How slipcover measures the suite, where it does; imported before anything of the package is."""

import sys

# It puts a mark at each line, and takes out those that were passed often enough. To take them out
# it goes through the functions of all modules, in every process that a build starts anew, which
# costs more than all the marks: so let it wait. It has an option for this, which it does not hand
# on to the processes of pytest-xdist.
OFTEN_ENOUGH = 20_000

if plugin := sys.modules.get("slipcover.pytest_plugin"):
    measure = plugin._slipcover_instance
    if measure is not None:
        measure.d_miss_threshold = OFTEN_ENOUGH
