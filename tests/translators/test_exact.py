"""Whatever a text is, it comes back from a file as it went out, and no other line of a rule file
changes.
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_helpers import last_line

from bpadocs.formats import po_file
from bpadocs.formats.yaml.edit import Value, edit
from bpadocs.formats.yaml.nodes import MapNode, ScalarNode, Source
from bpadocs.lint.registry import all_checks
from bpadocs.project.read_rule import read_rule
from bpadocs.project.settings import Settings
from bpadocs.project.tree import Project
from bpadocs.rule.model import DETAIL_FIELDS, FIELDS, Product, SourceFile, Text
from bpadocs.translators import po_export, po_import, xliff_export, xliff_import
from bpadocs.translators.incoming import Incoming, take_in
from bpadocs.translators.jobs import outgoing
from bpadocs.translators.plural_forms import english_forms, expand, is_plural, trimmed
from bpadocs.translators.returned import Returned
from bpadocs.translators.stamping import Confirmation, stamp, write_stamps
from bpadocs.words.labels import Labels

EXAMPLES = 20
"""CI has the patience."""
NO_LINT = MappingProxyType({"disable": [check.name for check in all_checks()]})
SETTINGS = Settings(
    MappingProxyType(
        {"en": "en-us", "fr": "fr-fr", "ko": "ko-kr", "pl": "pl-pl", "ar": "ar-sa"}
    ),
    "",
    NO_LINT,
)
PRODUCT = Product(
    "p",
    "P",
    ("Windows",),
    "Windows",
    None,
    None,
    {},
    {},
    SourceFile("rules/p/product.yaml", ""),
)
HEAD = """\
# A comment.
page: Page
severity: error   # as agreed
category: policy
arguments:
  vms: {type: list, label: list of machines}
text:
  en: {title: T, issue: I, impact: '{vms}', resolution: R}
"""

SIGNS = " \n\r\t\x7f\x85\xa0\u2028\u2029\u202f\u200f\ufeff:#'\"\\\\*&!%@`[],|>~<"
WORDS = [
    "word",
    "no",
    "12:30",
    "---",
    "{vms}",
    "- ",
    ": ",
    " # ",
    "\r\n",
    "\n\n",
    "«\xa0x\xa0»",
    "עברית",
    "العربية",
    "한국어",
    "😀",
]
MARKS = [
    "**b**",
    "*i*",
    "`code`",
    "[l](x.md)",
    "\n- item",
    "\n## h\n",
    "\n```\nx\n```\n",
    "<br>",
    "]]>",
    "&amp;",
    "\x1b",
    "  \n",
]
PARTS = st.sampled_from([*SIGNS, *WORDS, *MARKS])
PLAIN = st.one_of(
    st.lists(PARTS, max_size=10).map("".join),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=20
    ),
    st.just("A paragraph of 10 KB, with «guillemets» : and a # mark. " * 180),
)
TEXTS = PLAIN.map(lambda text: text if text.strip() else f"{text}x")
LANGUAGES = st.sampled_from(["fr", "ko", "pl", "ar"])


def values(language: str) -> st.SearchStrategy[dict[str, Value]]:
    from bpadocs.words.cldr import plural_categories

    forms = st.fixed_dictionaries(dict.fromkeys(plural_categories(language), TEXTS))
    simple = {
        name: TEXTS
        for name in FIELDS
        if name not in ("title", "issue", "impact", "resolution")
    }
    return st.fixed_dictionaries(
        {"title": TEXTS, "impact": TEXTS, "resolution": TEXTS, "issue": TEXTS | forms},
        optional=simple,
    )


@st.composite
def projects(draw: st.DrawFn) -> tuple[Project, str]:
    language = draw(LANGUAGES)
    english = draw(values("en"))
    translated = draw(values(language))
    text = edit(HEAD, {("text", "en"): english})
    assert isinstance(english["title"], str)
    own = {name: value for name, value in translated.items() if name in english}
    text = edit(
        text,
        {
            ("text", language): own,
            ("text", "en", "impact"): "{vms}" + str(english["impact"]),
        },
    )
    project = project_of(text)
    return project_of(
        write_stamps(
            text, stamp(project.rules[0], [language], Confirmation(), Labels("en"))
        )
    ), language


def project_of(text: str) -> Project:
    rule, problems = read_rule(
        Source("rules/p/r.yaml", text), "p/r", PRODUCT, SETTINGS.languages
    )
    assert rule is not None, (problems, text)
    return Project(Path("/nowhere"), SETTINGS, (PRODUCT,), (rule,))


def as_po(project: Project, language: str) -> list[Returned]:
    units = outgoing(project, language, (), everything=True)
    text = po_export.write(
        units, language, ["P"], datetime(2026, 1, 1, tzinfo=UTC), "en"
    )
    return list(
        po_import.returned(po_file.read(text.encode(), "x.po"), language, "x.po")
    )


def as_xliff(project: Project, language: str) -> list[Returned]:
    text = xliff_export.write(
        outgoing(project, language, (), everything=True), language, "en"
    )
    found, returned = xliff_import.read(text.encode(), "x.xlf", SETTINGS.locales)
    assert found == language
    return returned


def shown(english: Text, translation: Text | None, language: str) -> dict[str, str]:
    if is_plural(english, translation):
        return {
            form: trimmed(text)
            for form, text in expand(translation or "", language).items()
        }
    assert translation is None or isinstance(translation, str)
    return {"other": trimmed(translation or "")}


@settings(max_examples=EXAMPLES)
@given(projects())
def test_every_text_comes_back_exactly(made: tuple[Project, str]) -> None:
    project, language = made
    rule = project.rules[0]
    for returned in (as_po(project, language), as_xliff(project, language)):
        assert {one.id for one in returned} == {f"p/r#{name}" for name in rule.english}
        for one in returned:
            name = one.id.partition("#")[2]
            english, translation = rule.english[name], rule.field(language, name)
            if translation is None:
                assert one.unfinished or not any(
                    one.forms.values()
                )  # at most a suggestion
            else:
                assert one.forms == shown(english, translation, language)
            first, other = map(trimmed, english_forms(english))
            assert one.english in (None, first)
            assert one.english_other == other
            assert one.broken is None or name in (
                *DETAIL_FIELDS,
                "issue",
                "impact",
                "resolution",
                "compliant",
            )
        result = take_in(project, language, returned)
        assert result.files == {}
        assert [
            refusal
            for refusal in result.refused
            if rule.field(language, refusal.id.partition("#")[2])
        ] == []


@settings(max_examples=EXAMPLES)
@given(projects())
def test_translations_that_are_gone_come_back(made: tuple[Project, str]) -> None:
    project, language = made
    rule = project.rules[0]
    returned = as_po(project, language)
    gone = project_of(edit(rule.source.text, {("text", language): None}))
    result = take_in(gone, language, returned)
    again = project_of(result.files["rules/p/r.yaml"][1]).rules[0]
    for name, text in rule.text[language].fields.items():
        found = again.field(language, name)
        assert found is not None
        assert shown(rule.english[name], found, language) == shown(
            rule.english[name], text, language
        )
        assert isinstance(found, str) == isinstance(text, str)
        if found == text:
            assert again.text[language].stamps[name] == rule.text[language].stamps[name]


@settings(max_examples=EXAMPLES)
@given(projects(), st.randoms(use_true_random=False), TEXTS)
def test_an_edit_changes_its_own_lines_only(
    made: tuple[Project, str], random: object, new: str
) -> None:
    project, language = made
    rule = project.rules[0]
    returned = as_po(project, language)
    translated = [
        one
        for one in returned
        if rule.field(language, one.id.partition("#")[2]) is not None
    ]
    one = random.choice(translated)  # type: ignore[attr-defined]
    form = random.choice(list(one.forms))  # type: ignore[attr-defined]
    forms = {**one.forms, form: new}
    edited = replace(one, line=1, forms=forms)
    result = take_in(
        project, language, [*(x for x in returned if x is not one), edited]
    )
    if result.files:
        before, after = result.files["rules/p/r.yaml"]
        name = one.id.partition("#")[2]
        paths = [("text", language, name), ("text", language, "synced", name)]
        assert without(before, *paths) == without(after, *paths)
        assert take_in(project_of(after), language, [edited]).files == {}
    else:
        assert {
            key: trimmed(text) for key, text in forms.items()
        } == one.forms or result.refused


def without(text: str, *paths: tuple[str, ...]) -> list[str]:
    """The lines of the file but for those of these values."""
    import re

    source = Source("x", text)
    lines = re.findall(
        "[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)", text
    )
    gone: set[int] = set()
    for path in paths:
        parent = source.node(path[:-1])
        assert isinstance(parent, MapNode)
        key, value = parent.items[path[-1]]
        assert isinstance(key, ScalarNode)
        gone |= set(range(key.line - 1, last_line(text, value) + 1))
    return [line for number, line in enumerate(lines) if number not in gone]


def test_nothing_returned_is_nothing_done() -> None:
    assert take_in(project_of(HEAD), "fr", []) == Incoming()
