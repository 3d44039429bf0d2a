import pytest

from bpadocs.words.korean_particles import particle_after


@pytest.mark.parametrize(
    ("particle", "old", "new", "expected"),
    [
        ("을", "7", "2", "를"),
        ("를", "2", "7", "을"),
        ("로", "2", "3", "으로"),
        ("로", "2", "1", "로"),  # 일 ends in ㄹ, after which 로 stays
        ("은", "서버", "디스크", "는"),
        ("가", "서버", "볼륨", "이"),
        ("와", "VMA", "VML", "과"),
    ],
)
def test_a_particle_follows_the_sound_of_the_new_word(
    particle: str, old: str, new: str, expected: str
) -> None:
    assert particle_after(particle, old, new) == expected


@pytest.mark.parametrize(("old", "new"), [("server", "7"), ("7", "server"), ("7", "½")])
def test_it_stays_where_nobody_can_tell_how_a_word_is_read(old: str, new: str) -> None:
    assert particle_after("를", old, new) == "를"
