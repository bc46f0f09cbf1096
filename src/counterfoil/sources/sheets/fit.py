"""How the values of a column speak for or against each field; weights set on the open corpus."""

from __future__ import annotations

from counterfoil.sources.sheets.profile import Profile


def fit_of(p: Profile) -> dict[str, float]:
    """Return how the values speak for (above 0) or against (below 0) each field."""
    if not p.count:
        return {}
    dated, text = p.day + p.span, max(0.0, 1 - p.day - p.span - p.number - p.tick)
    body = max(p.body, 0.6 * p.foreign)
    short = p.length < 16
    return {
        "id": 0.5 * p.code
        + 0.4 * p.distinct * (p.code + 0.3)
        - 0.9 * p.day
        - 0.8 * p.long
        - (0.5 if p.distinct < 0.5 else 0)
        - 0.7 * p.country
        - 0.6 * p.person
        - (0.9 if p.number > 0.95 and p.length <= 3 and p.distinct < 0.97 else 0)
        - 0.9 * p.running
        - 0.5 * p.money,
        "kind": (0.5 if p.distinct < 0.5 or p.count < 4 else -0.1)
        + (0.1 if short else -0.2)
        - 0.9 * p.day
        - 0.7 * p.number
        - 0.8 * p.country
        - 0.5 * p.person
        - 0.5 * p.body
        - p.long,
        "title": 0.5 * text * min(1.0, p.length / 25)
        + 0.2 * p.distinct
        - 0.9 * p.day
        - 0.8 * p.number
        - 0.8 * p.country
        - 0.5 * p.person
        - 0.4 * p.body
        - 0.3 * p.code,
        "unit": (0.3 if p.distinct < 0.7 else 0.0)
        + 0.1 * p.acronym
        - 0.9 * p.day
        - 0.8 * p.number
        - 0.8 * p.country
        - 0.5 * p.person
        - 0.8 * p.long
        - 0.4 * p.foreign,
        "theme": (0.3 if p.distinct < 0.8 else 0.0)
        - 0.9 * p.day
        - 0.8 * p.number
        - 0.8 * p.country
        - 0.6 * p.person
        - 0.5 * p.body,
        "proposed": 0.6 * p.day - 0.7 * (1 - dated),
        "starts": 0.6 * dated - 0.7 * (1 - dated),
        "ends": 0.6 * dated - 0.7 * (1 - dated),
        "period": 0.8 * p.span - 0.3 * p.day - 0.4 * (1 - dated),
        "funders": 0.2 * p.acronym
        + (0.1 if p.distinct < 0.8 else 0.0)
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.6 * p.country
        - 0.4 * p.person
        - 0.4 * p.long,
        "summary": 0.7 * p.long
        + (0.2 if p.length > 40 else -0.3)
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.8 * p.country
        - 0.3 * p.person,
        "partner": 0.8 * body
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.9 * p.country
        - 0.5 * p.person
        - 0.8 * p.tick
        - 0.5 * p.mail
        - (0.4 if body < 0.15 else 0),
        "partner_other_names": 0.4 * p.acronym
        + 0.5 * p.foreign
        + 0.2 * p.body
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.9 * p.country
        - 0.4 * p.person,
        "partner_role": (0.3 if p.distinct < 0.8 else 0.0)
        + (0.1 if p.length < 25 else -0.2)
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.9 * p.country
        - 0.5 * p.body,
        "partner_country": 0.9 * p.country
        - 0.7 * (1 - p.country) * (1 if p.country < 0.5 else 0.3),
        "partner_city": 0.3 * p.address
        + (0.2 if p.length < 60 else 0.0)
        - 0.8 * p.country
        - 0.9 * p.day
        - 0.7 * p.number
        - 0.3 * p.body
        - 0.4 * p.long,
        "partner_id": 0.8 * p.register
        + 0.2 * p.code
        - 0.9 * p.day
        - 0.6 * p.person
        - 0.7 * p.country
        - 0.6 * p.long
        - 0.5 * p.body,
        "person": 0.7 * p.person
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.8 * p.country
        - 0.6 * p.body_word
        - 0.6 * p.long
        - 0.6 * p.tick
        - 0.4 * p.mail,
        "staff": 0.4 * p.login
        + 0.3 * p.code
        - 0.9 * p.day
        - 0.5 * p.person
        - 0.8 * p.country
        - 0.6 * p.body
        - 0.7 * p.long
        - (0.3 if p.length > 14 else 0)
        - 0.5 * p.running,
        "person_role": (0.3 if p.distinct < 0.8 else 0.0)
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.9 * p.country
        - 0.5 * p.body,
        "affiliation": 0.4 * p.body
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.7 * p.country
        - 0.3 * p.person
        + (0.2 if p.filled < 0.6 else 0.0),
        "visitor": 0.7 * p.person
        + 0.2 * p.foreign
        - 0.9 * p.day
        - 0.9 * p.number
        - 0.8 * p.country
        - 0.6 * p.body_word,
        "goes_out": 0.3 * text
        - 0.9 * p.day
        - 0.8 * p.number
        - 0.8 * p.country
        - 0.4 * p.body
        - 0.5 * p.person,
        "documents": 0.5 * p.tick
        + 0.2 * text
        - 0.6 * p.day
        - 0.6 * p.money
        - 0.8 * p.country
        - 0.4 * p.body
        - 0.5 * p.person,
        "origin": 0.2 * p.country,
        "none": 0.9 * p.guid
        + 0.5 * p.mail
        + 0.5 * p.money
        + 0.3 * p.number * (1 - p.register)
        + 0.6 * p.running,
    }
