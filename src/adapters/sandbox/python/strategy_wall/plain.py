"""
Values of strategies as plain JSON, and the text by which two decisions are held against each
other.
"""

from __future__ import annotations

import json
import math
from typing import Any, Dict, Mapping, Optional, Sequence, Union

import numpy as np

Plain = Union[None, bool, int, float, str]

BIGGEST_WHOLE = 2**53


class NotPlain(Exception):
    """A value that JSON cannot hold; the text names what it is."""


def plain(value: object) -> Plain:
    """A value as JSON knows it; scalars of numpy become those of Python."""
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, np.generic):
        return plain_scalar(value)
    if isinstance(value, int):
        return int(value) if abs(value) <= BIGGEST_WHOLE else as_float(value)
    if isinstance(value, float):
        return float(value)
    raise NotPlain(name_of(value))


def plain_scalar(value: Any) -> Plain:
    """A scalar of numpy as one of Python."""
    item = value.item()
    if isinstance(item, (bool, int, float, str)):
        return plain(item)
    raise NotPlain(name_of(value))


def as_float(value: int) -> float:
    """The nearest float; a whole number beyond all floats is infinite."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def escaped(value: Plain) -> Union[Plain, Dict[str, str]]:
    """A value as it travels: numbers that JSON lacks are spelled out."""
    if isinstance(value, float) and (
        not math.isfinite(value) or (value == 0 and math.copysign(1, value) < 0)
    ):
        return {"number": spell(value)}
    return value


def escaped_fields(fields: Mapping[str, Plain]) -> Dict[str, Any]:
    """All fields as they travel."""
    return {name: escaped(value) for name, value in fields.items()}


def spell(value: float) -> str:
    """A number as JavaScript writes it, so that both sides call it the same."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "-0" if math.copysign(1, value) < 0 else "0"
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    power = int(exponent) if exponent else 0
    if exponent and -7 < power < 0:
        return np.format_float_positional(value, unique=True, trim="-")
    if exponent:
        return f"{mantissa}e{'+' if power > 0 else '-'}{abs(power)}"
    return mantissa


def canonical(requests: Sequence[Mapping[str, Plain]], exits: Sequence[Mapping[str, Plain]]) -> str:
    """A decision as one text, the same for the same wishes; empty for nothing."""
    if not requests and not exits:
        return ""
    both = (
        ",".join(canonical_fields(each) for each in requests),
        ",".join(canonical_fields(each) for each in exits),
    )
    return f'{{"requests":[{both[0]}],"exits":[{both[1]}]}}'


def canonical_fields(fields: Mapping[str, Plain]) -> str:
    """Fields in the order of the alphabet."""
    pairs = (f"{json.dumps(name)}:{canonical_value(fields[name])}" for name in sorted(fields))
    return "{" + ",".join(pairs) + "}"


def canonical_value(value: Plain) -> str:
    """A value as text; a number as JavaScript writes it."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sent = escaped(float(value))
        return (
            json.dumps(sent, separators=(",", ":"))
            if isinstance(sent, dict)
            else spell(float(value))
        )
    return json.dumps(value, ensure_ascii=False)


def name_of(value: Optional[object]) -> str:
    """What a value is called in a sentence: `None`, a list, a text, or the name of its type."""
    if value is None:
        return "None"
    if isinstance(value, bool):
        return str(value)
    names = (
        (str, "a text"),
        (list, "a list"),
        (tuple, "a tuple"),
        (dict, "a dict"),
        ((int, float), "a number"),
    )
    for kind, name in names:
        if isinstance(value, kind):
            return name
    kind_name = type(value).__name__
    article = "an" if kind_name[:1].lower() in "aeiou" else "a"
    return f"{article} {kind_name}"
