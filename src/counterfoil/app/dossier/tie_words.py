"""Ties of persons in words: the affiliation of S-12 with X, funding of S-12 from X."""

from __future__ import annotations

from counterfoil.app.dossier.desk import DossierDesk

_NOUNS = {
    "funding": "the funding of {who} from {where}",
    "co-authorship": "the co-authorship of {who} with {where}",
    "patent": "the patent of {who} with {where}",
    "programme": "the part of {who} in the programme of {where}",
    "contract": "the contract of {who} with {where}",
}
_ASKED = {
    "funding": "From when to when does or did {where} support {who}?",
    "co-authorship": "When did {who} publish with people of {where}?",
    "patent": "When was the patent of {who} with {where} filed?",
    "programme": "From when to when does or did {who} take part in the programme of {where}?",
    "contract": "From when to when does or did {who} have a contract with {where}?",
}


def tie_noun(desk: DossierDesk, staff: str, key: str) -> str:
    """Return a person's tie to a body as the subject of a sentence."""
    relation, where = _tie(desk, staff, key)
    noun = _NOUNS.get(relation, "the affiliation of {who} with {where}")
    return noun.format(who=staff, where=where)


def dates_asked(desk: DossierDesk, staff: str, key: str) -> tuple[str, str]:
    """Return the question for the dates of a tie, and the table of the file they belong in."""
    relation, where = _tie(desk, staff, key)
    if relation in _ASKED:
        return _ASKED[relation].format(who=staff, where=where), "people.activities"
    return f"From when to when is or was {staff} at {where}?", "people.affiliations"


def _tie(desk: DossierDesk, staff: str, key: str) -> tuple[str, str]:
    for person in desk.case.people:
        for tie in person.affiliations:
            if person.staff == staff and tie.key == key:
                return tie.relation, tie.body.name
    return "", key
