"""Which entries of several lists are one body: links, refusals, groups, in any order."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.resolve import IDENTIFIER, JUDGED, normal_identifier, resolve
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.link import Links
from counterfoil.domain.statement import Statement
from tests.app.shelves import MATCHER, body, verdict


def links(statements: list[Statement], judgements: list[Judgement] | None = None) -> Links:
    """Resolve statements, identifiers and names among them."""
    return resolve(statements, statements, judgements or [], MATCHER.fingerprint)


def test_a_shared_identifier_links() -> None:
    """Two lists that give one registration, however written, name one body."""
    made = links(
        [
            *body("a:1", "Polar Holding", registrationNumber="VX-10007"),
            *body("b:1", "PH Limited", registrationNumber="vx 10007"),
        ]
    )
    assert made.clusters == (("a:1", "b:1"),)
    (link,) = made.links
    assert (link.strength, link.basis) == (IDENTIFIER, "registrationNumber=VX10007")


def test_what_does_not_link() -> None:
    """Names alone, two entries of one list, short numbers and other sorts of number do not."""
    made = links(
        [
            *body("a:1", "Polar Holding"),
            *body("b:1", "Polar Holding"),
            *body("c:1", "Ore", registrationNumber="VX-55120"),
            *body("c:2", "Ore", registrationNumber="VX-55120"),
            *body("d:1", "Salt", registrationNumber="1234"),
            *body("e:1", "Iron", registrationNumber="1234"),
            *body("f:1", "Zinc", leiCode="VX-77777"),
            *body("g:1", "Lead", registrationNumber="VX-77777"),
        ]
    )
    assert made.clusters == ()
    assert made.links == ()


def test_identifiers_without_their_punctuation() -> None:
    """A ROR id is the same with and without its address."""
    plain = normal_identifier("rorId", "0veld0001")
    assert normal_identifier("rorId", "https://ror.org/0veld0001") == plain == "0VELD0001"


def test_a_verdict_links_and_another_refuses() -> None:
    """Entries judged the same as one partner are linked; `different` keeps an edge from joining."""
    statements = [
        *body("a:1", "Polar Holding", registrationNumber="VX-10007"),
        *body("b:1", "Polar Trust", registrationNumber="VX-10007"),
        *body("c:1", "Arctic Group"),
    ]
    same = [verdict("p", "a:1", Verdict.SAME), verdict("p", "c:1", Verdict.SAME)]
    made = links(statements, same)
    assert made.clusters == (("a:1", "b:1", "c:1"),)
    assert {link.strength for link in made.links} == {IDENTIFIER, JUDGED}
    apart = [verdict("p", "a:1", Verdict.SAME), verdict("p", "b:1", Verdict.DIFFERENT)]
    made = links(statements, apart)
    assert made.clusters == ()
    (refused,) = made.refused
    assert (refused.left, refused.right) == ("a:1", "b:1")


def test_the_stronger_edge_is_applied_first() -> None:
    """Of two edges that cannot both stand, the identifier's stands and the judged one is refused."""
    statements = [
        *body("a:1", "One", registrationNumber="VX-10007"),
        *body("z:1", "Two", registrationNumber="VX-10007"),
        *body("b:1", "Three"),
    ]
    judged = [
        verdict("p", "a:1", Verdict.SAME),
        verdict("p", "b:1", Verdict.SAME),
        verdict("q", "z:1", Verdict.SAME),
        verdict("q", "b:1", Verdict.DIFFERENT),
    ]
    made = links(statements, judged)
    assert made.clusters == (("a:1", "z:1"),)
    assert [(link.left, link.right, link.strength) for link in made.refused] == [
        ("a:1", "b:1", JUDGED)
    ]


def test_equal_edges_are_applied_by_their_ends() -> None:
    """Among edges of one strength the smaller left end, then the smaller right end, comes first."""
    statements = [
        *body("a:1", "One", registrationNumber="VX-11111", leiCode="LEI22222"),
        *body("b:1", "Two", registrationNumber="VX-11111"),
        *body("c:1", "Three", leiCode="LEI22222"),
    ]
    apart = [verdict("q", "b:1", Verdict.SAME), verdict("q", "c:1", Verdict.DIFFERENT)]
    made = links(statements, apart)
    assert made.clusters == (("a:1", "b:1"),)
    assert [(link.left, link.right) for link in made.refused] == [("a:1", "c:1")]


def test_the_latest_verdict_counts() -> None:
    """A verdict taken back links no more."""
    statements = [*body("a:1", "One"), *body("b:1", "Two")]
    first = [verdict("p", "a:1", Verdict.SAME), verdict("p", "b:1", Verdict.SAME)]
    assert links(statements, first).clusters == (("a:1", "b:1"),)
    later = [*first, verdict("p", "b:1", Verdict.UNSURE, minute=1)]
    assert links(statements, later).clusters == ()


def test_an_owner_judged_by_its_own_id_links() -> None:
    """A verdict on a registry's entity links it with the listed one."""
    statements = [*body("reg:1", "Polar Holding"), *body("a:1", "Polar Holding")]
    made = links(statements, [verdict("reg:1", "a:1", Verdict.SAME)])
    assert made.clusters == (("a:1", "reg:1"),)


def test_names_that_agree_are_a_group() -> None:
    """Entries of several lists under one name are one group, legal form and case aside."""
    made = links(
        [
            *body("a:1", "Academy of Applied Signals"),
            *body("b:1", "ACADEMY OF APPLIED SIGNALS"),
            *body("c:1", "Another Academy"),
        ]
    )
    (group,) = made.groups
    assert (group.key, group.members) == ("g:a:1", ("a:1", "b:1"))
    assert made.clusters == ()


def test_who_is_in_no_group() -> None:
    """Persons, entries of one list, names a list gives twice, and what was judged apart."""
    assert (
        links([*body("a:1", "Ada Pell", "Person"), *body("b:1", "Ada Pell", "Person")]).groups == ()
    )
    assert links([*body("a:1", "Polar Works"), *body("a:2", "Polar Works")]).groups == ()
    doubled = [
        *body("a:1", "Polar Works"),
        *body("a:2", "Polar Works"),
        *body("b:1", "Polar Works"),
        *body("c:1", "Polar Works"),
    ]
    assert [group.members for group in links(doubled).groups] == [("b:1", "c:1")]
    apart = [verdict("p", "a:1", Verdict.SAME), verdict("p", "b:1", Verdict.DIFFERENT)]
    assert links([*body("a:1", "Polar Works"), *body("b:1", "Polar Works")], apart).groups == ()


NAMES = ("Polar Works", "Arctic Trust", "Ore Company", "Salt Bureau")
IDS = tuple(f"{dataset}:{number}" for dataset in "abc" for number in "12")
ENTITIES = st.lists(
    st.tuples(
        st.sampled_from(IDS),
        st.sampled_from(NAMES),
        st.sampled_from(["", "VX-11111", "VX-22222", "VX-33333"]),
    ),
    max_size=10,
)
VERDICTS = st.lists(
    st.tuples(
        st.sampled_from(["p", "q", *IDS[:2]]), st.sampled_from(IDS), st.sampled_from(list(Verdict))
    ),
    max_size=6,
    unique_by=lambda row: row[:2],
)


@given(ENTITIES, VERDICTS, st.integers(0, 2**32))
def test_order_does_not_matter(
    entities: list[tuple[str, str, str]], verdicts: list[tuple[str, str, Verdict]], seed: int
) -> None:
    """Statements and verdicts in any order resolve to the same links, refusals and groups."""
    statements = [
        statement
        for entity_id, name, number in entities
        for statement in body(entity_id, name, **({"registrationNumber": number} if number else {}))
    ]
    judgements = [verdict(*row) for row in verdicts]
    expected = links(statements, judgements)
    chance = random.Random(seed)  # noqa: S311
    chance.shuffle(statements)
    chance.shuffle(judgements)
    assert links(statements, judgements) == expected


@given(ENTITIES, VERDICTS)
def test_what_always_holds(
    entities: list[tuple[str, str, str]], verdicts: list[tuple[str, str, Verdict]]
) -> None:
    """No cluster joins what was judged apart; a group has at most one entity of each list."""
    statements = [
        statement
        for entity_id, name, number in entities
        for statement in body(entity_id, name, **({"registrationNumber": number} if number else {}))
    ]
    judgements = [verdict(*row) for row in verdicts]
    made = links(statements, judgements)
    cluster = made.cluster_of()
    for partner, entity, said in verdicts:
        if said is Verdict.DIFFERENT:
            others = [e for p, e, v in verdicts if p == partner and v is Verdict.SAME]
            others += [partner] if ":" in partner else []
            for other in others:
                if other != entity:
                    assert cluster.get(other, other) != cluster.get(entity, entity)
    for group in made.groups:
        assert len(group.members) > 1
        for one, two in combinations(group.members, 2):
            assert one.split(":")[0] != two.split(":")[0]
