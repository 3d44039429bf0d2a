"""Take published pages over into a project: rules, what they share, and the words of each language.

Every page is written as a rule and built again in memory; only what comes out as it was is taken
over. Nothing that is in a project already is overwritten.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.lint.revision import revision_of
from bpadocs.lint.wording import of_source
from bpadocs.pages.drift import Revision
from bpadocs.pages.front_matter import HASH_KEY, page_hash
from bpadocs.pages.layout import for_translation, words_of
from bpadocs.pages.page import SourcePage, localized_page, source_hash, source_page
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import RulePage
from bpadocs.project.new_rule import schema_copies, schema_reference
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings_file import OWN_FILE, has_settings
from bpadocs.project.tree import (
    PRODUCT_FILE,
    RULES,
    Project,
    read_project,
    rule_path,
)
from bpadocs.published.english import Draft, NotExpressibleError, draft
from bpadocs.published.folder import PageFolder
from bpadocs.published.found_layout import derive, derive_translation
from bpadocs.published.merge import merge
from bpadocs.published.observed import learn, with_words
from bpadocs.published.product_data import common_layout, most, product_data
from bpadocs.published.rule_data import RuleData, TranslationData, rule_data
from bpadocs.published.texts import StructureDiffersError
from bpadocs.published.translation import translation_data, translation_fields
from bpadocs.published.yaml_text import Data, yaml_file
from bpadocs.rule.model import Product, Rule, Text, general_form
from bpadocs.rule.provenance import fingerprint
from bpadocs.words.catalogs import updated
from bpadocs.words.cldr import fallbacks
from bpadocs.words.labels import Labels, WordKey, with_borrowed
from bpadocs.words.of_pages import NOTE
from bpadocs.words.of_source import is_english
from bpadocs.words.vocabulary import words


@dataclass
class ImportedPages:
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
    """By language, how many translated pages were made from exactly this English."""
    untracked: Counter[str] = field(default_factory=Counter)
    """By language, how many were made from another."""
    borrowed: dict[str, Counter[str]] = field(default_factory=dict)
    """By region and by the language that it falls back to, how many texts both have the same."""
    learnt: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    """Words for locales/ that were taken from the pages, by language."""


def import_pages(
    english: PageFolder,
    others: Sequence[PageFolder],
    labels: Mapping[str, Labels],
    root: Path,
    product_id: str,
) -> ImportedPages:
    """Return the files of the project, without writing them."""
    importer = _Importer(
        english=english,
        others=others,
        labels=labels,
        root=root,
        product_id=product_id,
    )
    return importer.run()


class _Importer:
    def __init__(
        self,
        english: PageFolder,
        others: Sequence[PageFolder],
        labels: Mapping[str, Labels],
        root: Path,
        product_id: str,
    ) -> None:
        self.english = english
        self.source = english.locale.language
        self.others = others
        self.root = root
        self.product_id = product_id
        self.languages = tuple(labels)
        self.made = ImportedPages()
        learnt = learn(english, others, labels)
        # The usual sentence about italics is the package's, which has it by its English.
        usual = ("note", labels[self.source].word("note", NOTE))
        for language, taken in learnt.items():
            self.made.learnt[language] = dict(taken)
            if usual[1] != NOTE:
                self.made.learnt[language].pop(usual, None)
        found: dict[str, Labels] = {}
        for language, known in labels.items():
            found[language] = with_words(known, learnt.get(language, {}))
        self.labels = with_borrowed(found)
        self.project: Project | None = None
        if (root / RULES).is_dir():
            self.project = read_project(root)
        self.old_rules = self.project.rules if self.project else ()
        self.old_products = self.project.products if self.project else ()
        self.rules_by_page: dict[str, Rule] = {}
        """The rules that the product has already, by the names of their pages in lower case."""
        for rule in self.old_rules:
            if rule.product.id == product_id:
                self.rules_by_page[rule.page.casefold()] = rule

    @property
    def _own(self) -> Labels:
        """The labels of the language that rules are made in."""
        return self.labels[self.source]

    def run(self) -> ImportedPages:
        """Take over all that can be, and return it with what cannot."""
        for folder in (self.english, *self.others):
            self.made.left_out += folder.unreadable.values()
        drafts = self._drafts()
        if drafts:
            product = self._product(drafts)
            for one in drafts:
                try:
                    self._take_over(one, product)
                except NotExpressibleError as error:
                    self._leave_out(one.page, error)
            self._add_shared_files(product)
        return self.made

    def _leave_out(self, page: RulePage, error: NotExpressibleError) -> None:
        problem = Problem(
            page.file,
            error.line,
            error.column,
            of_source(f"left out: {error.reason}", self.source),
        )
        self.made.left_out.append(problem)

    # English pages as drafts

    def _drafts(self) -> list[Draft]:
        """Return the pages that a rule can say, of the product that most of them are about."""
        drafts: dict[str, Draft] = {}
        for page in self.english.pages.values():
            try:
                one = _draft(page, drafts, self._own)
            except NotExpressibleError as error:
                self._leave_out(page, error)
            else:
                drafts[one.rule] = one
        return self._of_one_product(list(drafts.values()))

    def _of_one_product(self, drafts: Sequence[Draft]) -> list[Draft]:
        if not drafts:
            return []
        name = most([one.product for one in drafts]) or drafts[0].product
        kept = []
        for one in drafts:
            if one.product == name:
                kept.append(one)
            else:
                reason = (
                    f"its table says “{one.product}”, most pages say “{name}”; "
                    "import it as another product"
                )
                self._leave_out(one.page, NotExpressibleError(reason))
        return kept

    # The product

    def _product(self, drafts: Sequence[Draft]) -> Product:
        """Return the product of the project, or a new one of what the pages share."""
        for product in self.old_products:
            if product.id == self.product_id:
                return product
        path = f"{RULES}/{self.product_id}/{PRODUCT_FILE}"
        data = product_data(drafts)
        layout = self._common_layout(drafts, self._read_product(path, data))
        if layout:
            data["layout"] = layout
        product = self._read_product(path, data)
        self.made.files[path] = product.source.text.encode()
        return product

    def _common_layout(
        self, drafts: Sequence[Draft], product: Product
    ) -> dict[str, str]:
        layouts = []
        for one in drafts:
            rule, _ = self._read(one, rule_data(one, product, self._own), product)
            if rule is None:
                continue
            layout = derive(self._tidy(rule), self._original(one.page))
            if layout is not None:
                layouts.append(layout)
        return common_layout(layouts)

    def _read_product(self, path: str, data: Mapping[str, Data]) -> Product:
        source = Source(
            path, yaml_file(data, schema_reference(self.root, "product.schema.json"))
        )
        product, problems = read_product(source, self.product_id)
        if product is None:
            raise BrokenInputError(problems)
        return product

    # A page, with its translations, as a rule

    def _take_over(self, one: Draft, product: Product) -> None:
        """Make a rule of a page. Raises NotExpressibleError where that is impossible."""
        data = rule_data(one, product, self._own)
        rule = self._rule(one, data, product)
        layout = self._layout(rule, self._original(one.page))
        translations = self._translations(one)
        data = replace(data, layout=layout, text={**data.text, **translations})
        rule = self._rule(one, data, product)
        translations = self._with_layouts(rule, one, data)
        data = replace(data, text={**data.text, **translations})
        rule = self._rule(one, data, product)
        self._note_white_space(one.page, rule)
        self._add_rule(rule, data)

    def _rule(self, one: Draft, data: RuleData, product: Product) -> Rule:
        rule, problems = self._read(one, data, product)
        if rule is None:
            raise NotExpressibleError(problems[0].message)
        return rule

    def _read(
        self, one: Draft, data: RuleData, product: Product
    ) -> tuple[Rule | None, list[Problem]]:
        identifier = f"{self.product_id}/{one.rule}"
        text = yaml_file(
            data.as_data(), schema_reference(self.root, "rule.schema.json")
        )
        return read_rule(
            Source(rule_path(identifier), text), identifier, product, self.languages
        )

    def _tidy(self, rule: Rule) -> str:
        """Return the English page as it is without any layout."""
        return source_page(replace(rule, layout={}), self._own)

    def _layout(self, rule: Rule, original: str) -> dict[str, str]:
        """Return the page's own layout, or as much of it as a rule can keep.

        Raises NotExpressibleError where more than white space would be lost.
        """
        tidy = self._tidy(rule)
        inherited = rule.product.layout
        layout = derive(tidy, original, inherited)
        if layout is None:
            _refuse_other_words(tidy, original)
            layout = derive_translation(tidy, original, inherited)
        return layout

    def _original(self, page: RulePage) -> str:
        """Return the page as its bytes were, without line ends that only a checkout made of them.

        Git for Windows writes CRLF for LF; mixed line ends are nobody's intention.
        """
        original = page.original
        if "\r\n" not in original:
            return original
        is_mixed = original.count("\r\n") != original.count("\n")
        if is_mixed or self._is_hashed_with_lf(page):
            return original.replace("\r\n", "\n")
        return original

    def _is_hashed_with_lf(self, page: RulePage) -> bool:
        """Return whether a translation names the hash that the page has with LF."""
        expected = page_hash(page.original.replace("\r\n", "\n"))
        for folder in self.others:
            translation = folder.pages.get(page.name)
            if translation:
                entry = translation.entry(HASH_KEY)
            else:
                entry = None
            if entry is not None and entry.value == expected:
                return True
        return False

    def _note_white_space(self, page: RulePage, rule: Rule) -> None:
        """Note the first line where the built page is not the published one."""
        written = source_page(rule, self._own)
        if self._is_hashed_with_lf(page):
            expected = self._original(page)
        else:
            expected = page.original
        if written != expected:
            self.made.differences.append(_white_space(page, written))

    def _add_rule(self, rule: Rule, data: RuleData) -> None:
        """Add the file of a rule, or what the rule of the project lacks."""
        self.made.rules.append(rule)
        existing = self.rules_by_page.get(rule.page.casefold())
        if existing is None:
            self.made.files[rule.source.path] = rule.source.text.encode()
            return
        merged, kept = merge(existing, rule, data.text)
        self.made.kept += kept
        if merged != existing.source.text:
            self.made.files[existing.source.path] = merged.encode()

    # Translations

    def _translations(self, one: Draft) -> dict[str, TranslationData]:
        """Return what the page says in each language that has a usable translation of it."""
        fields: dict[str, Mapping[str, str]] = {}
        for folder in self.others:
            page = folder.pages.get(one.page.name)
            if page is not None:
                language = folder.locale.language
                fields[language] = self._fields(one, page, language)
        texts: dict[str, TranslationData] = {}
        for folder in self.others:
            language = folder.locale.language
            own = self._own_fields(one, language, fields)
            if own:
                page = folder.pages[one.page.name]
                texts[language] = self._translation(one, page, folder.locale, own)
        return texts

    def _fields(self, one: Draft, page: RulePage, language: str) -> Mapping[str, str]:
        """Return the fields of a translated page; none where it cannot be kept as it is."""
        try:
            return translation_fields(one, page, self.labels[language])
        except StructureDiffersError as error:
            self._leave_out(page, NotExpressibleError(str(error)))
            return {}

    def _own_fields(
        self, one: Draft, language: str, fields: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, str]:
        """Return the fields that a region does not borrow from what it falls back to.

        Its pages show them unmarked, so what is the same there is not its own.
        """
        near = fallbacks(language, self.languages, self.source)
        existing = self.rules_by_page.get(one.name.casefold())
        own: dict[str, str] = {}
        for name, text in fields.get(language, {}).items():
            has_own = existing is not None and existing.field(language, name)
            lender, lent = _lent(name, near, existing, fields)
            if has_own or lent is None or not _are_alike(lent, text):
                own[name] = text
                continue
            counted = self.made.borrowed.setdefault(language, Counter())
            counted[lender] += 1
        return own

    def _translation(
        self, one: Draft, page: RulePage, locale: Locale, fields: Mapping[str, str]
    ) -> TranslationData:
        """Return the data of a translated page with these fields."""
        is_current = revision_of(page, one.page) is Revision.THIS
        counted = self.made.current if is_current else self.made.untracked
        counted[locale.language] += 1
        return translation_data(one, page, fields, locale.locale, is_current=is_current)

    def _with_layouts(
        self, rule: Rule, one: Draft, data: RuleData
    ) -> dict[str, TranslationData]:
        """Return the translations, each with the layout that the English page has otherwise."""
        made_from = SourcePage(self._own, source_hash(rule, self._own))
        plain = replace(rule, layout={})
        existing = self.rules_by_page.get(rule.page.casefold())
        if existing:
            # It has what regions borrow.
            plain = replace(plain, text={**existing.text, **rule.text})
        inherited = for_translation(rule.layout, {})
        texts = {}
        for folder in self.others:
            language, locale = folder.locale.language, folder.locale.locale
            page = folder.pages.get(one.page.name)
            if page is None or language not in data.text:
                continue
            tidy = localized_page(plain, locale, self.labels[language], made_from)
            layout = derive_translation(tidy, page.text, inherited)
            texts[language] = replace(data.text[language], layout=layout)
        return texts

    # Files that all rules share

    def _add_shared_files(self, product: Product) -> None:
        """Add catalogs, schemas and, in a new project, its settings."""
        made = self.made
        is_new = not has_settings(self.root)
        languages: Sequence[str] = self.languages
        if self.project and not is_new:
            languages = self.project.settings.languages
        with_catalogs = list(languages)
        if is_english(self.source):
            with_catalogs.remove(self.source)
        shared = words(self._all_products(product), self._all_rules(), self.source)
        known: dict[str, Mapping[WordKey, str]] = {}
        for language, labels in self.labels.items():
            known[language] = labels.own_words
        made.files |= updated(shared, self.root, with_catalogs, known, self.source)
        made.files |= schema_copies(self.root)
        if is_new:
            # First: without it, the rules of an import that was ended in between could not be read.
            settings = _settings(self.english, self.others)
            made.files = {OWN_FILE: settings.encode(), **made.files}

    def _all_products(self, product: Product) -> list[Product]:
        """Return the products of the project with this one, in the order of their names."""
        products = {one.id: one for one in self.old_products}
        products[product.id] = product
        return [products[name] for name in sorted(products)]

    def _all_rules(self) -> list[Rule]:
        """Return the rules of the project with the imported ones, in the order of their names."""
        imported = {rule.source.path for rule in self.made.rules}
        others = [rule for rule in self.old_rules if rule.source.path not in imported]
        return sorted([*self.made.rules, *others], key=lambda rule: rule.id)


def _lent(
    name: str,
    near: Iterable[str],
    existing: Rule | None,
    fields: Mapping[str, Mapping[str, str]],
) -> tuple[str, Text | None]:
    """Return the nearest language that will have a field after an import, and what it has."""
    for lender in near:
        # The project keeps its own text, whatever the page says.
        own = existing.field(lender, name) if existing else None
        text = own or fields.get(lender, {}).get(name)
        if text is not None:
            return lender, text
    return "", None


def _are_alike(one: Text, other: str) -> bool:
    return fingerprint(general_form(one)) == fingerprint(other)


def _draft(page: RulePage, others: Mapping[str, Draft], labels: Labels) -> Draft:
    """Return the draft of a page. Raises NotExpressibleError where no rule file can be its own."""
    # Python has a surrogate for each byte of a file name that is not UTF-8.
    if any("\ud800" <= character <= "\udfff" for character in page.name):
        raise NotExpressibleError("its file name is not UTF-8; rename the file")
    if not page.name.isprintable():
        raise NotExpressibleError(
            "its name has characters that nobody can see; rename the file"
        )
    one = draft(page, labels)
    other = others.get(one.rule)
    if other is not None:
        raise NotExpressibleError(f"{other.page.file} makes a rule of the same name")
    return one


def _refuse_other_words(tidy: str, original: str) -> None:
    """Refuse a page that would come out with other words or lines, not in other white space alone.

    Raises NotExpressibleError.
    """
    ours = [line for line in tidy.split("\n") if line.strip()]
    theirs = []
    for number, line in enumerate(original.split("\n"), 1):
        if line.strip():
            theirs.append((number, line))
    for our, (number, their) in zip(ours, theirs, strict=False):
        if words_of(our) != words_of(their):
            published, built = their.strip()[:60], our.strip()[:60]
            reason = f"“{published}” would come out as “{built}”"
            raise NotExpressibleError(reason, number)
    if len(ours) != len(theirs):
        last = min(len(ours), len(theirs)) - 1
        number, _ = theirs[last]
        raise NotExpressibleError("it has lines that a rule has no place for", number)


def _white_space(page: RulePage, written: str) -> Problem:
    """Return a problem at the first line that comes out otherwise."""
    ours, theirs = written.split("\n"), page.original.split("\n")
    number = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            break
        number += 1
    return Problem(
        page.file, number + 1, 1, "comes out with other white space on this line"
    )


def _settings(english: PageFolder, others: Sequence[PageFolder]) -> str:
    """Return the settings of a new project: its languages and their locales."""
    comment = "# language of the texts = locale of the pages; English first, the source"
    lines = [f"[locales]  {comment}"]
    for folder in (english, *others):
        lines.append(f'{folder.locale.language} = "{folder.locale.locale}"')
    return "\n".join([*lines, ""])
