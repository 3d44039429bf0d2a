"""All files of a build at once, in memory."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bpadocs.project import Project

if TYPE_CHECKING:
    from bpadocs.labels import Labels


def outputs(project: Project) -> dict[str, bytes]:
    """Every file of a build, by its path below the build folder."""
    from bpadocs.labels import read_labels

    languages = project.settings.languages
    return outputs_in(project, read_labels(project.root, languages), languages)


def outputs_in(project: Project, labels: "Mapping[str, Labels]", languages: tuple[str, ...]) -> dict[str, bytes]:
    """The files of these languages."""
    from bpadocs.messages.facts import facts
    from bpadocs.pages.index import Listed
    from bpadocs.publish.join import catalogs, contents
    from bpadocs.publish.render import Renderer

    settings = project.settings
    renderer = Renderer(settings, labels)
    rules = sorted(project.rules, key=lambda rule: rule.id)
    rendered = [renderer.rule(rule, languages) for rule in rules]
    files = {one.path: one.page for parts in rendered for one in parts.values()}
    for language in languages:
        listed = [
            Listed(rule.product.id, rule.category, rule.page, parts[language].title)
            for rule, parts in zip(rules, rendered, strict=True)
        ]
        fragments = [parts[language].messages for parts in rendered]
        files |= contents(settings.locales[language], labels[language], project.products, listed)
        files |= catalogs(facts(language, settings.languages), fragments)
    return files
