"""The pages where translators work: a rule with its texts, the queue beside it, and what helps."""

import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from markupsafe import Markup, escape

from bpadocs.lint.check import documentation
from bpadocs.lint.history import History
from bpadocs.lint.registry import all_checks
from bpadocs.lint.settings import glossary_of
from bpadocs.rule.model import UI_FIELDS, ArgumentType, Plural, Rule, general_form
from bpadocs.rule.provenance import is_about
from bpadocs.site.changed_files import ChangedFile, changed_files, diffs_of
from bpadocs.site.compare_view import provenance_words, word_change
from bpadocs.site.frame import SiteLanguage, address, title_of
from bpadocs.site.live import LiveSite, SiteState
from bpadocs.site.message_view import sample_value
from bpadocs.site.mistakes import Editor
from bpadocs.site.overview import day
from bpadocs.site.served_templates import served_template
from bpadocs.site.text_history import TextVersion, versions_of
from bpadocs.site.work_queue import WorkQueue, window
from bpadocs.site.work_rows import RuleAtWork, boxes, marks_of, numbers_of, others
from bpadocs.system import git
from bpadocs.translators.plural_forms import shown
from bpadocs.translators.suggest import Memory, text_id
from bpadocs.words.glossary import Glossary

WORK: Final = "translate"
"""The folder of the pages where texts are worked on, and the page that begins them."""
CHANGES: Final = "changes.html"
_Made = TypeVar("_Made")
_NAMES: Final = ("SQL01", "WEB02", "FILE03", "DC04", "VM05", "HV06", "BCK07")


class Workplace:
    """Makes the pages where somebody works."""

    def __init__(self, live: LiveSite, editor: Editor) -> None:
        self._live = live
        self._editor = editor
        self._queue = WorkQueue()
        self._of_state: tuple[int, dict[str, Any]] = (0, {})
        """What was made from a state, by what it is; all of it goes with the state."""

    def page(self, path: str) -> bytes | None:
        """Return the page at this address; None where there is none."""
        state = self._live.state
        parts = path.strip("/").split("/")
        if state is None or len(parts) < 2:
            return None
        language = _language(parts[0], state)
        if language is None:
            return None
        rest = "/".join(parts[1:])
        if rest == CHANGES:
            return self._changes(state, language)
        if rest == f"{WORK}.html":
            return self._work(state, language, None)
        rule = state.rule_at(path) if parts[1] == WORK else None
        if rule is None or rest != f"{WORK}/{address(rule)}":
            return None
        return self._work(state, language, rule)

    # Pages

    def _work(
        self, state: SiteState, language: SiteLanguage, rule: Rule | None
    ) -> bytes:
        if language.source:
            return self._choose(state, language, rule)
        waiting = self._queue.texts(state, language)
        to_do = [one for one in waiting if one.is_to_do]
        to_review = [one for one in waiting if not one.is_to_do]
        identifier = rule.id if rule else None
        context: dict[str, Any] = {
            "title": language.word("Translate"),
            "rule": rule,
            "heading": title_of(rule, language) if rule else None,
            "rows": [],
            "marks": [],
            "to_do": window(to_do, identifier),
            "to_review": window(to_review, identifier),
            **self._facts_of_git(self._changed()),
        }
        path = f"{WORK}.html"
        if rule is not None:
            path = f"{WORK}/{address(rule)}"
            at_work = RuleAtWork(
                rule=rule,
                language=language,
                state=state,
                history=self._history(state),
                glossary=self._glossary(state, language),
                editor=self._editor,
            )
            context["rows"] = at_work.rows()
            context["marks"] = marks_of(language.code)
        return state.run.page_around(served_template("work"), path, language, context)

    def _choose(
        self, state: SiteState, language: SiteLanguage, rule: Rule | None
    ) -> bytes:
        """Return a page that says which languages there are to translate into."""
        path = f"{WORK}/{address(rule)}" if rule else f"{WORK}.html"
        choices = []
        for other in state.run.frame.translations:
            waiting = self._queue.texts(state, other)
            to_do = sum(one.is_to_do for one in waiting)
            choices.append((other, to_do))
        context = {
            "title": language.word("Translate"),
            "choices": choices,
            "path": path,
            **self._facts_of_git(self._changed()),
        }
        return state.run.page_around(
            served_template("work_language"), path, language, context
        )

    def _changes(self, state: SiteState, language: SiteLanguage) -> bytes:
        changed = self._changed()
        context = {
            "title": language.word("What was changed"),
            "files": None if changed is None else diffs_of(self._live.root, changed),
            **self._facts_of_git(changed),
        }
        return state.run.page_around(
            served_template("changes"), CHANGES, language, context
        )

    def _changed(self) -> list[ChangedFile] | None:
        return changed_files(self._live.root)

    def _facts_of_git(self, changed: list[ChangedFile] | None) -> dict[str, Any]:
        return {
            "branch": git.branch_of(self._live.root),
            "changed": None if changed is None else len(changed),
        }

    # What helps with a text

    def help(self, asked: Mapping[str, str]) -> bytes | None:
        """Return what helps with a text: terms, a suggestion, other languages, the message."""
        state = self._live.state
        text = _named(asked, state)
        if state is None or text is None:
            return None
        rule, name, language = text
        context = {
            "language": language,
            "t": language.shown,
            "terms": self._terms(rule, name, state, language),
            "suggestion": self._suggestion(rule, name, state, language),
            "others": others(rule, name, state.run.frame.languages, language),
            "printed": self._printed(rule, name, state, language),
        }
        return served_template("help").render(context).encode()

    def _terms(
        self, rule: Rule, name: str, state: SiteState, language: SiteLanguage
    ) -> list[Any]:
        glossary = self._glossary(state, language)
        text = rule.english[name]
        words = "\n".join(text.forms.values()) if isinstance(text, Plural) else text
        return [*dict.fromkeys(term for term, _ in glossary.found_in(words))]

    def _suggestion(
        self, rule: Rule, name: str, state: SiteState, language: SiteLanguage
    ) -> dict[str, Any] | None:
        memory = self._once(
            state,
            f"memory {language.code}",
            lambda: Memory(state.project, language.code),
        )
        found = memory.suggest(text_id(rule, name), rule.english[name])
        if found is None:
            return None
        wanted = boxes(rule, language.code, name)
        if found.forms is None:
            plural = len(wanted) > 1
            given = shown(found.translation, language.code, plural=plural)
        else:
            given = dict(found.forms)
        other = given.get("other", "")
        forms = [(box.form, given.get(box.form, other)) for box in wanted]
        return {"id": found.id, "score": found.score, "forms": forms}

    def _printed(
        self, rule: Rule, name: str, state: SiteState, language: SiteLanguage
    ) -> list[tuple[str, dict[str, str]]]:
        """Return what a checker puts in the place of each argument, by plural form."""
        if name not in UI_FIELDS:
            return []
        found = []
        with tempfile.TemporaryDirectory() as aside:
            messages = state.run.open_messages(Path(aside), [rule])[language.code]
            message = messages[rule.id]
            for box in boxes(rule, language.code, name):
                values = _samples(rule, language.code, box.form)
                found.append((box.form, message.shown(**values)))
        return found

    def history(self, asked: Mapping[str, str]) -> bytes | None:
        """Return who wrote a text, when, and what it was."""
        state = self._live.state
        text = _named(asked, state)
        if state is None or text is None:
            return None
        rule, name, language = text
        versions = versions_of(self._history(state), rule, language.code, name)
        told = []
        for version, before in zip(versions, [*versions[1:], None], strict=True):
            told.append(_told(version, before, language))
        context = {"language": language, "t": language.shown, "versions": told}
        return served_template("history").render(context).encode()

    def explain(self, check: str) -> bytes | None:
        """Return what a check is about."""
        for one in all_checks():
            if one.name == check:
                context = {"check": one, "text": documentation(one)}
                return served_template("explain").render(context).encode()
        return None

    # What is made from a state once

    def _once(self, state: SiteState, what: str, make: Callable[[], _Made]) -> _Made:
        number, kept = self._of_state
        if number != state.number:
            kept = {}
            self._of_state = state.number, kept
        if what not in kept:
            kept[what] = make()
        return cast(_Made, kept[what])

    def _history(self, state: SiteState) -> History:
        # a commit changes what git tells, and no file of the project
        commit = git.commit_of(self._live.root, "HEAD")
        return self._once(state, f"history {commit}", lambda: History(self._live.root))

    def _glossary(self, state: SiteState, language: SiteLanguage) -> Glossary:
        return self._once(
            state,
            f"glossary {language.code}",
            lambda: glossary_of(self._live.root, state.project.settings, language.code),
        )


@lru_cache(maxsize=512)
def _sample_count(language: str, form: str, most: int) -> int:
    """Return a number for a plural form, the largest that a list of samples has."""
    numbers = [number for number in numbers_of(language, form) if number]
    fitting = [number for number in numbers if number <= most]
    if fitting:
        return fitting[-1] if form == "other" else fitting[0]
    return numbers[0] if numbers else most


def _samples(rule: Rule, language: str, form: str) -> dict[str, object]:
    """Return a value for each argument, such that a text has this plural form."""
    values: dict[str, object] = {}
    for argument in rule.arguments.values():
        sample = sample_value(argument)
        if argument.type is ArgumentType.LIST:
            number = _sample_count(language, form, 3)
            sample = [*_NAMES[:number]]
        elif argument.type is ArgumentType.NUMBER:
            sample = _sample_count(language, form, 640)
        values[argument.name] = sample
    return values


def _named(
    asked: Mapping[str, str], state: SiteState | None
) -> tuple[Rule, str, SiteLanguage] | None:
    """Return the rule, the field and the language that a browser names; None where one is not.

    What surrounds a text is in the language of the page, which is the same.
    """
    rule = state.rules.get(asked.get("rule", "")) if state else None
    name = asked.get("field", "")
    if state is None or rule is None or name not in rule.english:
        return None
    for language in state.run.frame.translations:
        if language.code == asked.get("language", ""):
            return rule, name, language
    return None


def _told(
    version: TextVersion, before: TextVersion | None, language: SiteLanguage
) -> dict[str, Any]:
    """Return what the template shows of a version: what is new in it, and what was said of it."""
    text, stamp = version.text, version.stamp
    old = before.text if before else None
    html = Markup("")
    if text is None:
        html = word_change(old or "", "")
    elif old is None:
        html = escape(general_form(text))
    elif text != old:
        html = word_change(old, text)
    said = ""
    if stamp is not None and text is not None and is_about(stamp, text):
        said = provenance_words(stamp, language)
    return {
        "commit": version.commit,
        "author": version.author,
        "day": day(version.time, language),
        "said": said,
        "html": html,
    }


def _language(locale: str, state: SiteState) -> SiteLanguage | None:
    for language in state.run.frame.languages:
        if language.locale == locale:
            return language
    return None
