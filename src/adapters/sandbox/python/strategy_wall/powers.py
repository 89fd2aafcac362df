"""Names by which code reaches further than it shows: evaluation, files, the interpreter."""

from __future__ import annotations

import ast
import re
from typing import List, Optional

from strategy_wall.finding import Finding, at

EVALUATING = frozenset(
    "eval exec compile __import__ globals locals vars setattr delattr breakpoint input "
    "memoryview __builtins__ __loader__ __spec__".split()
)
MODULES = frozenset(
    "os sys subprocess socket builtins importlib ctypes shutil pathlib pickle io urllib tempfile "
    "multiprocessing posix".split()
)
CONNECTING = frozenset(
    "urlopen urlretrieve create_connection create_server getaddrinfo gethostbyname".split()
)
READING = re.compile(
    r"^(?:read_(?:csv|table|json|html|xml|sql|sql_table|sql_query|excel|parquet|feather|hdf"
    r"|pickle|clipboard|gbq|orc|sas|spss|stata|fwf|iceberg)|ExcelFile|HDFStore|ExcelWriter"
    r"|to_(?:csv|pickle|parquet|sql|excel|feather|hdf|stata|html|latex|clipboard|gbq|orc|xml"
    r"|markdown|iceberg)|loadtxt|genfromtxt|savetxt|savez|savez_compressed|fromfile|tofile|memmap"
    r"|DataSource|open_memmap|fromregex|ctypeslib|f2py|dump)$"
)
HARMLESS_DUNDERS = frozenset(
    "__init__ __name__ __doc__ __len__ __post_init__ __eq__ __hash__ __repr__ __str__ __call__ "
    "__iter__ __next__ __getitem__ __contains__ __lt__ __le__ __gt__ __ge__ __bool__ __slots__ "
    "__enter__ __exit__ __add__ __sub__ __mul__ __neg__ __all__ __version__ __author__ __main__ "
    "__annotations__ __setattr__ __float__ __int__ __abs__ __ne__ __future__".split()
)
DUNDER = re.compile(r"^__\w+__$")


def check_powers(tree: ast.Module) -> List[Finding]:
    """Everything in a tree that reaches further than a strategy may."""
    findings = [judge(node) for node in ast.walk(tree)]
    return [each for each in findings if each is not None]


def judge(node: ast.AST) -> Optional[Finding]:
    """What is to be said against one place of the tree."""
    if isinstance(node, ast.Name):
        return judge_name(node)
    if isinstance(node, ast.Attribute):
        return judge_attribute(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_power(node.value):
        return at(node, "structure/dynamic", f"the text `{node.value}` names a way into Python")
    if isinstance(node, ast.Call):
        return judge_call(node)
    return None


def judge_name(node: ast.Name) -> Optional[Finding]:
    """A name that evaluates code or opens files."""
    if node.id in EVALUATING:
        return at(node, "structure/dynamic", f"`{node.id}` is not allowed")
    if node.id == "open":
        return at(node, "structure/file", "`open` is not allowed: a strategy gets its bars as `df`")
    if is_power(node.id):
        return at(node, "structure/dynamic", f"`{node.id}` is a way into Python")
    return None


def judge_attribute(node: ast.Attribute) -> Optional[Finding]:
    """An attribute that leads to another module, to files or into the interpreter."""
    if is_power(node.attr):
        return at(node, "structure/dynamic", f"`.{node.attr}` is a way into Python")
    if node.attr in MODULES and not (isinstance(node.value, ast.Name) and node.value.id == "self"):
        return at(node, "structure/dynamic", f"`.{node.attr}` reaches that module through another")
    if node.attr in CONNECTING:
        return at(node, "structure/network", f"`.{node.attr}` reaches a network, and there is none")
    if node.attr == "eval":
        return at(node, "structure/dynamic", "`.eval` runs a text as code")
    if READING.match(node.attr) and not is_json_dump(node):
        return at(node, "structure/file", f"`.{node.attr}` reads or writes files")
    is_numpy = isinstance(node.value, ast.Name) and node.value.id in ("np", "numpy")
    if node.attr in ("load", "save") and is_numpy:
        return at(node, "structure/file", f"`.{node.attr}` reads or writes files")
    return None


def judge_call(node: ast.Call) -> Optional[Finding]:
    """`getattr`, which is read as the attribute it names, and expressions that call into Python."""
    if isinstance(node.func, ast.Name) and node.func.id == "getattr":
        name = node.args[1] if len(node.args) > 1 else None
        if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
            return at(node, "structure/dynamic", "`getattr` with a name that is computed")
        attribute = ast.Attribute(node.args[0], name.value, ast.Load())
        return judge_attribute(ast.copy_location(attribute, node))
    if isinstance(node.func, ast.Attribute) and node.func.attr == "query":
        text = node.args[0] if node.args else None
        if not (isinstance(text, ast.Constant) and "@" not in str(text.value)):
            return at(node, "structure/dynamic", "`.query` with a text that may call anything")
    return None


def is_json_dump(node: ast.Attribute) -> bool:
    """`json.dump` writes to what was opened, and nothing can be."""
    return node.attr == "dump" and isinstance(node.value, ast.Name) and node.value.id == "json"


def is_power(name: str) -> bool:
    """Whether a name with two underscores on each side is more than harmless."""
    return DUNDER.match(name) is not None and name not in HARMLESS_DUNDERS | {"__file__"}
