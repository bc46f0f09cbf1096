"""Kernels made ready: compiled once per machine and version, which takes a while."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from counterfoil.matching.engine import NameMatcher
from counterfoil.matching.index import Index
from counterfoil.matching.jit import KERNELS, before_compiling
from counterfoil.matching.ready import INVENTED, in_two_processes
from counterfoil.ports.matcher import QueryName, ReferenceName

COMPILING = "Compiling the matching kernels, once for this version; up to a minute."


@dataclass(frozen=True, slots=True)
class Warmed:
    """Where the kernels are kept, how long making them ready took, and whether any was compiled."""

    folder: Path
    seconds: float
    compiled: bool


def warm_up() -> Warmed:
    """Have all kernels compiled, by matching invented names in several scripts."""
    compiled: list[bool] = []
    before_compiling(lambda: compiled.append(True))
    start = time.monotonic()
    matcher = announced_matcher()
    names = [ReferenceName(str(at), name) for at, name in enumerate(INVENTED)]
    queries = [QueryName(str(at), name) for at, name in enumerate(INVENTED)]
    index = matcher.build(names)
    index.query(queries, weak=True)
    matcher.build(names[:4]).query(queries[:4], weak=True)
    for query in queries:
        matcher.compare(query, names[0])
    with TemporaryDirectory() as folder:  # an index from files is one more kind of arrays
        index.index.save(Path(folder))
        Index.load(Path(folder)).search(INVENTED)
    return Warmed(KERNELS, time.monotonic() - start, bool(compiled))


def announced_matcher() -> NameMatcher:
    """Return the matching engine; where it must compile first, it says so on stderr and uses two cores."""
    _announce()
    return NameMatcher()


@cache
def _announce() -> None:
    before_compiling(_say)


def _say() -> None:
    sys.stderr.write(f"{COMPILING}\n")
    sys.stderr.flush()
    in_two_processes()
