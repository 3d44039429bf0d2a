"""Kinds of rule pages are told by two of their headings, in any case."""

import pytest

from bpadocs.published.profiles import profile_of, profiles


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Issue", "Impact", "Resolution"], "bpa"),
        (["Problem", "Solution"], "bpa"),
        (["SYNOPSIS", "DESCRIPTION", "RECOMMENDATION", "LINKS"], "psrule"),
        (["Cause", "Rule description", "How to fix violations"], "code-analysis"),
        (["Overview", "Description"], None),
        (["Resolution"], None),
        ([], None),
    ],
)
def test_two_headings_tell_the_kind(headings: list[str], expected: str | None) -> None:
    profile = profile_of(headings)
    assert (profile.name if profile else None) == expected


def test_what_is_required_has_a_heading() -> None:
    for profile in profiles().values():
        assert profile.required <= set(profile.headings.values())
