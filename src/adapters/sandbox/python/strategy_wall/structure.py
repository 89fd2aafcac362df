"""
The check of our own: a strategy is one file that is built like the template and reaches
nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

from strategy_wall.allowed_imports import check_imports
from strategy_wall.finding import Finding, check_words
from strategy_wall.powers import check_powers
from strategy_wall.shape import check_shape
from strategy_wall.smells import find_smells
from strategy_wall.strategy_file import parse, read_source
from strategy_wall.switches import switches
from strategy_wall.trouble import Refusal


def check_structure(root: Path, name: str) -> Dict[str, Any]:
    """Judges a file without running it. Warnings begin with `look-ahead/` and fail nothing."""
    try:
        source = read_source(root / name)
        tree = parse(source, name)
        faults = [
            *check_shape(tree),
            *check_imports(tree),
            *check_powers(tree),
            *check_switches(source),
        ]
        smells = find_smells(tree)
    except Refusal as error:
        faults, smells = [Finding("structure/source", error.sentence(), error.line)], []
    except RecursionError:
        faults, smells = [Finding("structure/source", "the code is nested too deeply")], []
    faults.sort(key=lambda each: (each.line or 0, each.column or 0))
    return check_words("structure", None, name, [*faults, *smells], len(faults) > 0)


def check_switches(source: str) -> List[Finding]:
    """Comments by which a file would have a check look away."""
    text = "a comment that switches a check off"
    return [
        Finding("structure/switch", text, line, column + 1) for line, column in switches(source)
    ]
