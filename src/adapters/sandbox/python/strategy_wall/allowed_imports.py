"""What a strategy may import, and why it may not import the rest."""

from __future__ import annotations

import ast
import importlib.util
import sys
from typing import Iterator, List

from strategy_wall.finding import Finding, at

# Without network, processes, files, or a way to reach them.
ALLOWED = frozenset("""
    __future__ abc argparse array bisect calendar cmath collections collections.abc contextlib copy
    dataclasses datetime decimal enum fractions functools hashlib heapq itertools json logging math
    numbers operator pprint random re statistics string textwrap time typing typing_extensions
    warnings zoneinfo
    adapters adapters.base_adapter adapters.runner adapters.simbroker adapters.simbroker_adapter
    simulator simulator.simbroker
    numpy numpy.fft numpy.lib numpy.lib.stride_tricks numpy.linalg numpy.polynomial numpy.random
    numpy.typing
    pandas pandas.api pandas.api.types pandas.tseries pandas.tseries.frequencies
    pandas.tseries.offsets
    """.split())
BROKERS = frozenset("""
    MetaTrader5 mt5 mt5linux ib_insync ib_async ibapi ccxt ccxtpro alpaca alpaca_trade_api alpaca_py
    binance oandapyV20 v20 krakenex bitmex bybit pybit kucoin okx robin_stocks tda schwab
    tastytrade kiteconnect degiro_connector freqtrade fxcmpy jesse live_adapter
    """.split())
NETWORK = frozenset("""
    socket socketserver ssl http urllib urllib3 requests httpx aiohttp websocket websockets ftplib
    smtplib poplib imaplib nntplib telnetlib xmlrpc asyncio asyncore asynchat select selectors
    webbrowser paramiko grpc zmq pycurl wsgiref yfinance
    """.split())
PROCESSES = frozenset("""
    subprocess multiprocessing os posix pty signal ctypes cffi _ctypes fcntl mmap resource
    threading _thread concurrent sched faulthandler pwd grp termios tty syslog
    """.split())
FILES = frozenset("""
    io pathlib shutil tempfile glob fileinput sqlite3 dbm shelve pickle marshal zipfile tarfile gzip
    bz2 lzma csv configparser
    """.split())
DYNAMIC = frozenset("""
    importlib builtins sys inspect types gc code codeop runpy pkgutil zipimport imp ast dis
    traceback atexit site pdb bdb cProfile trace tracemalloc weakref
    """.split())
GROUPS = (
    (BROKERS, "broker", "it reaches a broker, and a strategy returns what it wants"),
    (NETWORK, "network", "it reaches a network, and there is none"),
    (PROCESSES, "process", "it reaches processes or the system"),
    (FILES, "file", "it reaches files, and a strategy gets its bars as `df`"),
    (DYNAMIC, "dynamic", "it reaches the interpreter"),
)
EXPECTED = "a strategy is one file with pandas, numpy, adapters and harmless modules of Python"


def check_imports(tree: ast.Module) -> List[Finding]:
    """Every import that is not allowed, wherever it stands."""
    findings: List[Finding] = []
    for node in ast.walk(tree):
        for name in imported(node):
            findings.extend(judge(node, name))
    return findings


def imported(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports; those of the file's own package begin with a dot."""
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from (
            f"{module}.{each.name}" if is_submodule(module, each.name) else module
            for each in node.names
        )


def is_submodule(module: str, name: str) -> bool:
    """Whether a name that is imported from a module is a module itself, as far as it matters."""
    top = module.partition(".")[0]
    return top in ("pandas", "numpy", "logging") and f"{module}.{name}" in KNOWN_SUBMODULES


KNOWN_SUBMODULES = frozenset("""
    pandas.io pandas.core pandas.util pandas.compat pandas._libs pandas._testing pandas.testing
    numpy.ctypeslib numpy.f2py numpy.testing numpy.distutils numpy.core numpy._core
    logging.handlers logging.config
    """.split())


def judge(node: ast.AST, name: str) -> List[Finding]:
    """What is to be said against one import."""
    if name in ALLOWED:
        return []
    if name.startswith("."):
        return [at(node, "structure/one-file", f"`{name}` is a file beside it; {EXPECTED}")]
    top = name.partition(".")[0]
    for names, code, why in GROUPS:
        if top in names:
            return [at(node, f"structure/{code}", f"`{name}` is not allowed: {why}")]
    if not is_there(top):
        return [at(node, "structure/import", f"`{top}` is not in the image; {EXPECTED}")]
    return [at(node, "structure/import", f"`{name}` is not allowed; {EXPECTED}")]


def is_there(top: str) -> bool:
    """Whether a module can be found, without loading it."""
    if top in sys.stdlib_module_names:
        return True
    try:
        return importlib.util.find_spec(top) is not None
    except (ImportError, ValueError):
        return False
