import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.formats.code import code_lines


def code(text: str, language: str) -> list[str]:
    return [line.code for line in code_lines(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("python", "run()  # all of it\n# a line\nstop()", ["run() #", "stop()"]),
        ("js", "run(); // all\n/* one\n two */\nstop();", ["run(); //", "stop();"]),
        ("powershell", "Get-VM <# of\nall #> -Name x", ["Get-VM <#", " -Name x"]),
        ("sql", "SELECT 1 -- one\nFROM t", ["SELECT 1 --", "FROM t"]),
        ("html", "<!-- a\nnote -->\n<p>Some (text)</p>", ["<p></p>"]),
        ("", "run # x\n// y\nstop http://a/b#c", ["run #", "stop http://a/b#c"]),
    ],
)
def test_comments_are_no_code_but_their_marks_are(
    language: str, text: str, kept: list[str]
) -> None:
    assert code(text, language) == kept


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("python", "say(\"Some words\", 'one')", "say(\"\", '')"),
        ("js", "say(`Hello ${name}`)", "say(``)"),
        ("js", "open('./some/path.js', 'en-US')", "open('./some/path.js', '')"),
        ("js", 'open("https://a.example/b")', 'open("https://a.example/b")'),
        ("json", '{"name": "Some words"}', '{"name": ""}'),
        ("powershell", 'Get-Item "C:\\Logs" # "x"', 'Get-Item "C:\\Logs" #'),
        ("cs", 'Write("a \\" b"); F();', 'Write(""); F();'),
    ],
)
def test_what_strings_say_is_no_code_but_literals_and_keys_are(
    language: str, text: str, kept: str
) -> None:
    assert code(text, language) == [kept]


def test_text_between_tags_is_no_code() -> None:
    component = "<button onClick={() => set(n + 1)}>\n  Clicked {n} times\n</button>"
    assert code(component, "jsx") == [
        "<button onClick={() => set(n + 1)}>",
        "{n}",
        "</button>",
    ]
    assert code("<p>Total: {n} of {all}</p>", "jsx") == ["<p>{n}{all}</p>"]


def test_code_of_components_is_compared() -> None:
    for line in ("const [n, setN] = use(0);", "if (a > b) {", "return <A b={c} />;"):
        assert code(line, "jsx") == [line]


def test_blanks_within_a_line_are_one_and_those_at_its_end_none() -> None:
    assert code("  a \t =   1  ", "python") == ["  a = 1"]


def test_lines_have_their_places() -> None:
    text = "# note\nrun()\n\nstop()"
    places = [text[line.start : line.end] for line in code_lines(text, "sh")]
    assert places == ["run()", "stop()"]


@given(
    st.text(alphabet="<>/{}'\"`#*-!=\\ \n:abé.", max_size=60),
    st.sampled_from(["", "jsx", "html", "python", "json", "sql", "powershell", "x y"]),
)
def test_every_line_of_any_text_stays_at_its_place(text: str, language: str) -> None:
    for line in code_lines(text, language):
        assert "\n" not in text[line.start : line.end]
        assert line.code.strip()
