"""Propose what each column means: its label, its values and its neighbours, weighed and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterfoil.sources.sheets.chronology import in_time
from counterfoil.sources.sheets.column import Column
from counterfoil.sources.sheets.fit import fit_of
from counterfoil.sources.sheets.groups import grouped
from counterfoil.sources.sheets.labels import (
    FIELDS,
    PARTNER_FIELDS,
    is_exact,
    label_scores,
    read_label,
    tells_origin_label,
)
from counterfoil.sources.sheets.profile import Profile

_LABEL, _VALUES = 1.0, 0.6  # how much the label and the values weigh
_ENOUGH = 0.38  # below this a column is not taken
_ONCE = frozenset(
    {
        "id",
        "title",
        "kind",
        "proposed",
        "starts",
        "ends",
        "period",
        "summary",
        "theme",
        "visitor",
        "unit",
    }
)
_NO, _FULL, _FEW = 0.5, 0.85, 4
_HIDDEN = 0.3  # share of names of bodies from which a column that is not taken is asked about
_CONTEXT = 0.25
_CERTAIN = frozenset({"partner", "partner_country", "person", "period"})
_BELIEVED = 0.72  # a label that says something this clearly is believed against the values


def propose(
    labels: Sequence[tuple[str, str]],
    profiles: Sequence[Profile],
    *,
    is_form: bool = False,
    dates: Mapping[int, Sequence[str]] | None = None,
) -> list[Column]:
    """Return a proposal per column; `labels` are (group head, label) pairs.

    `dates` gives, per column of dates, its days in order of the rows (empty where unknown).
    """
    scores = [
        _scores(head, label, profile)
        for (head, label), profile in zip(labels, profiles, strict=True)
    ]
    _neighbours(labels, scores)
    _pool(labels, profiles, scores)
    columns = []
    for place, ((head, label), found) in enumerate(zip(labels, scores, strict=True)):
        field = max(found, key=lambda name: (found[name], -FIELDS.index(name)), default="none")
        columns.append(
            Column(
                place,
                label,
                field if found.get(field, 0.0) >= _ENOUGH else "none",
                1,
                found.get(field, 0.0),
                head=head,
            )
        )
    # A label over nothing but blanks in a form is a heading among the labels.
    columns = [
        replace(column, field="none")
        if is_form and not profiles[column.place].filled_raw and not is_exact(column.label)
        else column
        for column in columns
    ]
    columns = in_time(_once(columns, scores, profiles), dates or {})
    columns = _needed(columns, profiles)
    return [
        replace(
            column,
            why=_why(column, profiles[column.place]),
            looks=_looks(column, profiles[column.place]),
        )
        for column in grouped(columns)
    ]


def _scores(head: str, label: str, profile: Profile) -> dict[str, float]:
    if tells_origin_label(label) or tells_origin_label(head):
        return dict.fromkeys(FIELDS, 0.0) | {"origin": 2.0}
    said = dict(label_scores(label))
    if head and head != label:
        # "Home" above "Country" is no home country.
        both = {k: v for k, v in label_scores(f"{head} {label}").items() if k != "origin"}
        for field, score in both.items():
            said[field] = max(said.get(field, 0.0), score * 0.95)
        above = label_scores(head)
        if not said:
            said = {field: score * 0.7 for field, score in above.items()}
        elif above.get("partner", 0.0) > 0.5:
            for field in PARTNER_FIELDS & said.keys():
                said[field] = min(1.0, said[field] + 0.2)
            if read_label(label).plain in (
                "name",
                "nom",
                "navn",
                "naam",
                "nombre",
                "nome",
                "namn",
                "nazwa",
                "bezeichnung",
                "title",
            ):
                said["partner"] = max(said.get("partner", 0.0), 1.0)
    fit, weak = fit_of(profile), max(said.values(), default=0.0) < _BELIEVED
    found = {}
    for field in FIELDS:
        label_score, value_score = said.get(field, 0.0), fit.get(field, 0.0)
        if not label_score and not (label == "" and value_score > 0.9):
            # Values alone name a field only where they leave little doubt and the label does not
            # say something else.
            certain = field in _CERTAIN and value_score > 0.5 and (weak or not said)
            value_score *= (1.0 if certain else 0.75) if certain or not said else 0.35
        found[field] = max(0.0, _LABEL * label_score + _VALUES * value_score)
    return found


def _neighbours(labels: Sequence[tuple[str, str]], scores: list[dict[str, float]]) -> None:
    """Let a label with two meanings follow the column beside it: a role after a partner is its role."""
    for place, found in enumerate(scores):
        before = _best(scores[place - 1]) if place else ""
        if before in ("person", "staff", "visitor"):
            found["person_role"] += _CONTEXT * (found["person_role"] > 0.3)
            found["partner_role"] -= _CONTEXT
        elif before in PARTNER_FIELDS:
            found["partner_role"] += _CONTEXT * (found["partner_role"] > 0.3)
            found["person_role"] -= _CONTEXT
        if not labels[place][1] and not labels[place][0]:
            found["none"] += 0.3


def _pool(
    labels: Sequence[tuple[str, str]],
    profiles: Sequence[Profile],
    scores: list[dict[str, float]],
) -> None:
    """Let columns whose labels differ by a number alone mean the same: `Country 1`, `Country 2`."""
    alike: dict[str, list[int]] = {}
    for place, (_, label) in enumerate(labels):
        read = read_label(label)
        if read.plain and (read.number or len(read.plain) > _FEW):
            alike.setdefault(read.plain, []).append(place)
    for places in alike.values():
        weights = {place: profiles[place].count for place in places}
        total = sum(weights.values())
        if len(places) < 2 or not total:
            continue
        for field in FIELDS:
            mean = sum(scores[place][field] * weights[place] for place in places) / total
            for place in places:
                scores[place][field] = mean


def _best(found: Mapping[str, float]) -> str:
    field = max(found, key=lambda name: found[name])
    return field if found[field] >= _ENOUGH else "none"


def _once(
    columns: list[Column], scores: Sequence[Mapping[str, float]], profiles: Sequence[Profile]
) -> list[Column]:
    """Where two columns claim a field that stands once, the better keeps it, the other looks on."""
    for _ in range(len(columns)):
        changed = False
        for field in _ONCE:
            rivals = [column for column in columns if column.field == field]
            if len(rivals) < 2:
                continue
            keeper = max(
                rivals, key=lambda c: (round(c.score, 3), profiles[c.place].filled, -c.place)
            )
            for rival in rivals:
                if rival is not keeper:
                    others = {
                        name: score for name, score in scores[rival.place].items()
                        if name not in _taken(columns) or name not in _ONCE
                    }  # fmt: skip
                    best = max(others, key=lambda name: (others[name], -FIELDS.index(name)))
                    field_now = best if others[best] >= _ENOUGH else "none"
                    columns[rival.place] = replace(rival, field=field_now, score=others[best])
                    changed = True
        if not changed:
            break
    return columns


def _needed(columns: list[Column], profiles: Sequence[Profile]) -> list[Column]:
    """Find the reference and the title by their values where no label gave them away."""
    found = list(columns)
    for field, least in (("id", 0.55), ("title", 0.5)):
        if any(column.field == field for column in found):
            continue
        open_columns = [
            column
            for column in found
            if column.field == "none"
            and label_scores(column.label).get("none", 0.0) < _NO
            and profiles[column.place].filled > _FULL
            and profiles[column.place].count > _FEW
        ]
        fits = {column.place: fit_of(profiles[column.place])[field] for column in open_columns}
        best = max(fits, key=lambda place: (fits[place], -place), default=-1)
        if best >= 0 and fits[best] >= least:
            found[best] = replace(found[best], field=field, score=_ENOUGH)
    return found


def _taken(columns: Sequence[Column]) -> set[str]:
    return {column.field for column in columns}


def _looks(column: Column, profile: Profile) -> str:
    # A partner in a column nobody understood would go unseen: the officer is asked.
    is_hidden = column.field == "none" and profile.body > _HIDDEN and profile.count
    return "bodies" if is_hidden else ""


def _why(column: Column, profile: Profile) -> str:
    if column.field == "none":
        return "nothing the register has a place for" if column.label else "no label"
    said = label_scores(column.label).get(column.field, 0.0)
    looks = {
        "dates": profile.day + profile.span, "countries": profile.country, "names of bodies": profile.body,
        "names of people": profile.person, "tick boxes": profile.tick, "register numbers": profile.register,
    }  # fmt: skip
    best = max(looks, key=lambda word: looks[word])
    parts = [f"the label {column.label!r}"] if said >= 0.5 else []
    if looks[best] >= 0.5:
        parts.append(f"{round(100 * looks[best])} % look like {best}")
    return " and ".join(parts) or "label and neighbours"
