"""The site's own words, in English; translations are in locales/, like those of the pages."""

from typing import Final

from bpadocs.rule.provenance import State
from bpadocs.words.of_pages import SharedWord

CONTEXT: Final = "site"

STATES: Final = {
    State.CURRENT: "Current",
    State.CARRIED: "Carried",
    State.UNTRACKED: "Untracked",
    State.EDITED: "Edited",
    State.STALE: "Stale",
    State.MISSING: "Missing",
}

_STATE = "The state of a translation: "
_TEXTS: Final = (
    # every page
    ("Skip to the content", "A link for those who use the keyboard."),
    ("Best Practices", "The site's name in the corner of every page; short."),
    ("Site", "Not seen: what the main navigation is called for screen readers."),
    ("Rules", "A link to the list of rules, and the heading of that list."),
    (
        "Translation status",
        "A link, and the title of the page that shows the state of all translations.",
    ),
    (
        "Search rules and messages in every language",
        "Not seen: what the search field is for.",
    ),
    ("Search rules and messages", "Stands in the empty search field; short."),
    ("Search results", "Not seen."),
    ("Loading the search…", ""),
    ("Nothing found for “{query}”", "Use your language's quotation marks."),
    ("Results: {count}", "The number of search results."),
    ("Language:", "Not seen: stands before the name of the page's language."),
    (
        "Made by bpadocs from the rule files. Translations are compared with the English at every "
        "build.",
        "",
    ),
    (
        "You are here",
        "Not seen: what the path at the top of a page is called for screen readers.",
    ),
    ("Views of this rule", "Not seen."),
    ("Page", "A view of a rule: as a page of the documentation."),
    ("Side by side", "A view of a rule: English and a translation beside each other."),
    ("Message", "A view of a rule: the message that a checker prints."),
    # the list of rules
    (
        "What each rule looks for, what happens if nobody acts, and how to put it right.",
        "",
    ),
    ("Languages", "Stands below a number."),
    (
        "Translations current",
        "Stands below a percentage: so many of the translated texts are up to date.",
    ),
    # the page of a rule
    ("Not everything here is translated yet.", ""),
    (
        "In English until then: {fields}.",
        "{fields} is a list such as: Impact, Resolution.",
    ),
    ("The English has changed since this was translated.", ""),
    ("Out of date: {fields}.", "{fields} is a list such as: Impact, Resolution."),
    ("What changed", "A link to the change."),
    ("In this article", "Above the list of a page's headings."),
    ("Translations", ""),
    (
        "Rule",
        "Stands before a rule's identifier, and at the head of a column of rules.",
    ),
    ("See also", "A heading above links."),
    ("Note", "The title of a box in the text."),
    ("Tip", "The title of a box in the text."),
    ("Important", "The title of a box in the text."),
    ("Caution", "The title of a box in the text."),
    ("Warning", "The title of a box in the text."),
    ("Copy", "A button that copies code."),
    ("Copied", "What the button says afterwards."),
    # side by side
    ("Title", "The title of a rule."),
    ("Heading", "The heading of a rule's page, where it is not the title."),
    ("Description", "The description of a rule for search engines."),
    (
        "{section}: details",
        "{section} is Issue, Impact or Resolution: the longer text that only the page has.",
    ),
    (
        "When all is well",
        "Above the sentence that a checker prints when a rule is kept.",
    ),
    ("Fields by state", "Not seen: what a list of numbers is called."),
    ("Open findings: {count}", "How many mistakes the checks have found."),
    ("About the whole rule", "A heading above findings that belong to no single text."),
    (
        "Finding",
        "Not seen: stands before a number. Something that a check complains of.",
    ),
    ("plural form", "Stands before the name of a plural form, such as: one."),
    ("Not translated yet", ""),
    ("What changed in the English", ""),
    (
        "The earlier English text is not in the history that is available here. To see "
        "the change, fetch the whole history (git fetch --unshallow).",
        "Keep the command as it is.",
    ),
    ("by a person", "Who translated: stands with other facts, separated by commas."),
    ("by a machine", "Who translated: stands with other facts, separated by commas."),
    ("reviewed", "Stands with other facts, separated by commas."),
    (
        "carried over from the English",
        "What became of a translation: stands with other facts, separated by commas.",
    ),
    (
        "What changed is the same in every language. This command takes it over:",
        "Stands before a command to type.",
    ),
    # messages
    ("What a checker prints for this rule, here with sample values.", ""),
    ("Printed", "Above a message as a checker prints it."),
    (
        "Printed for {count}",
        "Above a message as a checker prints it for this number of things.",
    ),
    ("In a checker", "A heading above code that prints the message."),
    ("not translated yet", "Stands behind a text in English."),
    ("out of date", "Stands behind a text whose English has changed."),
    # the status of translations
    ("Each translated text is compared with its English, field by field.", ""),
    ("What to do next", ""),
    (
        "All rules to do: {count}",
        "A link that shows all rules with something left to do.",
    ),
    ("Nothing to do", "All translations of a language are current."),
    ("Language", "The name of a filter."),
    ("State", "The name of a filter: the state of a translation."),
    ("Product", "The name of a filter."),
    ("All", "A filter that is off."),
    ("To do", "A filter: every rule with something left to do."),
    ("Reset", "A button that takes all filters back."),
    ("Rules shown: {count} of {total}", ""),
    (
        "Shared words",
        "Headings, labels and other words of locales/, which every page has: the last row of a "
        "table.",
    ),
    ("Show more rules", "A button below a long table."),
    ("No rules match. Change a filter, or reset all filters.", ""),
    ("{share} current", "Read aloud for a bar: so many percent are current."),
)

WORDS: Final = (
    SharedWord(CONTEXT, "Current", _STATE + "it matches the English."),
    SharedWord(
        CONTEXT,
        "Carried",
        _STATE
        + "numbers, names, links or code were exchanged in it as in the English, and nobody has "
        "read it since.",
    ),
    SharedWord(
        CONTEXT,
        "Untracked",
        _STATE + "nobody has confirmed that it matches the English.",
    ),
    SharedWord(
        CONTEXT,
        "Edited",
        _STATE
        + "it is another text than was confirmed; nobody has said that it matches.",
    ),
    SharedWord(CONTEXT, "Stale", _STATE + "the English has changed since."),
    SharedWord(CONTEXT, "Missing", _STATE + "there is none."),
    *(SharedWord(CONTEXT, english, comment) for english, comment in _TEXTS),
)
