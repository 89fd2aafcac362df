"""The packages themselves pass what they ask of strategies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from walled import PACKAGES, ROOT

NAMES = ("adapters", "simulator", "strategy_wall", "boot.py")
SOURCES = [str(PACKAGES / name) for name in NAMES]
EXAMPLES = sorted(str(each) for each in (ROOT / "docs/examples/backtest-python").glob("*.py"))


def run(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-s", "-B", "-m", *words],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(PACKAGES)},
        capture_output=True,
        text=True,
        check=False,
    )
    return f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("version", ["3.11", "3.13"])
def test_types_hold_in_every_version(tmp_path: Path, version: str) -> None:
    # Nobody would read the cache again.
    words = ["--strict", f"--python-version={version}", f"--cache-dir={os.devnull}"]

    said = run(tmp_path, "mypy", *words, *SOURCES, *EXAMPLES)

    assert said.startswith("Success: no issues found in "), said


def test_lines_are_in_shape(tmp_path: Path) -> None:
    words = ["--isolated", "--max-line-length=100", "--extend-ignore=E203"]

    said = run(tmp_path, "flake8", *words, *SOURCES, *EXAMPLES)

    assert said == ""
