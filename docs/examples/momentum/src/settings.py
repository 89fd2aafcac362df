"""Reads one section of a YAML file into a frozen dataclass, and refuses anything unexpected."""
from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TypeVar

import yaml

Settings = TypeVar("Settings")


def read_settings(path: Path, section: str, kind: type[Settings]) -> Settings:
    """Builds `kind` from `section` of the file at `path`.

    No key has a default in code: a missing key and an unknown key are both errors, so that the
    file alone says what a run was made with.
    """
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    if section not in document:
        raise KeyError(f"{path}: section {section!r} is missing")
    given = document[section]
    expected = {field.name for field in fields(kind)}
    missing, unknown = expected - given.keys(), given.keys() - expected
    if missing or unknown:
        raise ValueError(
            f"{path}: section {section!r} lacks {sorted(missing)} and has unknown {sorted(unknown)}"
        )
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})
