"""All files of a build at once, in memory, from a project that was read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bpadocs.project.tree import Project

if TYPE_CHECKING:
    from bpadocs.words.labels import Labels


def outputs(project: Project) -> dict[str, bytes]:
    """Return every file of a build, by its path below the build folder."""
    from bpadocs.words.labels import read_labels

    settings = project.settings
    languages = settings.languages
    labels = read_labels(project.root, languages, settings.source_language)
    return outputs_in(project, labels, languages)


def outputs_in(
    project: Project, labels: "Mapping[str, Labels]", languages: tuple[str, ...]
) -> dict[str, bytes]:
    """Return the files of these languages."""
    # A build that finds nothing to do never comes here, and saves the time to load these.
    from bpadocs.messages.catalog import Piece, facts, head
    from bpadocs.pages.index import Listed
    from bpadocs.publish.render import RuleRenderer, catalogs, contents
    from bpadocs.rule.drafts import untouched

    settings = project.settings
    renderer = RuleRenderer(settings, labels)
    written = [rule for rule in project.rules if not untouched(rule)]
    rules = sorted(written, key=lambda rule: rule.id)
    rendered = [renderer.rule(rule, languages) for rule in rules]
    files: dict[str, bytes] = {}
    for parts in rendered:
        for one in parts.values():
            files[one.path] = one.page
    for language in languages:
        in_language = [parts[language] for parts in rendered]
        listed = [
            Listed(
                product=rule.product.id,
                category=rule.category,
                page=rule.page,
                title=one.title,
                redirect_from=rule.redirect_from,
            )
            for rule, one in zip(rules, in_language, strict=True)
        ]
        pieces = [
            Piece(
                rule=rule.id,
                help_id=rule.help_id,
                content=one.messages,
                aliases=rule.aliases,
            )
            for rule, one in zip(rules, in_language, strict=True)
        ]
        own_labels = labels[language]
        files |= contents(settings, own_labels, project.products, listed)
        language_facts = facts(language, settings.languages, settings.source_language)
        own_head = head(language_facts, own_labels, settings, project.products)
        files |= catalogs(settings.messages, own_head, pieces)
    return files
