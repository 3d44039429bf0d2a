"""`bpa build`: pages and messages of a project, nothing made twice.

    scan ─ what is known from the last build? ─ read and render the rest ─ join indexes and catalogs ─ write

`outputs` is the plain truth, all files from a project in memory; `run` gets to the same bytes with less work.
"""

from bpadocs.publish.names import FOLDER, OWNED, folder, owned
from bpadocs.publish.outputs import outputs
from bpadocs.publish.run import Report, run

__all__ = ["FOLDER", "OWNED", "Report", "folder", "outputs", "owned", "run"]
