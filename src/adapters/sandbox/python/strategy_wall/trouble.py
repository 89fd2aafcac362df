"""What is wrong with a strategy, in words that a person can act upon."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Dict, List, Optional

MOST_LETTERS = 500
MOST_FRAMES = 8


class Refusal(Exception):
    """
    A strategy that cannot be used; with what was expected instead, what to do, and the line,
    where they are known.
    """

    def __init__(
        self,
        what: str,
        expected: Optional[str] = None,
        advice: Optional[str] = None,
        line: Optional[int] = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.advice = advice
        self.line = line

    def words(self) -> Dict[str, Any]:
        """The fields of an answer `refused`; those that are not known are left out."""
        fields = {
            "what": self.what,
            "expected": self.expected,
            "advice": self.advice,
            "line": self.line,
        }
        return {name: value for name, value in fields.items() if value is not None}

    def sentence(self) -> str:
        """All of it as one text."""
        expected = "" if self.expected is None else f"; expected {self.expected}"
        return f"{self.what}{expected}"


class Rubbish(Exception):
    """A strategy returned what cannot be read; whoever asked it knows where."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected


def refusal_of(error: BaseException, place: str, path: str) -> Refusal:
    """Makes a refusal of whatever a strategy did, with the lines of its own file that led there."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, Rubbish):
        return Refusal(f"{error.what}, {place}", error.expected)
    frames = own_frames(error.__traceback__, path)
    line = frames[-1][0] if frames else None
    where = f", line {frames[-1][0]} in {frames[-1][1]}" if frames else ""
    if isinstance(error, ModuleNotFoundError) and error.name is not None:
        what = f"the strategy imports `{clipped(error.name)}`, which is not in the image"
        return Refusal(what, "pandas, numpy, adapters and modules of Python", line=line)
    advice = "; ".join(f"line {number} in {name}" for number, name in frames[-MOST_FRAMES:])
    what = f"the strategy raised {name_of(error)} {place}{where}: {message_of(error)}"
    return Refusal(what, advice=advice or None, line=line)


def own_frames(trace: Optional[TracebackType], path: str) -> List[tuple[int, str]]:
    """Lines and functions of one file in a traceback, the innermost last."""
    frames: List[tuple[int, str]] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == path:
            frames.append((trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    return frames


def name_of(error: BaseException) -> str:
    """What kind of error it is."""
    return clipped(type(error).__name__)


def message_of(error: BaseException) -> str:
    """What an error says, in one line of bounded length; an error that cannot be read says so."""
    if isinstance(error, SystemExit):
        return f"it ended its process ({clipped(repr(error.code))})"
    try:
        text = str(error)
    except BaseException:  # noqa: B036 - the text of a stranger's error may do anything
        text = "its message cannot be read"
    return clipped(text) if text else "no message"


def clipped(text: str) -> str:
    """A text in one line, without control characters, of at most so many letters."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text[: MOST_LETTERS * 2])
    one_line = " ".join(plain.split())
    return one_line if len(one_line) <= MOST_LETTERS else f"{one_line[: MOST_LETTERS - 1]}…"
