"""Progress: said on a terminal, silent anywhere else, gone at the end."""

import io

import pytest

from commands.progress import progress

pytestmark = pytest.mark.slow


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_each_step_and_a_clean_line_at_the_end() -> None:
    stream = Terminal()
    with progress(stream, 2) as line:
        line.step("reading")
        line.step("drawing")
    assert stream.getvalue() == "\r\x1b[K[1/2] reading …\r\x1b[K[2/2] drawing …\r\x1b[K"


def fail(stream: io.StringIO) -> None:
    with progress(stream, 1) as line:
        line.step("reading")
        raise ValueError("no")


def test_the_line_goes_away_when_a_step_fails() -> None:
    stream = Terminal()
    with pytest.raises(ValueError, match="no"):
        fail(stream)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_file_sees_nothing() -> None:
    stream = io.StringIO()
    with progress(stream, 1) as line:
        line.step("reading")
    assert stream.getvalue() == ""
