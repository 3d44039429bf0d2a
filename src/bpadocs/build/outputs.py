"""All files of a build at once, in memory."""

from pathlib import Path

from bpadocs.project import Project

FOLDER = "build"
OWNED = ("docs", "messages")
"""The subfolders that hold nothing but what a build writes."""


def outputs(project: Project) -> dict[str, bytes]:
    """Every file of a build, by its path below the build folder."""
    from bpadocs.build.join import catalogs, contents
    from bpadocs.build.render import Renderer
    from bpadocs.labels import read_labels
    from bpadocs.messages.facts import facts
    from bpadocs.pages.index import Listed

    languages = project.settings.languages
    labels = read_labels(project.root, languages)
    renderer = Renderer(project.settings, labels)
    rules = sorted(project.rules, key=lambda rule: rule.id)
    rendered = [renderer.rule(rule, languages) for rule in rules]
    files = {one.path: one.page for parts in rendered for one in parts.values()}
    for language, locale in project.settings.locales.items():
        listed = [
            Listed(rule.product.id, rule.category, rule.page, parts[language].title)
            for rule, parts in zip(rules, rendered, strict=True)
        ]
        fragments = [parts[language].messages for parts in rendered]
        files |= contents(locale, labels[language], project.products, listed)
        files |= catalogs(facts(language, languages), fragments)
    return files


def folder(root: Path) -> Path:
    """Where a build writes."""
    return root / FOLDER
