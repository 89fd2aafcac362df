"""What a check has against a line of a strategy."""

from __future__ import annotations

import ast
from typing import Any, Dict, List, NamedTuple, Optional

from strategy_wall.trouble import clipped

MOST_FINDINGS = 100


class Finding(NamedTuple):
    """A line, a code and a sentence; without a line it is about the file."""

    code: str
    message: str
    line: Optional[int] = None
    column: Optional[int] = None

    def words(self, path: str) -> Dict[str, Any]:
        """The finding as it travels."""
        return {
            "path": path,
            "line": self.line if self.line is not None and self.line >= 1 else None,
            "column": self.column if self.column is not None and self.column >= 1 else None,
            "code": clipped(self.code),
            "message": clipped(self.message),
        }


def at(node: ast.AST, code: str, message: str) -> Finding:
    """A finding at a place of the tree."""
    line = getattr(node, "lineno", None)
    column = getattr(node, "col_offset", None)
    return Finding(code, message, line, None if column is None else column + 1)


def check_words(
    check: str, tool: Optional[str], path: str, findings: List[Finding], is_fail: bool
) -> Dict[str, Any]:
    """The answer of a check that did its work."""
    return {
        "id": check,
        "answer": "fail" if is_fail else "pass",
        "tool": tool,
        "findings": [each.words(path) for each in findings[:MOST_FINDINGS]],
        "reason": (
            f"the first {MOST_FINDINGS} of {len(findings)}"
            if len(findings) > MOST_FINDINGS
            else None
        ),
    }


def unproven(check: str, tool: Optional[str], reason: str) -> Dict[str, Any]:
    """The answer of a check that could not do its work."""
    return {
        "id": check,
        "answer": "not_proven",
        "tool": tool,
        "findings": [],
        "reason": clipped(reason),
    }
