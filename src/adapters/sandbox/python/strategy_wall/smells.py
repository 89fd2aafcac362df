"""What often looks ahead. It warns only; whether anything does is proven by withholding bars."""

from __future__ import annotations

import ast
from typing import Iterator, List, Optional, Set, Tuple

from strategy_wall.finding import Finding, at

WINDOWS = frozenset("rolling expanding ewm groupby resample".split())
WHOLE = frozenset("min max mean std var sum median quantile rank".split())


def find_smells(tree: ast.Module) -> List[Finding]:
    """Warnings, by line."""
    findings = [each for node in ast.walk(tree) for each in smells_of(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "prepare_indicators":
            findings.extend(smells_of_columns(node))
    findings.extend(smells_of_rows(tree))
    return sorted(findings, key=lambda each: (each.line or 0, each.column or 0))


def smells_of(node: ast.AST) -> Iterator[Finding]:
    """Calls that move later values to earlier rows."""
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    words = {each.arg: each.value for each in node.keywords}
    if name in ("shift", "diff", "pct_change", "roll"):
        first = words.get("periods", node.args[-1] if node.args else None)
        if is_negative(first):
            yield at(node, "look-ahead/shift", f"`.{name}` with a number below 0 takes later rows")
    if is_true(words.get("center")):
        yield at(node, "look-ahead/center", "`center=True` takes later rows into the window")
    method = words.get("method", node.args[0] if node.args and name == "fillna" else None)
    is_back = isinstance(method, ast.Constant) and method.value in ("bfill", "backfill")
    if name in ("bfill", "backfill") or (name in ("fillna", "reindex", "asfreq") and is_back):
        yield at(node, "look-ahead/bfill", "filling backwards takes later rows")


def smells_of_columns(function: ast.FunctionDef) -> Iterator[Finding]:
    """In the indicators: the last row of all, and figures over a whole column."""
    names = names_of_columns(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and is_last_row(node):
            yield at(node, "look-ahead/last-row", "`.iloc[-1]` is the last row of all data")
        if isinstance(node, ast.Call) and is_whole(node, names):
            text = "a figure over a whole column knows all later rows"
            yield at(node, "look-ahead/whole-column", text)


def smells_of_rows(tree: ast.Module) -> Iterator[Finding]:
    """Rows that are counted forward from the bar that is decided at, such as `[idx + 1]`."""
    names = names_of_bars(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and any(
            step_ahead(each, names) > most
            for part, most in parts_of(node.slice)
            for each in unreduced(part)
        ):
            text = f"`{ast.unparse(node.slice)}` leads to rows after the bar that is decided at"
            yield at(node, "look-ahead/later-row", text)


def names_of_bars(tree: ast.Module) -> Set[str]:
    """What the bar is called that is decided at: the last argument of the methods that decide."""
    methods = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in ("find_entries", "find_exits")
    ]
    return {each.args.args[-1].arg for each in methods if len(each.args.args) > 1}


def parts_of(place: ast.expr) -> List[Tuple[ast.expr, int]]:
    """Numbers of rows in a subscript, and how far each may lead; the end of a slice is left out."""
    if isinstance(place, ast.Tuple) and place.elts:
        place = place.elts[0]
    if not isinstance(place, ast.Slice):
        return [(place, 0)]
    ends = [(place.lower, 0), (place.upper, 1)]
    return [(part, most) for part, most in ends if part is not None]


def unreduced(node: ast.expr) -> List[ast.AST]:
    """Parts of an expression, without what something is taken off again: `idx + 1 - length`."""
    nodes = list(ast.walk(node))
    sums = [each for each in nodes if isinstance(each, ast.BinOp)]
    less = [each.left for each in sums if isinstance(each.op, ast.Sub)]
    return [each for each in nodes if each not in less]


def step_ahead(node: ast.AST, names: Set[str]) -> int:
    """How many rows further a sum of a bar and a number is; 0 for anything else."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Add):
        return 0
    sides = (node.left, node.right)
    is_bar = any(isinstance(each, ast.Name) and each.id in names for each in sides)
    steps = [each.value for each in sides if isinstance(each, ast.Constant)]
    return steps[0] if is_bar and steps and isinstance(steps[0], int) else 0


def names_of_columns(function: ast.FunctionDef) -> Set[str]:
    """Names that stand for whole columns: the frame, and what is made of it without a window."""
    names = {each.arg for each in function.args.args[1:2]}
    assigned = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    for _ in assigned:
        for node in assigned:
            if is_of_columns(node.value, names):
                names.update(each.id for each in node.targets if isinstance(each, ast.Name))
    return names


def is_whole(node: ast.Call, names: Set[str]) -> bool:
    """Whether a call makes one figure of a whole column."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in WHOLE:
        return False
    if any(each.arg == "axis" for each in node.keywords):
        return False
    owner = node.func.value
    is_numpy = isinstance(owner, ast.Name) and owner.id in ("np", "numpy")
    of_what = node.args[0] if is_numpy and len(node.args) == 1 else owner
    return is_of_columns(of_what, names)


def is_of_columns(node: ast.expr, names: Set[str]) -> bool:
    """Whether an expression is made of whole columns, and goes through no window."""
    if any(is_window(each) for each in ast.walk(node)):
        return False
    return any(isinstance(each, ast.Name) and each.id in names for each in ast.walk(node))


def is_window(node: ast.AST) -> bool:
    """A window of rows: that of pandas, or a part that is cut out."""
    if isinstance(node, ast.Attribute):
        return node.attr in WINDOWS
    if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Slice):
        return False
    return node.slice.lower is not None or node.slice.upper is not None


def is_last_row(node: ast.Subscript) -> bool:
    """`.iloc[-1]`, `.iat[-1]` or `.values[-1]`."""
    names = ("iloc", "iat", "values")
    is_place = isinstance(node.value, ast.Attribute) and node.value.attr in names
    place: Optional[ast.expr] = node.slice
    if isinstance(place, ast.Tuple) and place.elts:
        place = place.elts[0]
    return is_place and is_negative(place)


def is_negative(node: Optional[ast.expr]) -> bool:
    """A number that is written with a minus."""
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def is_true(node: Optional[ast.expr]) -> bool:
    """`True` as it is written."""
    return isinstance(node, ast.Constant) and node.value is True
