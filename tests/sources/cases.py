"""How many cases each property of a parser is tried on in CI; together more than ten thousand."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from hypothesis import settings

Property = TypeVar("Property", bound=Callable[..., None])
# The dearer one case is, the fewer of them; the sum is held by test_toml_properties.
CASES = {
    "dates": 2000,
    "words for dates": 1500,
    "bodies": 1500,
    "labels": 500,
    "words": 1000,
    "cells": 1300,
    "delimited": 800,
    "tables as text": 300,
    "grids": 500,
    "senders": 500,
    "slugs": 800,
    "catalogue": 400,
    "areas": 400,
    "mappings": 400,
    "measures": 400,
}


def cases(name: str) -> Callable[[Property], Property]:
    """Return the setting of a property: its number of cases in CI, the profile's at the desk."""
    most = settings.default.max_examples if settings.default else 50
    return settings(max_examples=CASES[name] if os.environ.get("CI") else most)
