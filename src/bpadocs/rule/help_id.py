"""What checkers call a rule: an identifier, for keys of resources have no slashes or hyphens."""

import re

LONGEST = 100
HELP_ID = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{LONGEST - 1}}}")
"""What a file may state: an identifier for .NET, PowerShell and XML, on any keyboard."""

_WORD = re.compile(r"[^\W_]+")


def default_help_id(name: str) -> str:
    """Return the identifier that is made of a name: `hyper-v/test-failover` is TestFailover.

    A product's folder is left out, for files of checkers are by product.
    """
    words = _WORD.findall(name.rpartition("/")[2])
    # Not str.title(), which would spell VM2Go as Vm2Go.
    joined = "".join(word[0].upper() + word[1:] for word in words)
    # A number such as ² is a letter to regular expressions, and in no identifier.
    kept = [letter for letter in joined if f"a{letter}".isidentifier()]
    joined = "".join(kept)[: LONGEST - 4]
    if joined.isidentifier():
        return joined
    return f"Rule{joined}"


def plain_name(name: str) -> str:
    """Return a name without its folder and all that other tools write otherwise.

    `hyper-v/test-failover`, `TestFailover` and `Contoso\\Test.Failover` are the same.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last.casefold() if character.isalnum())


def is_help_id(text: str) -> bool:
    """Whether this may be one, stated or made of a name in any alphabet."""
    return text.isidentifier() and len(text) <= LONGEST
