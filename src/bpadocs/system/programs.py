"""Where other programs are."""

import os


def where_is(name: str) -> str | None:
    """Return the whole path of a program that the user can start by its name.

    We look for it ourselves: Windows would look in the current folder first, which is a project and
    may bring a program of that name along.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    for folder in os.get_exec_path():
        path = os.path.join(folder, file)
        if os.path.isabs(path) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None
