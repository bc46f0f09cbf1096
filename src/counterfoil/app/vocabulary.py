"""Words of an engagement that no pack in force knows: a slip there must never read as a no."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from counterfoil.domain.condition import calls
from counterfoil.domain.engagement import Engagement
from counterfoil.domain.pack import Pack


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the packs in force ask about: areas, questions, documents and safeguards."""

    areas: frozenset[str]
    questions: frozenset[str]
    documents: frozenset[str]
    safeguards: frozenset[str]

    @classmethod
    def of(cls, packs: Sequence[Pack], areas: Iterable[str]) -> Vocabulary:
        """Collect the words of packs and of the area files they ask about."""

        def words(predicate: str) -> frozenset[str]:
            found = (call for pack in packs for rule in pack.rules for call in calls(rule.when))
            return frozenset(a for c in found if c.predicate == predicate for a in c.args)

        keys = frozenset(q.key for pack in packs for q in pack.questions)
        return cls(frozenset(areas), keys, words("on_file"), words("safeguard"))

    def knows_areas(self, engagement: Engagement) -> bool:
        """Tell whether every area of the answer is one; if not, the question is still open."""
        return engagement.areas is None or set(engagement.areas.areas) <= self.areas


def unknown_words(engagement: Engagement, known: Vocabulary) -> list[str]:
    """Return one sentence per word that nothing in force knows, with the nearest that is."""
    answered = [answer.key for answer in engagement.answers]
    asked = [key for key, _ in engagement.asked if key != "areas"]
    areas = engagement.areas.areas if engagement.areas is not None else ()
    return [
        *_unknown("the area", areas, known.areas, "the area question counts as not answered"),
        *_unknown("the answer", [*answered, *asked], known.questions, "no pack in force asks it"),
        *_unknown("the document", engagement.documents, known.documents, "no rule looks for it"),
        *_unknown("the safeguard", engagement.safeguards, known.safeguards, "no rule knows it"),
    ]


def _unknown(what: str, given: Iterable[str], known: Iterable[str], effect: str) -> Iterator[str]:
    choices = sorted(known)
    for word in dict.fromkeys(given):
        if word not in choices:
            near = get_close_matches(word, choices, 1, 0.6)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"{what} {word!r} is not known here ({effect}){hint}"
