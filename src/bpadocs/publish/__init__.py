"""`bpa build`: the pages and messages of a project, nothing made twice.

The way of a rule, from YAML to page and catalog:

     1  run.run                 reads settings and labels (basis.py), and what the last build left
                                (cache.py)
     2  project.tree.scan       lists the rule files
     3  cache.inspect           compares each file and its pages with the last build; what differs
                                is a task
     4  worker.steps            takes a share of the tasks, in as many processes as they are worth
     5  project.read_rule       reads the YAML of each; any mistake in any share ends the build here
     6  render.RuleRenderer     renders the rule in each language
     7  pages.page, messages    make of it a page, and a fragment of each catalog
     8  worker.steps            writes the pages, and sends back their digests and the fragments
     9  collective.join         puts together the indexes and catalogs that something changed for
    10  cache.remember          notes all of it for the next build

`outputs` returns the same files from a project in memory, without all that. `merge.merge` joins
builds of shards.
"""

from bpadocs.publish.basis import OWNED, folder, make_way, owned
from bpadocs.publish.outputs import outputs
from bpadocs.publish.run import BuildReport, run

__all__ = [
    "OWNED",
    "BuildReport",
    "folder",
    "make_way",
    "outputs",
    "owned",
    "run",
]
