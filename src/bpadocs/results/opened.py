"""Open what a project says in all its languages, to understand results and to say them again."""

from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.messages.catalog import catalogs
from bpadocs.project.tree import Project
from bpadocs.results.phrases import Phrases
from bpadocs.results.say import Speaker
from bpadocs.results.shared import shared_sentences
from bpadocs.results.understanding import Book, plain_names
from bpadocs.runtime import CatalogError, Messages
from bpadocs.words.labels import read_labels

_BUILD = "run “bpa build”"


def open_speaker(project: Project, folder: Path, locale: str | None) -> Speaker:
    """Return who says results in this language, with the messages that were built in the folder.

    Raises BrokenInputError where they are not there, and UsageError where the project has no such
    language.
    """
    messages: dict[str, Messages] = {}
    languages = project.settings.languages
    for language in languages:
        messages[language] = _messages(folder, language)
        if messages[language].locale != language:
            raise _not_built(folder / language, f"no messages in “{language}” here")
    target = _messages(folder, locale)
    if target.wanted.split("-")[0] != target.locale.split("-")[0]:
        known = ", ".join(languages)
        raise UsageError(
            f"--locale: no messages in “{target.wanted}”; this project has {known}"
        )
    for rule in project.rules:
        if rule.id not in messages[languages[0]]:
            raise _not_built(folder / languages[0], f"no rule “{rule.id}” here")
    source = project.settings.source_language
    labels = read_labels(project.root, languages, source)
    texts = catalogs(project.rules, labels, project.settings)
    rules = {rule.id: rule for rule in project.rules}
    book = Book(
        rules=rules,
        phrases=Phrases(texts.values()),
        messages=messages,
        names=plain_names(project.rules),
        labels=labels,
    )
    return Speaker(
        book=book,
        messages=target,
        shared=shared_sentences(labels),
    )


def _messages(folder: Path, locale: str | None) -> Messages:
    try:
        return Messages.open(folder, locale)
    except CatalogError as error:
        raise _not_built(Path(error.path), error.what) from None


def _not_built(path: Path, what: str) -> BrokenInputError:
    return BrokenInputError([Problem(path.as_posix(), 1, 1, f"{what}; {_BUILD}")])
