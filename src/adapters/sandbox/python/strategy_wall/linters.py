"""
mypy, flake8 and bandit, each in a process of its own, with a configuration of ours and no
other.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 - the tools are programs of the image
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Sequence

from strategy_wall.finding import Finding, check_words, unproven
from strategy_wall.strategy_file import read_source
from strategy_wall.switches import without_switches
from strategy_wall.trouble import Refusal

MOST_OUTPUT = 8 * 1024 * 1024
SECONDS = 240.0

MYPY_SETTINGS = """
[mypy]
strict = True
enable_error_code = ignore-without-code
show_error_codes = True
explicit_package_bases = True
"""

ENVIRONMENT = ("PATH", "HOME", "LANG", "TZ", "PYTHONHASHSEED", "TMPDIR")


class Ran(NamedTuple):
    """What a tool said, and how it ended."""

    output: str
    code: int


class Linter(NamedTuple):
    """A tool: how it is called for a file, and how its answer is read."""

    name: str
    arguments: Callable[[str, str], List[str]]
    codes: Sequence[int]
    read: Callable[[str], List[Finding]]


def lint(root: Path, name: str, seconds: float = SECONDS) -> List[Dict[str, Any]]:
    """Asks all tools about one file."""
    return [ask_linter(linter, root, name, seconds) for linter in LINTERS]


def ask_linter(linter: Linter, root: Path, name: str, seconds: float) -> Dict[str, Any]:
    """Asks one tool; a tool that cannot be understood proves nothing."""
    tool = name_of(linter.name)
    if tool is None:
        return unproven(linter.name, None, f"{linter.name} is not in the image")
    try:
        ran = run(linter, root, name, seconds)
        if ran.code not in linter.codes:
            return unproven(linter.name, tool, f"it ended with {ran.code}: {ran.output[-300:]}")
        findings = linter.read(ran.output)
        if ran.code != 0 and not findings:
            return unproven(linter.name, tool, f"it ended with {ran.code} and said nothing")
    except Refusal as error:
        return unproven(linter.name, tool, error.sentence())
    except subprocess.TimeoutExpired:
        return unproven(linter.name, tool, f"it gave no answer in {seconds:g} s")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return unproven(linter.name, tool, f"its answer cannot be read: {error}")
    return check_words(linter.name, tool, name, findings, len(findings) > 0)


def run(linter: Linter, root: Path, name: str, seconds: float) -> Ran:
    """
    Runs a tool on a copy in a folder of its own, so that it finds no settings of the change, and no
    comment that has it look away.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "settings.ini")
        settings.write_text(MYPY_SETTINGS, encoding="utf-8")
        copy = Path(folder, Path(name).name)
        copy.write_text(without_switches(read_source(root / name)), encoding="utf-8")
        kept = {each: os.environ[each] for each in ENVIRONMENT if each in os.environ}
        command = [sys.executable, "-s", "-P", "-B", "-m", linter.name]
        done = subprocess.run(  # nosec B603 - a list of arguments of ours
            [*command, *linter.arguments(str(copy), str(settings))],
            cwd=folder,
            env={**kept, "MYPYPATH": str(root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=seconds,
            check=False,
        )
    if len(done.stdout) > MOST_OUTPUT:
        raise ValueError(f"{len(done.stdout)} bytes")
    output = done.stdout.decode("utf-8", "replace")
    is_silent = output.strip() == ""
    return Ran(
        done.stderr.decode("utf-8", "replace") if is_silent and done.returncode else output,
        done.returncode,
    )


def mypy_arguments(path: str, settings: str) -> List[str]:
    """Strict, in lines of JSON, without a cache."""
    return [
        f"--config-file={settings}",
        "--output=json",
        f"--cache-dir={os.devnull}",
        "--no-error-summary",
        "--scripts-are-modules",
        path,
    ]


def read_mypy(output: str) -> List[Finding]:
    """A line of JSON for each error."""
    findings: List[Finding] = []
    for line in output.splitlines():
        said = json.loads(line)
        if said["severity"] != "error":
            continue
        column = said["column"] + 1 if said["column"] >= 0 else None
        findings.append(Finding(said["code"] or "mypy", said["message"], said["line"], column))
    return findings


def flake8_arguments(path: str, _settings: str) -> List[str]:
    """100 columns, slices as black writes them, and no comment that hides a line."""
    form = "%(row)d\t%(col)d\t%(code)s\t%(text)s"
    return [
        "--isolated",
        "--jobs=1",
        "--max-line-length=100",
        "--extend-ignore=E203",
        "--disable-noqa",
        f"--format={form}",
        path,
    ]


def read_flake8(output: str) -> List[Finding]:
    """A line of four parts for each finding."""
    findings: List[Finding] = []
    for line in output.splitlines():
        row, column, code, text = line.split("\t", 3)
        findings.append(Finding(code, text, int(row), int(column)))
    return findings


def bandit_arguments(path: str, _settings: str) -> List[str]:
    """All but asserts and chance: neither guards a secret in a strategy."""
    return ["--quiet", "--format=json", "--ignore-nosec", "--skip=B101,B311", path]


def read_bandit(output: str) -> List[Finding]:
    """One document; a file that it could not read is an error of it."""
    said = json.loads(output)
    if said["errors"]:
        raise ValueError(str(said["errors"][0].get("reason")))
    return [
        Finding(each["test_id"], each["issue_text"], each["line_number"], each["col_offset"] + 1)
        for each in said["results"]
    ]


def name_of(package: str) -> str | None:
    """Name and version of a tool; None when it is not there."""
    try:
        return f"{package} {metadata.version(package)}"
    except metadata.PackageNotFoundError:
        return None


LINTERS = (
    Linter("mypy", mypy_arguments, (0, 1, 2), read_mypy),
    Linter("flake8", flake8_arguments, (0, 1), read_flake8),
    Linter("bandit", bandit_arguments, (0, 1), read_bandit),
)
