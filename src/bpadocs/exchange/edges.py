"""Line breaks around a text. They come from how a rule file is written and say nothing; no translator sees them.

gettext's tools refuse a translation that does not begin and end with a line break as its original does.
"""


def inner(text: str) -> str:
    """The text without the line breaks at its ends."""
    return text.strip("\n")


def like(text: str, model: str) -> str:
    """The text with the line breaks at its ends that the model has."""
    before = len(model) - len(model.lstrip("\n"))
    after = len(model) - len(model.rstrip("\n"))
    return "\n" * before + inner(text) + "\n" * (after if inner(model) else 0)
