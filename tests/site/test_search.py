"""What the search knows of a rule."""

import json
from pathlib import Path

from site_helpers import write_site_project

from bpadocs.project.tree import read_project
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering
from bpadocs.words.labels import read_labels


def test_the_words_and_commands_of_details_are_known_once(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    project = read_project(root)
    run = Rendering(project, read_labels(root, project.settings.languages), {})
    script = run.shared_makers[f"{SITE}/en-us/search.js"]().decode()
    index = json.loads(script.partition(".push(")[2].removesuffix(");\n"))
    [backups] = [rule for rule in index["rules"] if rule[0] == "hyper-v/backups"]
    _, address, severity, title, printed, details = backups
    assert (address, severity) == ("hyper-v/Backups.html", "error")
    assert title == "Back up virtual machines"
    words = details.split()
    assert {"Get-VM", "DC01", "Where-Object"} <= set(words)
    assert len(words) == len({word.casefold() for word in words})
    assert "machines" in printed
    assert "machines" not in words, "the title has it"
