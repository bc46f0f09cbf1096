"""Score pairs with an algorithm of nomenklatura, in the environment that has it.

Reads lines of JSON, each a list of questions (name, kind, candidates with kind and names), and
answers each line with a list of scores per question. Ids are never used twice: the library caches
by id.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import Any

from followthemoney.proxy import EntityProxy
from nomenklatura.matching import get_algorithm

_numbers = itertools.count()


def entity(kind: str, names: list[str]) -> EntityProxy:
    """Return an entity under an id that was never used."""
    schema = kind or "LegalEntity"
    data = {"id": f"e{next(_numbers)}", "schema": schema, "properties": {"name": names}}
    return EntityProxy.from_dict(data)


def scores(algorithm: Any, config: Any, question: dict[str, Any]) -> list[float]:
    """Return the score of each candidate; what the library refuses to compare scores zero."""
    found = []
    query = entity(question["kind"], [question["name"]])
    for candidate in question["candidates"]:
        result = entity(candidate["kind"], candidate["names"])
        try:
            found.append(float(algorithm.compare(query, result, config).score))
        except Exception:  # noqa: BLE001 - one pair must not end a run of thousands
            found.append(0.0)
    return found


def main() -> None:
    """Answer until the input ends."""
    algorithm = get_algorithm(sys.argv[1])
    if algorithm is None:
        raise SystemExit(f"no algorithm {sys.argv[1]}")
    config = algorithm.default_config()
    for line in sys.stdin:
        print(json.dumps([scores(algorithm, config, one) for one in json.loads(line)]), flush=True)


if __name__ == "__main__":
    main()
