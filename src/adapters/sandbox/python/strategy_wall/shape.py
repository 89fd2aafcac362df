"""
Whether a file is built as a strategy: its class, its methods, its helpers, and nothing that
runs.
"""

from __future__ import annotations

import ast
from typing import Iterable, List, Optional, Sequence, Union

from strategy_wall.finding import Finding, at
from strategy_wall.strategy_file import ARGUMENTS, strategy_classes

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]

DELEGATION = "return runner.run_backtest(Strategy, adapter, df, cfg)"
LAUNCH = "runner.main(__file__)"
HARMLESS_CALLS = frozenset("""
    TypeVar NewType NamedTuple namedtuple frozenset tuple set dict list range field Decimal Fraction
    timedelta datetime date time ZoneInfo Timedelta Timestamp getLogger float int str len max min
    dataclass auto round sum sorted Enum compile_ DateOffset abs pow sqrt log exp
    """.split())


def check_shape(tree: ast.Module) -> List[Finding]:
    """Everything that is built otherwise than the template."""
    return [
        *check_class(tree),
        *check_run_backtest(find_function(tree.body, "run_backtest")),
        *check_run_live(find_function(tree.body, "run_live")),
        *check_statements(tree),
    ]


def check_class(tree: ast.Module) -> List[Finding]:
    """One class `Strategy` at the top of the file, with three methods."""
    found = strategy_classes(tree)
    if len(found) > 1:
        names = " and ".join(f"`{each.name}`" for each in found)
        text = f"there are {len(found)} strategies, {names}; a file holds one"
        return [at(found[1], "structure/one-strategy", text)]
    top = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Strategy"]
    if not top:
        return [Finding("structure/one-strategy", "there is no class `Strategy` at the top", 1)]
    return [finding for name in ARGUMENTS for finding in check_method(top[0], name)]


def check_method(strategy: ast.ClassDef, name: str) -> List[Finding]:
    """One method and what it takes."""
    wanted = ARGUMENTS[name]
    call = f"{name}({', '.join(wanted)})"
    method = find_function(strategy.body, name)
    if method is None:
        return [at(strategy, "structure/method", f"the strategy lacks `{call}`")]
    if isinstance(method, ast.AsyncFunctionDef):
        return [at(method, "structure/method", f"`{name}` must not be async")]
    names = [each.arg for each in [*method.args.posonlyargs, *method.args.args]]
    given = [each for each in names if each != "self"]
    if takes(method, len(wanted)) and is_in_order(given, wanted):
        return []
    text = f"{name} takes ({', '.join(wanted)}), and here it takes ({', '.join(given)})"
    return [at(method, "structure/method", text)]


def takes(method: Function, count: int) -> bool:
    """Whether a method can be called with so many arguments by their place."""
    names = {ast.unparse(each) for each in method.decorator_list}
    own = 0 if "staticmethod" in names else 1
    arguments = method.args
    places = len(arguments.posonlyargs) + len(arguments.args)
    needed = places - len(arguments.defaults)
    has_needed_words = any(each is None for each in arguments.kw_defaults)
    is_enough = places >= own + count or arguments.vararg is not None
    return needed <= own + count and is_enough and not has_needed_words


def is_in_order(given: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether no argument stands in the place of another; a name of its own is free."""
    return all(one == other or one not in wanted for one, other in zip(given, wanted))


def check_run_backtest(function: Optional[Function]) -> List[Finding]:
    """The loop is the engine's: `run_backtest` hands the strategy over and does nothing else."""
    if function is None:
        return []
    body = without_docstring(function.body)
    if [ast.unparse(each) for each in body] == [DELEGATION]:
        return []
    text = f"`run_backtest` is `{DELEGATION}` and nothing else; the engine never runs another body"
    return [at(function, "structure/run-backtest", text)]


def check_run_live(function: Optional[Function]) -> List[Finding]:
    """`run_live` only raises."""
    if function is None:
        return []
    body = without_docstring(function.body)
    if len(body) == 1 and isinstance(body[0], ast.Raise):
        return []
    return [at(function, "structure/run-live", "`run_live` raises and does nothing else")]


def check_statements(tree: ast.Module) -> List[Finding]:
    """The top of a file and the bodies of its classes hold definitions and constants only."""
    findings = [judge for node in tree.body for judge in check_statement(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            findings += [each for inner in node.body for each in check_statement(inner)]
    return findings


def check_statement(node: ast.stmt) -> List[Finding]:
    """One statement that runs when the file is loaded."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.ClassDef, ast.Pass)):
        return []
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return check_values([*node.args.defaults, *node.args.kw_defaults])
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    if isinstance(node, ast.Assign):
        return check_values([node.value])
    if isinstance(node, ast.AnnAssign):
        return check_values([node.value])
    if isinstance(node, ast.If):
        return check_condition(node)
    text = "a file is loaded, not run: definitions and constants only"
    return [at(node, "structure/module-level", text)]


def check_condition(node: ast.If) -> List[Finding]:
    """Imports for types, and the start from the command line."""
    test = ast.unparse(node.test)
    if test in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
        return [each for inner in node.body for each in check_statement(inner)]
    is_start = test == "__name__ == '__main__'"
    body = [ast.unparse(each) for each in node.body]
    if is_start and not node.orelse and body in ([LAUNCH], [f"raise SystemExit({LAUNCH})"]):
        return []
    text = f"a file is loaded, not run; from the command line it is started by `{LAUNCH}`"
    return [at(node, "structure/module-level", text)]


def check_values(values: Iterable[Optional[ast.expr]]) -> List[Finding]:
    """Constants are computed from constants."""
    for value in values:
        for node in ast.walk(value) if value is not None else ():
            is_call = isinstance(node, ast.Call) and called(node) not in HARMLESS_CALLS
            if is_call or isinstance(node, (ast.Await, ast.Yield, ast.NamedExpr)):
                text = "it is computed when the file is loaded; do it in `__init__`"
                return [at(node, "structure/module-level", text)]
    return []


def called(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def find_function(body: Sequence[ast.stmt], name: str) -> Optional[Function]:
    """A function of a body by its name, the last one where there are several."""
    found = [each for each in body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]
    named = [each for each in found if each.name == name]
    return named[-1] if named else None


def without_docstring(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """The statements of a function that do something."""
    first = body[0] if body else None
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return body[1:] if is_text else body
