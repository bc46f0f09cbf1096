"""The first matching engine: words, their rarity, and what answers them."""

from __future__ import annotations

from collections.abc import Sequence

from counterfoil.domain.match import Match
from counterfoil.matching.fingerprint import fingerprint
from counterfoil.matching.form import read_name
from counterfoil.matching.index import NameIndex, known_of, reference_known
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.pair import read, score_pair
from counterfoil.matching.rarity import Rarity
from counterfoil.matching.tables import table_hash

CODE_VERSION = "token-1"


class TokenMatcher:
    """A matcher over words; satisfies `ports.matcher.Matcher`."""

    def __init__(self) -> None:
        self._general = Rarity()

    @property
    def version(self) -> str:
        """Return the version of code and shipped tables."""
        return f"{CODE_VERSION}+{table_hash()}"

    def build(self, names: Sequence[ReferenceName]) -> NameIndex:
        """Build an index; the order of `names` does not change any result."""
        return NameIndex(names, self.version)

    def compare(self, left: QueryName, right: ReferenceName) -> Match:
        """Score one pair without an index: rarity from the shipped table alone."""
        reference = read(read_name(right.name), reference_known(right))
        scored = [
            score_pair(read(read_name(spelling), known_of(left)), reference, self._general)
            for spelling in dict.fromkeys((left.name, *left.other_names))
        ]
        best = max(scored, key=lambda one: (one.score, one.ratio))
        return best.match(right.entity_id, right.name)

    def fingerprint(self, name: str) -> str:
        """Return the form under which two spellings are the same name."""
        return fingerprint(name)
