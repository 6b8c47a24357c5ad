"""Text in columns: whole where nothing narrows it, and never wider than a terminal, whatever the text."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as width_of

from commands.text_table import GAP, NARROWEST, columns, plain

texts = st.text(st.sampled_from("ab -–é四島ж\u0301\u200b") | st.characters(), max_size=60)


def test_without_a_width_each_row_is_one_line() -> None:
    assert columns(["id", "name"], [["a", "Shikotan"], ["long-id", "色丹 island"]]) == (
        "id       name\na        Shikotan\nlong-id  色丹 island"
    )


def test_a_wide_character_counts_twice_and_a_mark_not_at_all() -> None:
    rows = [["abc", "."], ["四島", "."], ["e\u0301", "."], ["❤\ufe0f", "."], ["", "."]]
    assert columns(["four", "x"], rows).splitlines()[1:] == [
        "abc   .",
        "四島  .",
        "e\u0301     .",
        "❤\ufe0f    .",
        "      .",
    ]


def test_a_cluster_of_characters_is_not_broken() -> None:
    heart = "❤\ufe0f"
    assert columns(["x" * 8], [[heart * 7]], width=8).splitlines() == ["x" * 8, heart * 4, heart * 3]


def test_cells_wrap_at_spaces_and_after_hyphens_and_keep_their_column() -> None:
    text = columns(["id", "fact"], [["p10-warplanes-there", "one two three four five six"]], width=24)
    assert text.splitlines() == [
        "id           fact",
        "p10-         one two",
        "warplanes-   three four",
        "there        five six",
    ]


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5), st.integers(40, 120))
def test_no_line_is_wider_than_the_terminal_and_no_text_is_lost(rows: list[tuple[str, str, str]], width: int) -> None:
    text = columns(["one", "two", "three"], rows, width)
    assert max(map(width_of, text.splitlines() or [""])) <= width
    whole = "".join(plain(cell) for row in rows for cell in row)
    kept = "onetwothree" + whole
    assert sorted("".join(text.split())) == sorted("".join(kept.split()))


def test_a_terminal_too_narrow_for_all_columns_gets_the_narrowest() -> None:
    text = columns(["a" * 20, "b" * 20], [["c" * 20, "d" * 20]], width=5)
    assert max(map(width_of, text.splitlines())) == 2 * NARROWEST + len(GAP)


def test_plain_takes_out_what_steers_a_terminal() -> None:
    assert plain("a\x1b[31m\tb\u202ec\u2028d\x9be\ud800f\r\ng") == "a [31m bc d e f g"
