"""Loads the file of a strategy and finds its class in it."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, List, Optional, Sequence

from strategy_wall.trouble import Refusal, refusal_of

MOST_BYTES = 1024 * 1024
ARGUMENTS: Dict[str, Sequence[str]] = {
    "prepare_indicators": ("df",),
    "find_entries": ("df", "indicators", "idx"),
    "find_exits": ("position", "df", "indicators", "idx"),
}
NEEDED = ("prepare_indicators", "find_entries")
EXPECTED = (
    "a class `Strategy` with `prepare_indicators(df)`, `find_entries(df, indicators, idx)` "
    "and `find_exits(position, df, indicators, idx)`"
)
ADVICE = "`conclave backtest new NAME --python` writes a strategy with all of them."


def load_strategy(root: Path, name: str) -> type:
    """
    Runs the file and returns its class `Strategy`; raises a Refusal where there is none that
    can be used.
    """
    source = read_source(root / name)
    tree = parse(source, name)
    refuse_several(tree)
    module = run(tree, name)
    found = getattr(module, "Strategy", None)
    if not isinstance(found, type):
        raise Refusal("the file has no class `Strategy`", EXPECTED, ADVICE)
    demand_methods(found, name)
    return found


def read_source(path: Path) -> str:
    """The text of a file in UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal(f"the strategy cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise Refusal(f"the file has {len(data)} bytes", f"at most {MOST_BYTES}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refusal("the file is not UTF-8", "a source in UTF-8", line=line) from error


def parse(source: str, name: str) -> ast.Module:
    """The tree of a source."""
    try:
        return ast.parse(source, filename=name)
    except SyntaxError as error:
        raise Refusal(f"the file is no Python: {error.msg}", line=error.lineno) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Refusal(f"the file is no Python: {error}") from error


def strategy_classes(tree: ast.Module) -> List[ast.ClassDef]:
    """Classes of a file that are strategies: called so, or with the methods of one."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [node for node in classes if node.name == "Strategy" or has_methods(node)]


def has_methods(node: ast.ClassDef) -> bool:
    """Whether a class has what a strategy needs."""
    names = {
        each.name for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    return names.issuperset(NEEDED)


def refuse_several(tree: ast.Module) -> None:
    """One file holds one strategy."""
    found = strategy_classes(tree)
    if len(found) > 1:
        names = " and ".join(f"`{each.name}` at line {each.lineno}" for each in found)
        raise Refusal(
            f"the file has {len(found)} strategies: {names}",
            "one strategy a file",
            line=found[1].lineno,
        )


def run(tree: ast.Module, name: str) -> ModuleType:
    """Runs a file as a module that is not the main one."""
    stem = Path(name).stem
    module = ModuleType(f"strategy_{stem}" if stem in sys.modules else stem)
    module.__file__ = name
    # Data classes and type hints look their module up.
    sys.modules[module.__name__] = module
    try:
        exec(
            compile(tree, name, "exec", dont_inherit=True), module.__dict__
        )  # nosec B102 - this is what the wall is for
    except BaseException as error:
        raise refusal_of(error, "while its file was loaded", name) from error
    return module


def demand_methods(strategy: type, name: str) -> None:
    """
    The methods are there and take what they will be given; it is better told at once than at
    the first call.
    """
    missing = [f"`{each}`" for each in NEEDED if not callable(getattr(strategy, each, None))]
    if missing:
        raise Refusal(
            f"the strategy lacks {' and '.join(missing)}", EXPECTED, ADVICE, line_of(strategy, name)
        )
    demand_arguments(strategy, "the strategy", ("cfg",), name)
    for method, arguments in ARGUMENTS.items():
        found = getattr(strategy, method, None)
        if found is None:
            continue
        if not callable(found):
            raise Refusal(f"the strategy has a `{method}` that is no method", EXPECTED, ADVICE)
        bound = inspect.getattr_static(strategy, method)
        is_free = isinstance(bound, (staticmethod, classmethod))
        demand_arguments(found, method, arguments if is_free else ("self", *arguments), name)


def demand_arguments(function: Any, called: str, arguments: Sequence[str], name: str) -> None:
    """A function can be called with so many arguments by their place."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*arguments)
    except TypeError:
        wanted = ", ".join(each for each in arguments if each != "self")
        given = ", ".join(each for each in signature.parameters if each != "self")
        raise Refusal(
            f"{called} takes ({wanted}), and here it takes ({given})",
            f"`{called}({wanted})`" if called in ARGUMENTS else "`__init__(self, cfg)`",
            line=line_of(function, name),
        ) from None


def line_of(thing: Any, name: str) -> Optional[int]:
    """The line at which a function or the constructor of a class stands in the file."""
    code = getattr(thing, "__code__", None) or getattr(
        getattr(thing, "__init__", None), "__code__", None
    )
    return code.co_firstlineno if code is not None and code.co_filename == name else None
