"""The words of the site while it is served, and of the place where translators work in it."""

from typing import Final

from bpadocs.words import of_site
from bpadocs.words.of_pages import SharedWord
from bpadocs.words.of_site import CONTEXT

OF_SCRIPTS: Final = {
    "checking": "Checking…",
    "lost": "bpa serve has ended. This page no longer changes.",
    "mistake": "1 mistake in the project",
    "mistakes": "Mistakes in the project: {count}",
    "stands": "What is broken is shown as it was before; everything else is up to date.",
    "hide": "Hide (Esc)",
    "open": "Open in the editor",
    "translate": "Translate",
    "translate_here": "Translate here",
    "error": "Error",
    "warning": "Warning",
    "hint": "Hint",
    "fix": "Fix",
    "insert": "Insert",
    "explain": "Explain {check}",
    "checked": "Checked in {ms} ms",
    "blocked": "Errors keep it from being confirmed: {count}",
    "unsaved": "Not saved yet; kept in this browser",
    "restored": "Not saved yet; what you wrote was kept in this browser",
    "saving": "Saving…",
    "saved": "Saved as a draft",
    "confirmed": "Saved and confirmed",
    "reviewed": "Noted as reviewed",
    "kept": "Noted as still right",
    "failed": "Not saved: {reason}",
    "offline": "Not saved: bpa serve cannot be reached. What you wrote is kept in this browser.",
    "conflict": "This text has changed in its file while you were writing",
    "conflict_english": "The English has changed while you were writing",
    "yours": "Yours",
    "theirs": "In the file now",
    "before": "Where you began",
    "take_theirs": "Take the text of the file",
    "keep_mine": "Go on with mine",
    "empty": "no text",
    "all_done": "Nothing left to do in this list",
}
"""What scripts say, by the names that they have for it."""

_TEXTS: Final = (
    ("This page is being made…", "Stands where a page will come in a moment."),
    ("It comes by itself as soon as it is there.", ""),
    (
        "The site cannot be made yet",
        "The title of a page: files of the project have mistakes.",
    ),
    ("Mend what is wrong; the site then comes by itself.", ""),
    ("Not found", "The title of a page: there is none at this address."),
    ("There is no such page, or none any more.", ""),
    ("All rules", "A link to the list of rules."),
    ("Texts to work on", "Not seen: what the list of texts is called."),
    ("To do: {count}", "A heading above a list of texts; a number."),
    (
        "To review: {count}",
        "A heading above a list of texts that nobody has read; a number.",
    ),
    ("Words: {count}", "How many words the texts of a list have in English."),
    ("Errors: {count}", "How many errors a text has; short."),
    ("Warnings: {count}", "How many warnings a text has; short."),
    (
        "To be reviewed",
        "The state of a text that nobody has read beside the English; short.",
    ),
    ("And {count} more", "Stands below a list that is cut off."),
    ("Next text", "What a key does; short."),
    ("Save, confirm and go on", "What a key does; short."),
    ("Save as a draft", "A button, and what a key does: the text is not done yet."),
    (
        "Next finding",
        "What a key does: go to the next thing that a check complains of.",
    ),
    ("Fix it", "What a key does: let the tool mend what a check complains of."),
    ("Insert an argument", "What a key does: insert a placeholder such as {name}."),
    ("Take the suggestion", "A button, and what a key does."),
    ("Keys", "A heading above a list of keys."),
    ("Choose a text on the list.", ""),
    ("Nothing to do in this language.", ""),
    ("Choose a language to translate into.", ""),
    (
        "English is what is translated. It is written in the files of the rules.",
        "",
    ),
    ("English: what has changed", "Above an English text in which a change is marked."),
    ("Insert:", "Stands before buttons that insert something."),
    ("no-break space", "A button that inserts one; short."),
    ("Text in {language}", "Not seen: what a field for a text is called."),
    ("such as {numbers}", "Stands behind a plural form: some numbers that have it."),
    ("Save and confirm", "A button: the text says what the English says."),
    (
        "Still right, because …",
        "A button: the text needs no change though the English has changed.",
    ),
    (
        "Why is it still right?",
        "What a field is called: a reason is typed in, which is kept.",
    ),
    ("typo in the English", "Stands in an empty field as an example of a reason."),
    ("Mark as reviewed", "A button: somebody has read the text beside the English."),
    ("Back to the text of the file", "A button: what was typed is dropped."),
    ("Suggested", "A heading above a translation that is suggested."),
    ("as {text}", "Where a suggestion comes from; {text} is the name of a text."),
    ("Other languages", "A heading above the same text in other languages."),
    ("Glossary", "A heading above terms and their translations."),
    ("not: {words}", "Stands behind a term: words that are wrong."),
    ("History", "Above a list: who wrote a text, when, and what it was."),
    ("not committed yet", "Stands in the place of a date: git does not have it yet."),
    ("Git knows nothing of this text.", "There is no history of it."),
    ("Message as it is printed", "A heading above the message that a checker prints."),
    ("No help for this text.", "Neither terms nor suggestions are known."),
    (
        "What was changed",
        "A link, and the title of a page that shows changes of files.",
    ),
    ("Files changed: {count}", "How many files differ from the last commit."),
    ("Branch: {branch}", "The name of a branch in git."),
    (
        "What differs from the last commit in rules/. Nothing is committed here; that is done "
        "with git.",
        "",
    ),
    ("Nothing has changed since the last commit.", ""),
    ("There is no git history here.", ""),
    ("Connected", "The page is connected to the program that serves it; short."),
)


def _words() -> tuple[SharedWord, ...]:
    """Return what the site has not on other pages as well."""
    known = {word.english for word in of_site.WORDS if word.context == CONTEXT}
    texts = [(one, "Shown while texts are worked on.") for one in OF_SCRIPTS.values()]
    found = []
    for english, comment in (*texts, *_TEXTS):
        if english not in known:
            found.append(SharedWord(CONTEXT, english, comment))
    return tuple(found)


WORDS: Final = _words()
