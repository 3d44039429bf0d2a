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

STATES_EXPLAINED: Final = {
    State.CURRENT: "made from today’s English",
    State.CARRIED: "numbers or names exchanged as in the English, not read since",
    State.UNTRACKED: "never confirmed",
    State.EDITED: "changed since it was confirmed",
    State.STALE: "the English has changed since",
    State.MISSING: "there is no translation",
}

LEVELS: Final = {
    "error": "Error",
    "warning": "Warning",
    "hint": "Hint",
}
"""The levels of findings."""

LEVELS_COUNTED: Final = {
    "error": "Errors",
    "warning": "Warnings",
    "hint": "Hints",
}
LEVELS_EXPLAINED: Final = {
    "error": "meaning reversed or lost",
    "warning": "a wrong term, name or grammar",
    "hint": "a matter of style",
}

_STATE = "The state of a translation: "
_TEXTS: Final = (
    # every page
    ("Findings", "A link and a title: what the checks complain of."),
    ("Theme", "Not seen: what the choice between light and dark colours is called."),
    ("As the system has it", "A theme: light or dark, as on the rest of the screen."),
    ("Light", "A theme: dark letters on a light ground."),
    ("Dark", "A theme: light letters on a dark ground."),
    ("Error", "How bad a finding is; stands before its message."),
    ("Hint", "How bad a finding is: style only; stands before its message."),
    ("Errors", "Findings: stands beside or below their number."),
    ("Warnings", "Findings: stands beside or below their number."),
    ("Hints", "Findings: stands beside or below their number."),
    (
        "{name}: {count}",
        "Read aloud for a sign and a number; {name} is such as Stale or Errors. Use the "
        "punctuation of your language.",
    ),
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
    (
        "Words in the title or the name",
        "What to type into a field that filters a list of rules.",
    ),
    ("Contents", "Above the list of products and categories; short."),
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
    (
        "Edit",
        "A link beside a place in a file: it is edited where the code is hosted; short.",
    ),
    (
        "Link to this text",
        "Not seen: what a link does; it is copied, to be sent to somebody.",
    ),
    ("Comment", "A link: to write of a text where its problems are kept."),
    ("Edit this rule", "A link: its file is edited where the code is hosted."),
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
    ("Only what needs work", "A box to tick: hides the texts with nothing to do."),
    ("As shown", "A choice: Markdown as a reader sees it; stands beside “Source”."),
    ("Source", "A choice: Markdown as it was written; stands beside “As shown”."),
    ("Previous rule", "A link."),
    ("Next rule", "A link."),
    ("Previous finding", "A button."),
    ("Next finding", "A button."),
    ("Fix", "Stands before the words that a program would put in the place of others."),
    ("Glossary", "Above terms and their translations."),
    ("In other languages", "Above the same text in other languages."),
    ("To confirm it as it is:", "Stands before a command to type."),
    ("To take it over where only a typo changed:", "Stands before a command to type."),
    ("For a proposal:", "Stands before a command that proposes a translation."),
    ("To mend what is safe to mend:", "Stands before a command to type."),
    ("The English changed on {date}.", ""),
    (
        "Severity: {severity}",
        "How bad it is not to keep the rule; {severity} is a word.",
    ),
    # messages
    ("What a checker prints for this rule, here with sample values.", ""),
    ("Printed", "Above a message as a checker prints it."),
    ("Sample values", "What a choice of numbers and names is called."),
    ("long names", "A choice of sample values: names that are long."),
    ("In a checker", "A heading above code that prints the message."),
    (
        "In the files that checkers load",
        "A heading above the message as it stands in files of several formats.",
    ),
    ("not translated yet", "Stands behind a text in English."),
    ("out of date", "Stands behind a text whose English has changed."),
    # the status of translations
    ("Each translated text is compared with its English, field by field.", ""),
    ("Last commit: {commit}, {date}", "{commit} is a name such as 3e75133."),
    ("What the signs mean", "Above a list of signs and their meanings."),
    *(
        (english, "Explains a state of a translation, after its name.")
        for english in STATES_EXPLAINED.values()
    ),
    *(
        (english, "Explains how bad findings are.")
        for english in LEVELS_EXPLAINED.values()
    ),
    (
        "all of it reviewed",
        "Explains a tick: somebody has read and approved every text of a rule.",
    ),
    (
        "Reviewed",
        "Texts that somebody has read and approved: beside or below a number.",
    ),
    ("Not reviewed", "A filter: nobody has approved some of the texts."),
    ("Made by a machine", "Texts: a filter, and stands beside a number."),
    ("Words to translate", "Stands beside or below a number."),
    ("Words to review", "Stands beside or below a number."),
    ("Oldest stale text", "Stands beside the date since which it is stale."),
    (
        "{date}: {current} current, {reviewed} reviewed",
        "How far a translation was on an earlier day; the others are shares such as 91%.",
    ),
    ("Review", "The name of a filter: whether somebody has read the translation."),
    ("With errors", "A filter of findings."),
    ("With errors or warnings", "A filter of findings."),
    ("With findings", "A filter of findings."),
    ("Most urgent first", "An order of a table."),
    ("Order", "The name of a choice: by what a table is sorted."),
    ("These numbers for programs:", "Stands before a link to a file."),
    ("What to do next", ""),
    (
        "All rules to do: {count}",
        "A link that shows all rules with something left to do.",
    ),
    ("To hand it out to translators:", "Stands before a command to type."),
    ("Nothing to do", "All translations of a language are current."),
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
    # the findings
    (
        "What the checks have found, by check and language. Missing and stale texts are not among "
        "it: the translation status has them.",
        "",
    ),
    ("Check", "At the head of a column: the name of a check."),
    ("Total", "At the head of a column of numbers."),
    (
        "Mended by {command}",
        "At the head of a column of numbers; {command} is a command.",
    ),
    ("Level", "The name of a filter: how bad findings are."),
    ("Nothing found", "The checks have found nothing in any rule."),
    ("and {count} more", "Below a list that is cut off."),
    ("Findings shown: {count} of {total}", ""),
    ("What the checks look for", "A link, and the title of a page."),
    (
        "The checks that have found something here. In a terminal, {command} says the same of "
        "any check.",
        "{command} is a command.",
    ),
    ("What it looks for", "A link to the explanation of a check."),
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
