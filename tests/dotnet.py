"""A real .NET, which PyPI carries: what Regex.Unescape and String.Format make of texts.

It runs in a process of its own, for a process that has loaded it must not be forked. The process is started once, and
answers a line with a line until there is nobody left who asks.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("dotnetcore2", "pythonnet", "clr_loader")
WHY_NOT = "no .NET here; `make dotnet` brings it (PyPI: dotnetcore2 and pythonnet)"
ARGUMENTS = ("A-0", "B-1", "C-2", "D-3")
"""What is put in for {0}, {1}, …"""


def is_there() -> bool:
    """Whether it can be loaded."""
    return all(find_spec(name) for name in NEEDED)


def unescape(texts: list[str]) -> list[str]:
    """What Regex.Unescape makes of each text."""
    return _ask("unescape", texts)


def format_each(texts: list[str]) -> list[str]:
    """What String.Format makes of each text, with the arguments above."""
    return _ask("format", texts)


def _ask(what: str, texts: list[str]) -> list[str]:
    process = _started()
    assert process.stdin
    assert process.stdout
    # lone surrogates are not in our texts, and no JSON of theirs would come back
    process.stdin.write(json.dumps([what, texts]) + "\n")
    process.stdin.flush()
    said = process.stdout.readline()
    assert said, ".NET has ended; see what it said last"
    answer: list[str] = json.loads(base64.b64decode(said))
    return answer


@cache
def _started() -> "subprocess.Popen[str]":
    """The process; it ends with this one, by which its input ends."""
    return subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="ascii",
    )


def _answer() -> None:
    # Not by import statements: mypy knows neither, whether they are here or not.
    dotnetcore2 = import_module("dotnetcore2")
    load = import_module("pythonnet").load
    # culture does not matter to what is asked, and the libraries for it may be missing
    os.environ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"
    framework = {"name": "Microsoft.NETCore.App", "version": "3.1.0"}
    options = {"runtimeOptions": {"tfm": "netcoreapp3.1", "framework": framework}}
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "runtimeconfig.json")
        config.write_text(json.dumps(options))
        root = Path(str(dotnetcore2.__file__)).parent / "bin"
        load("coreclr", runtime_config=str(config), dotnet_root=str(root))
    import_module("clr").AddReference("System.Text.RegularExpressions")
    system = import_module("System")
    regex = import_module("System.Text.RegularExpressions").Regex
    given = system.Array[system.Object](list(ARGUMENTS))
    for question in sys.stdin:
        what, texts = json.loads(question)
        answers = []
        for text in texts:
            if what == "unescape":
                answers.append(str(regex.Unescape(text)))
            else:
                answers.append(str(system.String.Format(text, given)))
        print(base64.b64encode(json.dumps(answers).encode()).decode(), flush=True)


if __name__ == "__main__":
    _answer()
