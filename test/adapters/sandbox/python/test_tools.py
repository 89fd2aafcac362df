"""The process that examines a strategy: linters, and tests with a broker outside of it."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

from walled import ROOT, Walled

Tools = Callable[[Dict[str, "str | bytes"]], Walled]

EXAMPLES = ROOT / "docs/examples/backtest-python"
STRATEGY = (EXAMPLES / "moving_average_cross.py").read_text()

PATH = "work/strategies/moving_average_cross.py"
TESTS = "work/tests/test_it.py"


def test_template_passes_all_checks(tools: Tools) -> None:
    checks = tools({PATH: STRATEGY}).ask("inspect", strategy=PATH)[0]["checks"]

    assert [each["id"] for each in checks] == ["structure", "mypy", "flake8", "bandit"]
    assert [(each["answer"], each["findings"], each["reason"]) for each in checks] == [
        ("pass", [], None)
    ] * 4
    assert checks[1]["tool"].startswith("mypy ")


def test_each_tool_names_its_lines_and_no_comment_silences_it(tools: Tools) -> None:
    source = "\n".join(
        [
            '"""A strategy."""',
            "# mypy: ignore-errors",
            "# flake8: noqa",
            "import os, sys  # noqa  # nosec",
            "",
            "",
            "def start(command):",
            "    return eval(command) + os.popen(command).read()  # nosec",
            "",
        ]
    )
    settings = {"work/strategies/setup.cfg": "[mypy]\nignore_errors = True\n[flake8]\nignore = F\n"}

    checks = tools({PATH: source, **settings}).ask("inspect", strategy=PATH)[0]["checks"]

    codes = {
        each["id"]: {(finding["code"], finding["line"]) for finding in each["findings"]}
        for each in checks
    }
    assert [each["answer"] for each in checks] == ["fail"] * 4
    assert ("no-untyped-def", 7) in codes["mypy"]
    assert {("E401", 4), ("F401", 4)} <= codes["flake8"]
    assert {line for _, line in codes["bandit"]} == {8}
    assert {finding["path"] for each in checks for finding in each["findings"]} == {PATH}


ALL_KINDS = """
import os
import time
import pandas as pd
import pytest
from adapters import SimBroker, SimBrokerAdapter
from moving_average_cross import run_live


def test_passes():
    print("printed")


def test_fails():
    assert [1, 2] == [1, 3]


@pytest.mark.skip(reason="later")
def test_is_skipped():
    raise AssertionError


def test_reads_its_data():
    assert list(pd.read_csv("fixtures/bars.csv").columns) == ["Date", "Close"]


def test_asks_a_broker():
    assert SimBrokerAdapter(SimBroker()).get_account() == {"equity": float("inf")}


def test_live_is_refused():
    with pytest.raises(NotImplementedError):
        run_live(None, {})
"""


def test_tests_run_with_a_broker_outside(tools: Tools) -> None:
    walled = tools({PATH: STRATEGY, TESTS: ALL_KINDS, "work/fixtures/bars.csv": "Date,Close\n"})
    asked: List[Any] = []

    answer, _ = walled.ask("pytest", tests=[TESTS], strategy=PATH, seconds=60)
    while answer["kind"] == "broker":
        asked.append(answer["body"])
        body = {"account": {"equity": {"number": "Infinity"}}, "session": 4}
        answer, _ = walled.ask("broker-answer", id=answer["id"], body=body)

    assert asked == [
        {"kind": "open", "symbols": ["ASSET"], "config": {}, "seed": 1},
        {"kind": "account", "session": 4},
    ]
    assert (answer["kind"], answer["exit_code"], answer["reason"]) == ("tested", 1, None)
    outcomes = {
        each["nodeid"].split("::")[1]: each["outcome"] for each in answer["report"]["tests"]
    }
    assert outcomes.pop("test_fails") == "failed"
    assert outcomes.pop("test_is_skipped") == "skipped"
    assert set(outcomes.values()) == {"passed"} and len(outcomes) == 4
    assert "assert [1, 2] == [1, 3]" in answer["report"]["tests"][0]["call"]["crash"]["message"]
    assert "printed" not in str(answer)


BROKEN = """
import os
import time


def test_it():
    {body}
"""


def end_of(tools: Tools, body: str, seconds: float = 30) -> Any:
    walled = tools({TESTS: BROKEN.format(body=body)})
    return walled.ask("pytest", tests=[TESTS], seconds=seconds)[0]


def test_tests_that_break_their_process_prove_nothing(tools: Tools) -> None:
    slow = end_of(tools, "time.sleep(60)", 1)
    gone = end_of(tools, "os._exit(0)")
    forged = end_of(tools, 'os.write(int(os.environ["CONCLAVE_ENGINE_OUT"]), b"{}\\n")')

    assert (slow["exit_code"], slow["report"]) == (None, None)
    assert slow["reason"] == "the tests took longer than 0.9 s"
    assert (gone["report"], gone["reason"]) == (None, "pytest wrote no report")
    assert (forged["report"], forged["reason"]) == (
        None,
        "the tests wrote what is no request of a broker",
    )


def test_a_file_of_tests_that_cannot_be_read_is_told(tools: Tools) -> None:
    walled = tools({TESTS: "def test_it(:\n"})

    answer, _ = walled.ask("pytest", tests=[TESTS], seconds=30)

    (collector,) = answer["report"]["collectors"]
    assert answer["exit_code"] == 2
    assert collector["outcome"] == "failed" and "SyntaxError" in collector["longrepr"]
