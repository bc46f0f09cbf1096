"""The matching engine: names read as words, found by grams, aligned and weighed by kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from counterfoil.domain.match import Match, Reason
from counterfoil.matching import context
from counterfoil.matching.books import reference_book
from counterfoil.matching.fingerprint import fingerprint
from counterfoil.matching.keys import hashed_words
from counterfoil.matching.lexicon import Lexicon
from counterfoil.matching.name_index import NameIndex
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.pairs import Pairing, pairs_of, told
from counterfoil.matching.queries import Queries
from counterfoil.matching.rarity import fill_rarity
from counterfoil.matching.scripts import is_native
from counterfoil.matching.split import split
from counterfoil.matching.tables import table_hash

CODE_VERSION = "grams-4"
_MIRRORED = {"missing-left": "missing-right", "missing-right": "missing-left"}


class NameMatcher:
    """A matcher over words, in compiled kernels; satisfies `ports.matcher.Matcher`."""

    @property
    def version(self) -> str:
        """Return the version of code, shipped tables and models."""
        return f"{CODE_VERSION}+{table_hash()}"

    def build(self, names: Sequence[ReferenceName]) -> NameIndex:
        """Build an index; the order of `names` does not change any result."""
        return NameIndex(names, self.version)

    def compare(self, left: QueryName, right: ReferenceName) -> Match:
        """Score one pair without an index: rarity from the shipped tables alone."""
        if _is_native(right.name) and not _is_native(left.name) and not left.other_names:
            return self._turned(left, right)
        spellings = list(dict.fromkeys((left.name, *left.other_names)))
        lexicon = Lexicon()
        reference, held = reference_book(lexicon, lexicon.read([right.name]))
        nowhere = np.zeros_like(held)
        fill_rarity(reference.tokens.facts, nowhere, 0)
        by_hash = hashed_words(reference.tokens)
        query, near, _ = Queries(reference.tokens, by_hash, nowhere, 0).read(spellings)
        at = np.arange(len(spellings), dtype=np.int64)
        kinds = np.array([context.kind_of(right.kind or left.kind)], np.uint8)
        texts = [(spelling, right.name) for spelling in spellings]
        pairs = pairs_of(Pairing(query, near, reference, at, np.zeros_like(at), kinds, texts))
        found = [told(context.of_query(left, spellings[p.left]), right, p) for p in pairs]
        return max(found, key=lambda match: match.score)

    def _turned(self, left: QueryName, right: ReferenceName) -> Match:
        """Compare from the side in another script, whose words can be looked up by their sound."""
        asked = QueryName(left.query_id, right.name, right.kind, (), right.city, right.country)
        other = ReferenceName(
            right.entity_id, left.name, left.kind, right.prop, "", left.city, left.country
        )
        found = self.compare(asked, other)
        reasons = tuple(
            Reason(_MIRRORED.get(r.what, r.what), r.right, r.left, r.weight) for r in found.reasons
        )
        return replace(found, name=right.name, reasons=reasons)

    def fingerprint(self, name: str) -> str:
        """Return the form under which two spellings are the same name."""
        return fingerprint(name)


def _is_native(name: str) -> bool:
    """Say whether a word of the name is in another script than Latin."""
    return not name.isascii() and any(map(is_native, split(name).words))
