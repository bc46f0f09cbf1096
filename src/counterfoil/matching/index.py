"""The match index: names of a reference, laid out so that a query touches few of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from counterfoil.domain.match import Band, Match
from counterfoil.matching.form import read_name
from counterfoil.matching.names import QueryName, ReferenceName
from counterfoil.matching.pair import Known, Read, Scored, read, score_pair
from counterfoil.matching.rarity import Rarity
from counterfoil.matching.tokens import Token
from counterfoil.matching.vocabulary import Ints, Rows, Vocabulary

SCORED_NAMES = 25  # candidates per spelling that are aligned and scored
LEAST_SHARE = 2_800  # ten-thousandths of agreement below which a name is not looked at
_AT_LEAST = 10  # names that are scored even where they agree far less than the best
_SHORTEST_JOINED = 5
_ACRONYM_WORTH = 4_500
_MOST_BY_INITIALS = 200  # initials that so many names share find nothing
_SPELLINGS_AGREE = 20  # added to the ratio where two spellings of the query agree with an entity


class NameIndex:
    """An index over reference names; see `ports.matcher.MatchIndex`."""

    def __init__(self, names: Sequence[ReferenceName], version: str) -> None:
        self.version = version
        self._names = sorted(set(names), key=_order)
        self._reads = [read(read_name(name.name), reference_known(name)) for name in self._names]
        counts: Counter[str] = Counter()
        for one in self._reads:
            counts.update({token.text for token in one.tokens})
        self._rarity = Rarity(counts, len(self._names))
        self._vocabulary = Vocabulary(_words(self._reads))
        self._rows = self._posted()
        self._weights = np.array(
            [max(1, sum(map(self._rarity.of, one.tokens))) for one in self._reads], dtype=np.int64
        )
        self._joined_keys, self._joined_names = self._posted_joined()
        self._initials = self._posted_initials()

    def __len__(self) -> int:
        return len(self._names)

    def query(
        self, queries: Sequence[QueryName], *, limit: int = 10, weak: bool = False
    ) -> list[list[Match]]:
        """Return per query its candidates, one per entity, best first, ties by entity id."""
        return [self._one(query, limit, weak=weak) for query in queries]

    def _one(self, query: QueryName, limit: int, *, weak: bool) -> list[Match]:
        best: dict[str, tuple[Scored, str, int]] = {}
        for spelling in dict.fromkeys((query.name, *query.other_names)):
            found = self._by_spelling(read(read_name(spelling), known_of(query)))
            for entity_id, (scored, name) in found.items():
                before = best.get(entity_id)
                if before is None:
                    best[entity_id] = (scored, name, 1)
                else:
                    top = max((before[0], before[1]), (scored, name), key=_preferred)
                    best[entity_id] = (*top, before[2] + 1)
        matches = [scored.match(entity_id, name) for entity_id, (scored, name, _) in best.items()]
        kept = [m for m in matches if m.score > 0 and (weak or m.band is not Band.WEAK)]
        return sorted(kept, key=lambda m: (-m.score, m.entity_id))[:limit]

    def _by_spelling(self, query: Read) -> dict[str, tuple[Scored, str]]:
        best: dict[str, tuple[Scored, str]] = {}
        for at in self._candidates(query):
            name = self._names[at]
            found = (score_pair(query, self._reads[at], self._rarity), name.name)
            before = best.get(name.entity_id)
            if before is None or _preferred(found) > _preferred(before):
                best[name.entity_id] = found
        return best

    def _candidates(self, query: Read) -> list[int]:
        """Return the positions of the names most likely to score, the likeliest first."""
        if not len(self._names) or not query.tokens:
            return []
        agreed = np.zeros(len(self._names), dtype=np.int64)
        for wanted in dict.fromkeys(query.form.all_tokens()):
            weight = self._rarity.of(wanted)
            for position, alike in self._vocabulary.find(wanted):
                agreed[self._rows.row(position)] += weight * alike // 1000
        self._add_joined(query, agreed)
        self._add_acronyms(query, agreed)
        weight = max(1, sum(map(self._rarity.of, query.tokens)))
        return _top(agreed, self._weights, weight)

    def _add_joined(self, query: Read, agreed: npt.NDArray[np.int64]) -> None:
        """Add names that write two words of the query as one, or one as two."""
        for text, weight in _joined(query.tokens, self._rarity):
            position = self._vocabulary.position.get(text)
            if position is not None:
                agreed[self._rows.row(position)] += weight
        for wanted in query.tokens:
            if len(wanted.text) >= _SHORTEST_JOINED:
                key = crc32(wanted.text.encode())
                first, last = np.searchsorted(self._joined_keys, [key, key + 1])
                if last > first:
                    agreed[np.unique(self._joined_names[first:last])] += self._rarity.of(wanted)

    def _add_acronyms(self, query: Read, agreed: npt.NDArray[np.int64]) -> None:
        """Add names by acronym: given in the query, or made of its first letters."""
        given = set(query.form.acronyms)
        if query.form.is_short:
            given.add(query.tokens[0].text)
        for acronym in sorted(given):
            names = self._initials.get(acronym, ())
            position = self._vocabulary.position.get(acronym)
            if position is not None:
                names = (*names, *(int(at) for at in self._rows.row(position)))
            for at in sorted(set(names)):
                agreed[at] = max(int(agreed[at]), int(self._weights[at]) * 7 // 10)
        position = self._vocabulary.position.get(query.initials)
        if position is not None and len(query.initials) > 2:  # noqa: PLR2004
            agreed[self._rows.row(position)] += _ACRONYM_WORTH

    def _posted(self) -> Rows:
        keys: list[int] = []
        values: list[int] = []
        position = self._vocabulary.position
        for at, one in enumerate(self._reads):
            words = one.texts | set(one.form.acronyms)
            keys += [position[word] for word in words]
            values += [at] * len(words)
        return Rows(_ints(keys), _ints(values), len(self._vocabulary.words))

    def _posted_joined(self) -> tuple[npt.NDArray[np.int64], Ints]:
        keys: list[int] = []
        values: list[int] = []
        for at, one in enumerate(self._reads):
            for text, _ in _joined(one.tokens, self._rarity):
                keys.append(crc32(text.encode()))
                values.append(at)
        order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
        return np.array(keys, dtype=np.int64)[order], _ints(values)[order]

    def _posted_initials(self) -> dict[str, tuple[int, ...]]:
        posted: dict[str, list[int]] = {}
        for at, one in enumerate(self._reads):
            if len(one.initials) > 2:  # noqa: PLR2004
                posted.setdefault(one.initials, []).append(at)
        return {k: tuple(v) for k, v in posted.items() if len(v) <= _MOST_BY_INITIALS}


def known_of(query: QueryName) -> Known:
    """Return what is known of a query beside its name."""
    return Known(query.kind, "name", _city(query.city), query.country.upper())


def reference_known(name: ReferenceName) -> Known:
    """Return what is known of a reference name beside it."""
    return Known(name.kind, name.prop, _city(name.city), name.country.upper())


def _city(city: str) -> frozenset[str]:
    return frozenset(token.text for token in read_name(city).all_tokens()) if city else frozenset()


def _order(name: ReferenceName) -> tuple[str, ...]:
    return (name.entity_id, name.name, name.prop, name.kind, name.lang, name.city, name.country)


def _preferred(found: tuple[Scored, str]) -> tuple[int, int, str]:
    return (found[0].score, found[0].ratio, found[1])


def _words(reads: Iterable[Read]) -> set[str]:
    return {word for one in reads for word in (*one.texts, *one.form.acronyms)}


def _joined(tokens: Sequence[Token], rarity: Rarity) -> list[tuple[str, int]]:
    """Return neighbouring words written as one, with the rarity of both."""
    return [
        (one.text + two.text, rarity.of(one) + rarity.of(two))
        for one, two in pairwise(tokens)
        if len(one.text) + len(two.text) >= _SHORTEST_JOINED
    ]


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)


def _top(agreed: npt.NDArray[np.int64], weights: npt.NDArray[np.int64], weight: int) -> list[int]:
    """Return positions by share of agreement, ties by position; far behind the best, only a few."""
    touched = np.flatnonzero(agreed)
    share = agreed[touched] * 20_000 // (weights[touched] + weight)
    likely = share >= LEAST_SHARE
    touched, share = touched[likely], share[likely]
    order_key = share * (len(agreed) + 1) + (len(agreed) - touched)
    if len(touched) > SCORED_NAMES:
        keep = np.argpartition(order_key, len(touched) - SCORED_NAMES)[-SCORED_NAMES:]
        touched, share, order_key = touched[keep], share[keep], order_key[keep]
    order = np.argsort(-order_key)
    near = int(np.count_nonzero(share * 10 >= 6 * share.max(initial=0)))
    return [int(at) for at in touched[order[: max(near, _AT_LEAST)]]]
