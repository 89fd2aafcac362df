"""Comments by which a file would have a check look away."""

from __future__ import annotations

import io
import re
import tokenize
from typing import List, Tuple

SWITCHES = re.compile(r"#\s*(?:mypy:|flake8[:=]|nosec\b|pylint:|ruff:)", re.IGNORECASE)
WHOLE_IGNORE = re.compile(r"^\s*#\s*type:\s*ignore")


def switches(source: str) -> List[Tuple[int, int]]:
    """Line and column of each."""
    found: List[Tuple[int, int]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT:
            continue
        is_alone = WHOLE_IGNORE.match(token.line) is not None
        if is_alone or SWITCHES.match(token.string) is not None:
            found.append(token.start)
    return found


def without_switches(source: str) -> str:
    """The same lines and columns, with a comment that says nothing in the place of each."""
    lines = source.splitlines(keepends=True)
    try:
        found = switches(source)
    except (tokenize.TokenError, SyntaxError):
        return source
    for line, column in found:
        text = lines[line - 1]
        comment = text[column:].rstrip()
        blank = "# " + "-" * max(1, len(comment) - 2)
        lines[line - 1] = text[:column] + blank + text[column + len(comment) :]
    return "".join(lines)
