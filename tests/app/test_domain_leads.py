"""A body's internet domain: it leads to names, says so, and is never an identity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from counterfoil.app.gather import Gatherer, Wanted
from counterfoil.app.mail_domain import Owner, domains_in, owners_by_domain
from counterfoil.domain.canonical import canonical_bytes
from counterfoil.domain.case import Body
from counterfoil.domain.engagement import BodyRef, Engagement, Party
from counterfoil.domain.entity import Entity
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.plain import to_plain
from counterfoil.domain.statement import Statement
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.ports.reader import DatasetInfo, Reading
from tests.app.shelves import DAY, MATCHER, Statements, body, listed, shelf_of, verdict
from tests.app.test_partners import engagement

NAME = "Veld Institute of Marine Acoustics"
LIST = {"x": listed("x:1", NAME)}
DOMAINS = [
    *body("d:1", NAME, domain="veld.example"),
    *body("d:2", "Merrow Coast University", domain="merrow.ac.uk"),
    *body("d:3", "Mail for Anybody", domain="gmail.com"),
]
OWNERS = {"veld.example": (Owner("d:1", NAME, "veld.example"),)}


class _CountingStore(MemorySnapshots):
    """Counts what is read of it."""

    asked: list[str]

    def entities(self, snapshots: Sequence[str], ids: Sequence[str]) -> dict[str, Entity]:
        """Note the entities asked for."""
        self.asked += ids
        return super().entities(snapshots, ids)

    def statements(self, snapshots: Sequence[str], props: Sequence[str]) -> Iterator[Statement]:
        """Note the properties asked for."""
        self.asked += props
        return super().statements(snapshots, props)


def _store(statements: Statements = DOMAINS) -> _CountingStore:
    store = _CountingStore()
    store.asked = []
    reading = Reading(DatasetInfo("d", "Domains"), list(statements), rows=len(statements))
    given = {"source": "hand", "source_hash": "00", "reader": "hand", "reader_version": "1"}
    store.add(reading, retrieved=DAY, **given)
    return store


def _ref(name: str, domain: str = "veld.example") -> BodyRef:
    return BodyRef(name, identifiers=(("domain", domain),))


def _found(ref: BodyRef, judgements: tuple[Judgement, ...] = ()) -> Body:
    shelf = shelf_of(LIST, ["x"], judgements)
    made = Gatherer(shelf, judgements, MATCHER.fingerprint, as_of=DAY, max_steps=3, owners=OWNERS)
    return made.body(Wanted("P1", "p", ref))


def test_a_domain_leads_to_the_name_of_its_owner() -> None:
    """An unlike name is screened under the owner's name; the reason says domain and dataset."""
    assert _found(BodyRef("Grey Heron Lab")).candidates == ()
    (candidate,) = _found(_ref("Grey Heron Lab")).candidates
    assert (candidate.cluster, candidate.matched) == ("x:1", NAME)
    assert (candidate.identity, candidate.basis) == (None, "name")
    reason = candidate.reasons[0]
    assert reason.words() == f"the internet domain “veld.example” belongs to “{NAME} (d)”"
    assert reason.weight == 0


def test_a_domain_alone_is_possible_at_most() -> None:
    """The owner's name agrees in full, and still the band is no more than possible."""
    (candidate,) = _found(_ref("Grey Heron Lab")).candidates
    assert candidate.band == "possible"
    (own,) = _found(BodyRef(NAME)).candidates
    assert own.band == "strong"


def test_a_bodys_own_name_goes_first() -> None:
    """Where its own name matches the same entity, nothing changes by the domain."""
    assert _found(_ref(NAME)).candidates == _found(BodyRef(NAME)).candidates


@pytest.mark.parametrize(("said", "truth"), [(Verdict.SAME, True), (Verdict.DIFFERENT, False)])
def test_only_a_person_makes_it_the_same(said: Verdict, truth: bool) -> None:  # noqa: FBT001
    """A verdict decides on a candidate found by domain as on any other."""
    judged = (verdict("p", "x:1", said, NAME),)
    (candidate,) = _found(_ref("Grey Heron Lab"), judged).candidates
    assert (candidate.identity, candidate.basis) == (truth, "judgement")


def test_a_domain_never_meets_an_identifier() -> None:
    """A list's entry with the very same domain as a statement is no identity by it."""
    same = Statement("x:1", "Organization", "domain", "v.example")
    shelf = shelf_of({"x": [*LIST["x"], same]}, ["x"])
    made = Gatherer(shelf, (), MATCHER.fingerprint, as_of=DAY, max_steps=3)
    assert made.body(Wanted("P1", "p", _ref("Grey Heron Lab", "v.example"))).candidates == ()


def test_a_persons_domain_says_nothing() -> None:
    """A person is not screened under the name of whoever gives them mail."""
    person = replace(_ref("Ada Pell"), is_person=True)
    assert _found(person).candidates == ()
    assert domains_in([_with(person)]) == set()


def _with(*refs: BodyRef) -> Engagement:
    parties = tuple(Party(f"P{n}", "partner", ref) for n, ref in enumerate(refs, 1))
    return replace(engagement(), parties=parties)


def test_whose_domains_are_looked_up() -> None:
    """The longest known ending decides; mail for anybody and public endings belong to nobody."""
    store = _store()
    wanted = ["lab.veld.example", "cs.merrow.ac.uk", "gmail.com", "ac.uk", "grey-heron.example"]
    found = owners_by_domain(store, wanted)
    assert {key: [one.entity_id for one in owners] for key, owners in found.items()} == {
        "lab.veld.example": ["d:1"],
        "cs.merrow.ac.uk": ["d:2"],
    }
    assert store.asked == ["domain", "d:1", "d:2"]  # one pass, and only the entities needed


def test_without_a_domain_nothing_is_read() -> None:
    """Engagements that give no domain, or one of nobody, cost no look at the datasets."""
    store = _store()
    plain = _with(BodyRef("Grey Heron Lab"))
    assert owners_by_domain(store, domains_in([plain])) == {}
    assert owners_by_domain(store, {"gmail.com"}) == {}
    assert store.asked == []


def test_an_engagement_without_a_domain_keeps_its_bytes() -> None:
    """The canonical form has no trace of a domain that nobody gave."""
    text = canonical_bytes(to_plain(BodyRef("x", identifiers=(("lei", "1"),)))).decode()
    assert text == (
        '{"city":"","country":"","identifiers":[["lei","1"]],"is_person":false,"name":"x",'
        '"other_names":[]}'
    )
    assert _found(BodyRef("Veld Marine Acoustics")) == _found(
        _ref("Veld Marine Acoustics", "nobody.example")
    )
