"""Figures as tables: what was measured, and how it stands against what is to be reached."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from bench import checking, editing

MEBIBYTE = 1 << 20
MOST_START_UP = 0.15
"""Seconds of a build that are no part of the ratio to the floor; what goes beyond them is."""


def size_table(found: Mapping[str, Any]) -> str:
    """One size: every step, as a ratio to the floor of the same run."""
    floor = found["floor"]
    lines = [
        f"{found['rules']:,} rules x 5 languages: {found['input_bytes'] / MEBIBYTE:.1f} MiB in, "
        f"{floor['files']:,} files and {floor['output_bytes'] / MEBIBYTE:.0f} MiB out; median of {found['rounds']}",
        f"  {'':28}{'wall':>9}{'x bound':>9}{'CPU':>11}{'x bound':>9}{'peak':>10}",
        f"  {'floor: events and writing':28}{floor['wall']:7.3f} s{1:9.1f}{floor['cpu']:9.3f} s{1:9.1f}",
    ]
    for name in ("events", "raw_parse", "write"):
        lines.append(
            f"  {'  ' + name:28}{floor[name]['wall']:7.3f} s{'':9}{floor[name]['cpu']:9.3f} s"
        )
    if found.get("parse_floor"):
        parse = found["parse_floor"]
        lines.append(
            f"  {'bound of lint: Markdown alone':30}{parse['wall']:5.3f} s{'':9}{parse['cpu']:9.3f} s"
            f"   {parse['texts']:,} texts"
        )
    for name, step in found["steps"].items():
        bound = bound_of(name, found)
        ratios = step["wall"] / bound["wall"], step["cpu"] / bound["cpu"]
        lines.append(
            f"  {name:28}{step['wall']:7.3f} s{ratios[0]:9.1f}{step['cpu']:9.3f} s{ratios[1]:9.1f}"
            f"{step['peak'] / MEBIBYTE:6.0f} MiB"
        )
    for name, step in found.get("served", {}).items():
        lines.append(f"  {name:28}{step['wall']:7.3f} s")
    return "\n".join(lines)


def bound_of(name: str, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What bounds a step in the same run: reading and writing, parsing Markdown, or the build."""
    if name.startswith(("lint", "audit", "po ")):
        return cast("Mapping[str, Any]", found["parse_floor"])
    if name.startswith("site"):
        return cast("Mapping[str, Any]", found["steps"]["full build, cold"])
    return cast("Mapping[str, Any]", found["floor"])


def start_up_table(found: Mapping[str, Any]) -> str:
    lines = ["Start-up, cold processes"]
    lines += [
        f"  {name:28}{step['wall'] * 1000:7.0f} ms  CPU {step['cpu'] * 1000:5.0f} ms"
        for name, step in found.items()
    ]
    return "\n".join(lines)


def verdicts(results: Mapping[str, Any]) -> str:
    """Each figure to reach, and what was reached."""
    lines = ["Figures to reach"]
    figures = [
        *_figures(results),
        *checking.figures(results.get("checking", ())),
        *(_message_figures(results["messages"]) if "messages" in results else ()),
        *(editing.promised(results["editing"]) if "editing" in results else ()),
    ]
    for what, reached, limit, unit in figures:
        word = "ok" if reached <= limit else "MISSED"
        lines.append(
            f"  {word:7}{what:58}{reached:8.2f}{unit}, at most {limit:g}{unit}"
        )
    for what, reached, least in [*_peer_figures(results), *_reader_figures(results)]:
        word = "ok" if reached >= least else "MISSED"
        lines.append(f"  {word:7}{what:58}{reached:8.1f} x, at least {least:g} x")
    return "\n".join(lines)


def _figures(results: Mapping[str, Any]) -> Iterator[tuple[str, float, float, str]]:
    start_up = results.get("start_up")
    first = start_up["build of one rule, cold"]["wall"] if start_up else 0.0
    aside = min(first, MOST_START_UP)
    if start_up:
        yield "bpa --version", start_up["bpa --version"]["wall"] * 1000, 100, " ms"
        # Parsing, rendering and writing one rule are in it, and are no start-up.
        yield (
            "start-up of a build: one rule, cold",
            first * 1000,
            MOST_START_UP * 1000,
            " ms",
        )
    sizes = {found["rules"]: found for found in results.get("sizes", [])}
    for rules, found in sizes.items():
        steps, floor = found["steps"], found["floor"]
        cold, warm = steps["full build, cold"]["wall"], steps["nothing changed"]["wall"]
        if rules >= 1_000:
            yield (
                f"{rules:,} rules: full build without start-up",
                (cold - aside) / floor["wall"],
                4,
                " floors",
            )
            yield (
                f"{rules:,} rules: nothing changed, a thousand rules",
                warm / rules * 1_000,
                0.4,
                " s",
            )
            for name in ("one rule changed", "one message changed"):
                yield (
                    f"{rules:,} rules: {name}, above that",
                    (steps[name]["wall"] - warm) * 1000,
                    50,
                    " ms",
                )
        if "lint, cold" in steps:
            yield from _lint_figures(rules, found, start_up)
        yield (
            f"{rules:,} rules: most memory of a build",
            _most_memory(steps),
            1024,
            " MiB",
        )
    if 1_000 in sizes and 10_000 in sizes:
        for name, small in sizes[1_000]["steps"].items():
            large = sizes[10_000]["steps"][name]
            yield (
                f"1,000 to 10,000 rules, time: {name}",
                large["wall"] / small["wall"],
                11,
                "-fold",
            )
            yield (
                f"1,000 to 10,000 rules, memory: {name}",
                large["peak"] / small["peak"],
                11,
                "-fold",
            )


_CHANGES = ("one rule", "one English word", "one term", "one setting")
_MOST_AFTER_A_CHANGE = {1_000: 0.3, 10_000: 1.0}
"""Seconds beyond those that lint takes for a project of one rule, by the number of rules."""
_MOST_LINT_MEMORY = 768


def _lint_figures(
    rules: int, found: Mapping[str, Any], start_up: Mapping[str, Any] | None
) -> Iterator[tuple[str, float, float, str]]:
    """What is to be reached by those who look for faults, and by the site."""
    steps = found["steps"]
    parse = found["parse_floor"]["wall"]
    yield (
        f"{rules:,} rules: lint, cold",
        steps["lint, cold"]["wall"] / parse,
        4,
        " parses",
    )
    most = _MOST_AFTER_A_CHANGE.get(rules)
    if most and start_up:
        alone = start_up["lint of one rule, cold"]["wall"]
        for what in _CHANGES:
            wall = steps[f"lint, {what} changed"]["wall"]
            yield (
                f"{rules:,} rules: lint, {what} changed, above one rule",
                wall - alone,
                most,
                " s",
            )
    if rules == 1_000:
        above = (
            steps["site, nothing changed"]["wall"]
            - steps["lint, nothing changed"]["wall"]
        )
        yield "1,000 rules: site, nothing changed, above lint", above, 0.5, " s"
        for name in ("first answer", "an edit is shown"):
            yield (
                f"1,000 rules: serve, {name}",
                found["served"][f"serve, {name}"]["wall"],
                1,
                " s",
            )
    for name in ("lint, cold", "audit of the pages"):
        memory = steps[name]["peak"] / MEBIBYTE
        yield f"{rules:,} rules: most memory, {name}", memory, _MOST_LINT_MEMORY, " MiB"


def _message_figures(
    found: Mapping[str, float],
) -> Iterator[tuple[str, float, float, str]]:
    yield "one message through bpadocs.runtime, cold", found["runtime_ms"], 5, " ms"
    yield "a warm look-up with formatting", found["same_rule_us"], 10, " µs"
    yield (
        "writing one catalog of 10,000 rules",
        found["write_one_mo_ms"] / 1000,
        2,
        " s",
    )


def _most_memory(steps: Mapping[str, Any]) -> float:
    builds = [
        step["peak"]
        for name, step in steps.items()
        if not name.startswith(("lint", "audit", "site", "po "))
    ]
    return float(max(builds) / MEBIBYTE)


def _peer_figures(results: Mapping[str, Any]) -> Iterator[tuple[str, float, float]]:
    if not results.get("peers"):
        return
    tools = results["peers"]["tools"]
    ours = tools["bpadocs"]

    def best(prefix: str, kind: str) -> float:
        return float(
            min(
                found[kind]["wall"]
                for name, found in tools.items()
                if name.startswith(prefix)
            )
        )

    for prefix, least in (("Sphinx", 50), ("MkDocs", 8), ("mdpo", 2)):
        yield (
            f"full build, against {prefix} at its best",
            best(prefix, "full") / ours["full"]["wall"],
            least,
        )
    for prefix, least in (("Sphinx", 20), ("MkDocs", 8)):
        yield (
            f"after one rule, against {prefix} at its best",
            best(prefix, "changed") / ours["changed"]["wall"],
            least,
        )


def _reader_figures(results: Mapping[str, Any]) -> Iterator[tuple[str, float, float]]:
    if found := results.get("messages"):
        for reader in ("gettext", "json"):
            yield (
                f"one message, cold, against {reader}",
                found[f"{reader}_ms"] / found["runtime_ms"],
                12,
            )


def comparison(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Two runs, each figure that both have, and how many times as much it is in the second."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    lines = [f"  {'':70}{'before':>12}{'after':>12}{'ratio':>8}"]
    for name, value in before.items():
        if name in after and value:
            lines.append(
                f"  {name:70}{value:12.4g}{after[name]:12.4g}{after[name] / value:8.2f}"
            )
    return "\n".join(lines)


def _leaves(found: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(found, Mapping):
        for key, value in found.items():
            yield from _leaves(value, f"{name} / {key}" if name else str(key))
    elif isinstance(found, list):
        for one in found:
            if isinstance(one, Mapping) and "rules" in one:
                yield from _leaves(one, f"{name} / {one['rules']}")
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield name, float(found)
