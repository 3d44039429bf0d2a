"""Existing pages into a project: rules, what their product shares, and the words of each language.

Every page is written as a rule and built again in memory; only what comes out as it was is taken over. Nothing that
is in a project already is overwritten.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bpadocs.catalogs import updated
from bpadocs.existing.drafts import CannotError, Draft, draft, front_matter_of, most
from bpadocs.existing.folder import Folder
from bpadocs.existing.found_layout import derive, derive_translation
from bpadocs.existing.learn import incomplete, learn, with_words
from bpadocs.existing.merge import merge
from bpadocs.existing.page import Page
from bpadocs.existing.revision import Revision, revision_of
from bpadocs.existing.texts import BentError, Fields, tidy, translated_fields, without_anchors
from bpadocs.existing.units import type_of
from bpadocs.existing.yaml_text import Data, yaml_file
from bpadocs.furniture import NOTE, UNTRANSLATED
from bpadocs.labels import Labels
from bpadocs.model import FIELDS, MADE_FROM, SECTIONS, SOURCE_LANGUAGE, Origin, Product, Rule, Stamp
from bpadocs.new_rule import schema_copies, schema_reference
from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS
from bpadocs.pages.layout import for_translation, words_of
from bpadocs.pages.page import english_page, localized_page, page_hash
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import PRODUCT_FILE, RULES, read_project, rule_path
from bpadocs.provenance import PAGE_HASH, fingerprint, format_stamp
from bpadocs.reading.product import read_product
from bpadocs.reading.rule import read_rule
from bpadocs.settings import FILE, culture
from bpadocs.source import Source
from bpadocs.vocabulary import words

_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


@dataclass
class Import:
    """What an import makes, and what it leaves."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path in the project."""
    rules: list[Rule] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    """Pages that a rule cannot say, with the reason."""
    differences: list[Problem] = field(default_factory=list)
    """English pages that come out different in white space."""
    kept: list[Problem] = field(default_factory=list)
    """What the project says otherwise than the page; the project is left as it is."""
    current: Counter[str] = field(default_factory=Counter)
    """Translated pages by language: made from exactly this English."""
    untracked: Counter[str] = field(default_factory=Counter)
    """Made from another."""
    learnt: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    """Words for locales/ that were taken from the pages, by language."""


def import_pages(
    english: Folder, others: Sequence[Folder], labels: Mapping[str, Labels], root: Path, product_id: str
) -> Import:
    """The files of the project, without writing them."""
    return _Importer(english, others, labels, root, product_id).run()


class _Importer:
    def __init__(
        self, english: Folder, others: Sequence[Folder], labels: Mapping[str, Labels], root: Path, product_id: str
    ) -> None:
        self.english = english
        self.others = others
        self.root = root
        self.product_id = product_id
        learnt = learn(english, others, labels)
        self.labels = {language: with_words(known, learnt.get(language, {})) for language, known in labels.items()}
        self.languages = tuple(labels)
        self.project = read_project(root) if (root / RULES).is_dir() else None
        rules = self.project.rules if self.project else ()
        self.existing = {rule.page.casefold(): rule for rule in rules if rule.product.id == product_id}
        self.made = Import(learnt={language: dict(words) for language, words in learnt.items()})

    def run(self) -> Import:
        made = self.made
        for folder in (self.english, *self.others):
            made.left_out += folder.unreadable.values()
        drafts = self._drafts()
        if drafts:
            product = self._product(drafts)
            for one in drafts:
                self._take_over(one, product)
            self._shared_files(product)
        return made

    # English

    def _drafts(self) -> list[Draft]:
        drafts = []
        rules: dict[str, Page] = {}
        for page in self.english.pages.values():
            if any("\ud800" <= character <= "\udfff" for character in page.name):
                self._leave_out(page, "its file name is not UTF-8; rename the file")
                continue
            if not page.name.isprintable():
                self._leave_out(page, "its name has characters that nobody can see; rename the file")
                continue
            try:
                one = draft(page)
            except CannotError as error:
                self._leave_out(page, error.reason, error.line, error.column)
                continue
            first = rules.setdefault(one.rule, page)
            if first is not page:
                self._leave_out(page, f"{first.file} makes a rule of the same name")
                continue
            drafts.append(one)
        name = most([one.product for one in drafts]) if drafts else None
        name = name or (drafts[0].product if drafts else "")
        for one in drafts:
            if one.product != name:
                reason = f"its table says “{one.product}”, most pages say “{name}”; import it as another product"
                self._leave_out(one.page, reason)
        return [one for one in drafts if one.product == name]

    def _leave_out(self, page: Page, reason: str, line: int = 1, column: int = 1) -> None:
        self.made.left_out.append(Problem(page.file, line, column, f"left out: {reason}"))

    def _product(self, drafts: Sequence[Draft]) -> Product:
        path = f"{RULES}/{self.product_id}/{PRODUCT_FILE}"
        existing = self.project.products if self.project else ()
        for product in existing:
            if product.id == self.product_id:
                return product
        data = _shared(drafts)
        bare = self._read_product(path, data)
        layouts = [found for one in drafts if (found := self._layout(one, bare, {})) is not None]
        common = _common(layouts)
        if common:
            data["layout"] = common
        product = self._read_product(path, data)
        self.made.files[path] = product.source.text.encode()
        return product

    def _read_product(self, path: str, data: Mapping[str, Data]) -> Product:
        source = Source(path, yaml_file(data, schema_reference(self.root, "product.schema.json")))
        product, problems = read_product(source, self.product_id)
        if product is None:
            raise BrokenInputError(problems)
        return product

    def _layout(self, one: Draft, product: Product, inherited: Mapping[str, str]) -> dict[str, str] | None:
        rule, _ = self._read(one, _data(one, product), product._replace(layout={}))
        if rule is None:
            return None
        tidy_page = english_page(replace(rule, layout={}), self.labels[SOURCE_LANGUAGE])
        return derive(tidy_page, self._original(one.page), inherited)

    def _original(self, page: Page) -> str:
        """The page as its bytes were, but for line ends that only a checkout made of them."""
        if "\r\n" in page.original and (self._hashed_with_lf(page) or not _all_returns(page.original)):
            return page.original.replace("\r\n", "\n")
        return page.original

    def _hashed_with_lf(self, page: Page) -> bool:
        hashes = {
            entry.value
            for folder in self.others
            if (beside := folder.pages.get(page.name)) and (entry := beside.entry(HASH_KEY))
        }
        return page_hash(page.original.replace("\r\n", "\n")) in hashes

    def _read(self, one: Draft, data: Mapping[str, Data], product: Product) -> tuple[Rule | None, list[Problem]]:
        identifier = f"{self.product_id}/{one.rule}"
        text = yaml_file(data, schema_reference(self.root, "rule.schema.json"))
        return read_rule(Source(rule_path(identifier), text), identifier, product, self.languages)

    def _take_over(self, one: Draft, product: Product) -> None:
        data = _data(one, product)
        rule, problems = self._read(one, data, product)
        if rule is None:
            self._leave_out(one.page, problems[0].message)
            return
        original = self._original(one.page)
        own = self._layout(one, product, product.layout)
        if own is None:
            if (reason := self._difference(rule, original)) is not None:
                self._leave_out(one.page, *reason)
                return
            tidy_page = english_page(replace(rule, layout={}), self.labels[SOURCE_LANGUAGE])
            own = derive_translation(tidy_page, original, product.layout)
        if own:
            data = _with_layout(data, own)
        texts: dict[str, Data] = dict(data["text"])  # type: ignore[arg-type]
        for folder in self.others:
            page = folder.pages.get(one.page.name)
            if page is not None:
                self._translate(one, page, folder, texts)
        data = {**data, "text": texts}
        rule, problems = self._read(one, data, product)
        if rule is None:
            self._leave_out(one.page, problems[0].message)
            return
        data = self._with_layouts(rule, one, data)
        rule, problems = self._read(one, data, product)
        assert rule is not None, problems
        written = english_page(rule, self.labels[SOURCE_LANGUAGE])
        if written != (original if self._hashed_with_lf(one.page) else one.page.original):
            self.made.differences.append(_white_space(one.page, written))
        self._write(rule, data)

    def _difference(self, rule: Rule, original: str) -> tuple[str, int, int] | None:
        """Why a page cannot be kept; nothing where white space alone differs."""
        ours = english_page(replace(rule, layout={}), self.labels[SOURCE_LANGUAGE]).split("\n")
        ours = [line for line in ours if line.strip()]
        theirs = [(number, line) for number, line in enumerate(original.split("\n"), 1) if line.strip()]
        for our, (number, their) in zip(ours, theirs, strict=False):
            if words_of(our) != words_of(their):
                return f"“{their.strip()[:60]}” would come out as “{our.strip()[:60]}”", number, 1
        if len(ours) != len(theirs):
            return "it has lines that a rule has no place for", theirs[min(len(ours), len(theirs)) - 1][0], 1
        return None

    # Translations

    def _translate(self, one: Draft, page: Page, folder: Folder, texts: dict[str, Data]) -> None:
        language = folder.locale.language
        try:
            fields = self._fields(one, page, language)
        except BentError as error:
            self._leave_out(page, str(error))
            return
        if not fields:
            return
        revision = revision_of(page, one.page)
        stamps = {entry.key: entry.value for entry in page.front_matter if entry.key in STAMP_KEYS}
        front = self._front_matter(one, page, folder, revision)
        text: dict[str, Data] = {name: fields[name] for name in FIELDS if name in fields}
        if front:
            text["front_matter"] = front
        synced: dict[str, Data] = {}
        if revision is Revision.THIS:
            machine = stamps.get("ms.translationtype", "").upper() == "MT"
            origin = Origin.MACHINE if machine else Origin.HUMAN
            synced = {
                name: format_stamp(Stamp(fingerprint(one.fields[name]), fingerprint(fields[name]), origin))
                for name in text
                if name in one.fields
            }
            self.made.current[language] += 1
        else:
            self.made.untracked[language] += 1
        made_from = stamps.get(HASH_KEY, "")
        if PAGE_HASH.fullmatch(made_from):
            synced[MADE_FROM] = made_from
        if synced:
            text["synced"] = synced
        texts[language] = text

    def _front_matter(self, one: Draft, page: Page, folder: Folder, revision: Revision) -> dict[str, str]:
        """What the localized page has of its own. Values of an older English page give way to the English of now."""
        generated = {"ms.contentlocale": culture(folder.locale.locale)}
        front = {}
        for key, value in front_matter_of(page).items():
            if generated.get(key) == value or (key == HASH_KEY and PAGE_HASH.fullmatch(value)):
                continue
            own = key not in one.front_matter or (one.front_matter[key] != value and revision is Revision.THIS)
            if key in STAMP_KEYS or own:
                front[key] = value
        return front

    def _fields(self, one: Draft, page: Page, language: str) -> dict[str, str]:
        labels = self.labels[language]
        mark = labels.word("page", UNTRANSLATED)
        _refuse_extra_text(one.page, page, incomplete(labels))
        fields: dict[str, str] = {}
        marked_end = False
        heading = page.slice(page.heading.span)
        title = page.entry("title")
        if not heading.startswith(mark):
            if "heading" in one.fields:
                fields["heading"] = heading
                if title and title.value.strip():
                    fields["title"] = title.value.strip()
            else:
                fields["title"] = heading
        description = page.entry("description")
        if description and "description" in one.fields and description.value.strip():
            text = description.value
            if not (incomplete(labels) in page.text and text == one.fields["description"]):
                fields["description"] = text
        for name in SECTIONS:
            section = page.section(name)
            if section is None:
                raise BentError(f"it has no section {name.title()}")
            body = page.slice(section.body)
            # The mark of an untranslated See Also stands above its heading.
            marked_end = body.endswith(f"\n{mark}")
            body, english = _without_marked(body.removesuffix(mark), one.sections[name], mark)
            found = translated_fields(body, english, one.arguments) if body else Fields(None, None)
            if lost := _lost(body, found):
                raise BentError(f"“{lost}” in its section {name.title()} would be lost")
            fields |= {key: words for key, words in ((name, found.ui), (f"{name}_details", found.details)) if words}
        see_also = page.section("see_also")
        if "see_also" in one.fields and see_also:
            text = tidy(page.text[see_also.heading.line.start : see_also.body.end])
            if not marked_end:
                fields["see_also"] = without_anchors(text, one.fields["see_also"])
        elif see_also:
            raise BentError("it has a section See Also, and the English has none")
        return fields

    def _with_layouts(self, rule: Rule, one: Draft, data: Mapping[str, Data]) -> dict[str, Data]:
        """The data with what each localized page has of layout that the English page has not."""
        english = english_page(rule, self.labels[SOURCE_LANGUAGE])
        texts: dict[str, Data] = dict(data["text"])  # type: ignore[arg-type]
        plain = replace(rule, layout={})
        for folder in self.others:
            language = folder.locale.language
            page = folder.pages.get(one.page.name)
            if page is None or language not in texts:
                continue
            made = localized_page(plain, language, folder.locale.locale, self.labels[language], page_hash(english))
            inherited = for_translation(rule.layout, {})
            if own := derive_translation(made, page.text, inherited):
                text: dict[str, Data] = dict(texts[language])  # type: ignore[arg-type]
                synced = text.pop("synced", None)
                texts[language] = {**text, "layout": own, **({"synced": synced} if synced else {})}
        return {**data, "text": texts}

    # Files

    def _write(self, rule: Rule, data: Mapping[str, Data]) -> None:
        self.made.rules.append(rule)
        existing = self.existing.get(rule.page.casefold())
        if existing is None:
            self.made.files[rule.source.path] = rule.source.text.encode()
            return
        merged, kept = merge(existing, rule, data)
        self.made.kept += kept
        if merged != existing.source.text:
            self.made.files[existing.source.path] = merged.encode()

    def _shared_files(self, product: Product) -> None:
        made = self.made
        others = self.project.rules if self.project else ()
        own = {rule.source.path for rule in made.rules}
        products = {one.id: one for one in (self.project.products if self.project else ())} | {product.id: product}
        rules = sorted(
            [*made.rules, *(rule for rule in others if rule.source.path not in own)], key=lambda rule: rule.id
        )
        shared = words([products[name] for name in sorted(products)], rules)
        known = {language: labels.words for language, labels in self.labels.items()}
        settled = (self.root / FILE).exists()
        languages = self.project.settings.languages if self.project and settled else self.languages
        translations = [language for language in languages if language != SOURCE_LANGUAGE]
        made.files |= updated(shared, self.root, translations, known)
        made.files |= schema_copies(self.root)
        if not settled:
            # First: without it, the rules of an import that was ended in between could not be read.
            made.files = {FILE: _settings(self.english, self.others).encode(), **made.files}


def _refuse_extra_text(english: Page, page: Page, notice: str) -> None:
    """Text that no field and no shared word takes up must not get lost."""
    if page.text[page.body : page.heading.line.start].strip():
        raise BentError("it has text above its heading")
    intro = [block for block in page.intro if notice not in page.slice(block)]
    for place, own, other in (("above", english.intro, intro), ("below", english.note, page.note)):
        if len(other) > len(own):
            raise BentError(f"it has {len(other)} paragraphs {place} the table where the English has {len(own)}")


def _without_marked(body: str, english: Fields, mark: str) -> tuple[str, Fields]:
    """A translated section without the parts that a build showed in English, marked, and the English of the others."""
    if mark not in body:
        return body, english
    pieces = [piece for piece in re.split(r"\n[ \t]*\n", body) if piece.strip()]
    count = len(english.ui.split("\n\n")) if english.ui else 0
    ui, details = pieces[:count], pieces[count:]
    own_ui = bool(ui) and not ui[0].startswith(mark)
    own_details = bool(details) and not details[0].startswith(mark)
    kept = Fields(english.ui if own_ui else None, english.details if own_details else None)
    return "\n\n".join([*(ui if own_ui else ()), *(details if own_details else ())]), kept


def _lost(body: str, found: Fields) -> str:
    """A word of the section that is in none of its fields; words of placeholders are not looked for."""
    kept = Counter(_WORD.findall(f"{found.ui or ''} {found.details or ''}"))
    for paragraph in re.split(r"\n[ \t]*\n", body):
        if "\\<" in paragraph or ">" in paragraph.partition("<")[2]:
            continue
        for word in _WORD.findall(_ESCAPE.sub("", paragraph)):
            if word not in kept and word.strip("_"):
                return str(word)
    return ""


def _data(one: Draft, product: Product) -> dict[str, Data]:
    """The data of the rule file, with what differs from the product alone. No translations yet."""
    data: dict[str, Data] = {
        "page": one.name,
        "severity": one.severity.value,
        "category": one.category.value,
    }
    systems = one.operating_systems or product.operating_systems
    if systems != product.operating_systems:
        data["operating_systems"] = systems
    default = product.applies_to if systems == product.operating_systems else ", ".join(systems)
    for key, value, shared in (
        ("applies_to", one.applies_to, default),
        ("intro", one.intro, product.intro or ""),
        ("note", one.note, product.note),
    ):
        if value != shared and value is not None:
            data[key] = value
    if one.note is None and product.note is not None:
        data["note"] = NOTE
    if one.arguments:
        data["arguments"] = {
            name: {"type": type_of(label).value, "label": label} for label, name in one.arguments.items()
        }
    own = {key: value for key, value in one.front_matter.items() if product.front_matter.get(key) != value}
    gone = {key: "" for key, value in product.front_matter.items() if value and key not in one.front_matter}
    if own or gone:
        data["front_matter"] = {**own, **gone}
    data["text"] = {SOURCE_LANGUAGE: {name: one.fields[name] for name in FIELDS if name in one.fields}}
    return data


def _with_layout(data: Mapping[str, Data], own: Mapping[str, str]) -> dict[str, Data]:
    """Layout stands before the texts."""
    return {**{key: value for key, value in data.items() if key != "text"}, "layout": dict(own), "text": data["text"]}


def _shared(drafts: Sequence[Draft]) -> dict[str, Data]:
    """What the pages of a product have in common."""
    first = drafts[0]
    systems = most([one.operating_systems for one in drafts]) or first.operating_systems
    data: dict[str, Data] = {"name": first.product, "operating_systems": systems}
    applies_to = most([one.applies_to for one in drafts if one.operating_systems == systems])
    if applies_to and applies_to != ", ".join(systems):
        data["applies_to"] = applies_to
    if intro := most([one.intro for one in drafts]):
        data["intro"] = intro
    if note := most([one.note for one in drafts]):
        data["note"] = note
    front_matter = {}
    for key in _keys([tuple(one.front_matter) for one in drafts]):
        values = [one.front_matter.get(key) for one in drafts]
        shared = most(values)
        if all(value is not None for value in values) or shared is not None:
            front_matter[key] = str(shared) if shared is not None else ""
    if front_matter:
        data["front_matter"] = front_matter
    return data


def _keys(orders: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Every key, in the order that most pages have."""
    usual = most(orders) or max(orders, key=len)
    yield from usual
    seen = set(usual)
    for order in orders:
        for key in order:
            if key not in seen:
                seen.add(key)
                yield key


def _common(layouts: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The layout that most pages have."""
    keys = dict.fromkeys(key for found in layouts for key in found if not key.startswith("raw."))
    common = {}
    for key in keys:
        value = most([found.get(key) for found in layouts])
        if isinstance(value, str):
            common[key] = value
    return common


def _all_returns(text: str) -> bool:
    return text.count("\r\n") == text.count("\n")


def _white_space(page: Page, written: str) -> Problem:
    ours, theirs = written.split("\n"), page.original.split("\n")
    number = next(
        (number for number, (our, their) in enumerate(zip(ours, theirs, strict=False)) if our != their),
        min(len(ours), len(theirs)),
    )
    return Problem(page.file, number + 1, 1, "comes out with other white space on this line")


def _settings(english: Folder, others: Sequence[Folder]) -> str:
    lines = ["[tool.bpadocs.locales]        # language of the texts = locale of the pages; English first, the source"]
    lines += [f'{folder.locale.language} = "{folder.locale.locale}"' for folder in (english, *others)]
    return "\n".join([*lines, ""])
