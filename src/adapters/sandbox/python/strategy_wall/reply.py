"""
Reads what a strategy returned. What it says about a market is the broker's to judge; here only
the shape counts.
"""

from __future__ import annotations

import inspect
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence

from strategy_wall.plain import NotPlain, Plain, name_of, plain
from strategy_wall.trouble import Rubbish, clipped

Fields = Mapping[str, Plain]

ORDER_FIELDS = (
    "action",
    "symbol",
    "type",
    "volume",
    "risk_fraction",
    "equity_fraction",
    "price",
    "sl",
    "tp",
    "expire_bars",
    "comment",
)
CANCEL_FIELDS = ("action", "comment")
EXIT_FIELDS = ("position_id", "reason")
TEXTS = frozenset(("action", "symbol", "type", "comment", "position_id", "reason"))

ORDER = "{'action': 'BUY', 'type': 'MARKET', 'volume': 1}"
EXIT = "{'position_id': position['position_id'], 'reason': 'done'}"

MOST_REQUESTS = 1000


class Shape(NamedTuple):
    """What an answer is called and may hold."""

    what: str
    example: str
    fields: Sequence[str]


AN_ORDER = Shape("an order", ORDER, ORDER_FIELDS)
A_CANCELLATION = Shape("a cancellation", "{'action': 'CANCEL'}", CANCEL_FIELDS)
AN_EXIT = Shape("an exit", EXIT, EXIT_FIELDS)


def read_entries(value: object) -> List[Fields]:
    """
    Reads what `find_entries` returned: nothing, an order or a cancellation, or several of them.
    """
    if value is None:
        return []
    refuse_waiting(value, "find_entries")
    if not isinstance(value, (list, tuple)):
        return [] if value == {} else [read_request(value, "find_entries returned")]
    if len(value) > MOST_REQUESTS:
        raise Rubbish(f"find_entries returned {len(value)} orders", f"at most {MOST_REQUESTS}")
    return [
        read_request(each, f"find_entries returned at place {place}")
        for place, each in enumerate(value)
    ]


def read_exit(value: object) -> Optional[Fields]:
    """Reads what `find_exits` returned: nothing, or the position that is to be closed."""
    if value is None or value == {}:
        return None
    refuse_waiting(value, "find_exits")
    fields = read_fields(value, "find_exits returned", AN_EXIT)
    if not isinstance(fields.get("position_id"), str):
        raise Rubbish("find_exits returned an exit without `position_id`", "the id of the position")
    return {"position_id": fields["position_id"], "reason": fields.get("reason") or ""}


def read_request(value: object, intro: str) -> Fields:
    """Reads an order or a cancellation."""
    is_cancel = (
        isinstance(value, dict)
        and isinstance(value.get("action"), str)
        and value["action"] == "CANCEL"
    )
    return read_fields(value, intro, A_CANCELLATION if is_cancel else AN_ORDER)


def read_fields(value: object, intro: str, shape: Shape) -> Fields:
    """A copy with the known fields only, each of its kind."""
    if not isinstance(value, dict):
        raise Rubbish(
            f"{intro} {name_of(value)}", f"{shape.what}, such as {shape.example}, or None"
        )
    read: Dict[str, Plain] = {}
    for field, given in value.items():
        if not isinstance(field, str) or field not in shape.fields:
            name = clipped(str(field))
            raise Rubbish(
                f"{intro} {shape.what} with the unknown field `{name}`", ", ".join(shape.fields)
            )
        read[str(field)] = read_value(str(field), given, f"{intro} {shape.what}")
    return read


def read_value(field: str, given: object, intro: str) -> Plain:
    """A text where a text belongs, a number where a number does."""
    kind = "text" if field in TEXTS else "number"
    try:
        value = plain(given)
    except NotPlain as error:
        raise Rubbish(f"{intro} whose `{field}` is {error}", f"a {kind}") from None
    is_right = isinstance(value, str) == (kind == "text") and not isinstance(value, bool)
    if value is None or is_right:
        return value
    raise Rubbish(f"{intro} whose `{field}` is {name_of(value)}", f"a {kind}")


def refuse_waiting(value: object, method: str) -> None:
    """A replay waits for nobody: what an `async` method or a generator holds would be lost."""
    if inspect.isgenerator(value):
        raise Rubbish(
            f"{method} returned a generator", "its answer at once: `return` it, do not `yield`"
        )
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise Rubbish(
            f"{method} returned a coroutine", f"its answer at once: `{method}` must not be async"
        )
