"""Korean particles, whose form follows the sound of the word before them: 7을 but 2를."""

PARTICLE = "으로|[을를은는이가과와로]"
"""A regular expression for each of them; 으로 comes first, for 로 is part of it."""

_PAIRS = (("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로"))
"""Each as it is after a consonant, and after a vowel."""

_VOWEL = 0
_RIEUL = 8
"""The final sound ㄹ. Numbers of final sounds are those of Unicode's syllables: 0 is none."""

# Digits and letters as Koreans read them: 1 is 일, and L is 엘. Of some sounds only matters that
# they are no vowel and no ㄹ; those are 1.
_FINAL_OF_DIGITS = {
    "0": 1,
    "1": _RIEUL,
    "2": _VOWEL,
    "3": 1,
    "4": _VOWEL,
    "5": _VOWEL,
    "6": 1,
    "7": _RIEUL,
    "8": _RIEUL,
    "9": _VOWEL,
}
_FINAL_OF_LETTERS = {"l": _RIEUL, "m": 1, "n": 1, "r": _RIEUL}

_FIRST_SYLLABLE = "가"
_LAST_SYLLABLE = "힣"
_FINALS = 28
"""So many final sounds a syllable can have; Unicode lists its syllables in that order."""


def particle_after(
    particle: str,
    old: str,
    new: str,
) -> str:
    """Return a particle that follows one word as it is after another word.

    It stays as it is where nobody can tell how one of the words is read.
    """
    if final_sound(old) is None:
        return particle
    return particle_for(particle, final_sound(new))


def particle_for(particle: str, final: int | None) -> str:
    """Return the form of a particle after a final sound; as it is where that is not known."""
    for after_consonant, after_vowel in _PAIRS:
        if final is None or particle not in (after_consonant, after_vowel):
            continue
        # 로 is after ㄹ as it is after a vowel.
        is_open = final == _VOWEL or (final == _RIEUL and after_vowel == "로")
        if is_open:
            return after_vowel
        return after_consonant
    return particle


def final_sound(word: str) -> int | None:
    """Return the final sound of a word as Koreans read it; None where that is not known."""
    last = word[-1]
    if _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        return (ord(last) - ord(_FIRST_SYLLABLE)) % _FINALS
    if last.isdigit():
        return _FINAL_OF_DIGITS.get(last)
    if last.isupper():
        # A capital letter is read by its name, and most names of letters end in a vowel.
        return _FINAL_OF_LETTERS.get(last.lower(), _VOWEL)
    return None
