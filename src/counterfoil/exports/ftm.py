"""FollowTheMoney: entities as JSON lines, and judgements as rows of a nomenklatura resolver.

Entity ids are written whole (see `domain.ftm_id`), so that files of several datasets can be put
together and the resolver's rows fit all of them. What FollowTheMoney has no word for is counted,
never bent into another meaning.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from counterfoil.domain.entity import LISTED, TIE_KINDS, Entity
from counterfoil.domain.ftm_id import to_ftm_id
from counterfoil.domain.judgement import Judgement, Verdict
from counterfoil.domain.link import Link
from counterfoil.domain.statement import Statement
from counterfoil.exports.letters import tidy
from counterfoil.exports.person_part import leaving

Json = dict[str, object]

# Our kinds -> FollowTheMoney's schemata.
_SCHEMATA = {
    "Person": "Person",
    "Organization": "Organization",
    "Company": "Company",
    "PublicBody": "PublicBody",
    "LegalEntity": "LegalEntity",
    "Vessel": "Vessel",
    "Airplane": "Airplane",
    "Aircraft": "Airplane",
}
_TIES = {*TIE_KINDS, "Succession", "Representation"}
_THING_PROPS = frozenset(
    {"name", "alias", "previousName", "weakAlias", "address", "notes", "country", "topics"}
) | {"website", "wikidataId", "registrationNumber"}
_LEGAL_PROPS = _THING_PROPS | {
    "jurisdiction",
    "leiCode",
    "email",
    "swiftBic",
    "dunsCode",
    "legalForm",
    "sector",
    "status",
    "classification",
    "incorporationDate",
    "dissolutionDate",
    "parent",
}
_ORGANISATION_PROPS = _LEGAL_PROPS | {"imoNumber", "permId"}
_PROPS = {
    "Person": (_LEGAL_PROPS - {"parent"}) | {"birthDate", "deathDate", "position"},
    "LegalEntity": _LEGAL_PROPS | {"permId"},
    "Organization": _ORGANISATION_PROPS,
    "PublicBody": _ORGANISATION_PROPS,
    "Company": _ORGANISATION_PROPS | {"isinCode"},
    "Vessel": _THING_PROPS
    | {"imoNumber", "mmsi", "callSign", "flag", "pastFlags", "type", "model", "tonnage"}
    | {"owner", "operator"},
    "Airplane": _THING_PROPS | {"type", "model", "serialNumber", "owner", "operator"},
}
_OWNED = frozenset({"percentage", "sharesCount", "ownershipType"})  # only of an Ownership
_ENDS = frozenset(
    {"owner", "asset", "director", "organization", "employer", "employee", "member", "subject"}
    | {"object", "predecessor", "successor", "agent", "client"}
)
_REFERENCES = _ENDS | {"parent", "operator"}
_TIE_PROPS = _ENDS | _OWNED | {"role", "status", "startDate", "endDate", "date"}
# Relations that stand on an entity here and are entities of their own there: schema and ends.
_RELATIONS = {
    "child": ("UnknownLink", "subject", "object"),
    "related": ("UnknownLink", "subject", "object"),
    "linkedTo": ("UnknownLink", "subject", "object"),
    "successor": ("Succession", "predecessor", "successor"),
    "predecessor": ("Succession", "successor", "predecessor"),
}
_RENAMED = {"acronym": "abbreviation"}
_TOPIC = re.compile(r"(?:asset|corp|crime|debarment|export|fin|forced|gov|invest|mare|mil|ngo|poi|pol|reg|rel|role|sanction|wanted)(?:\.[a-z_]+)*")  # fmt: skip
_BY_JUDGEMENT = 1
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*:\S.*")
_ROR = "https://ror.org/"
_VERDICTS = {Verdict.SAME: "positive", Verdict.DIFFERENT: "negative", Verdict.UNSURE: "unsure"}


def ftm_lines(statements: Iterable[Statement], left_out: Counter[str]) -> Iterator[str]:
    """Yield one line of JSON per entity, each ended by a newline.

    `statements` stand in canonical order, so that those of an entity are together; `left_out`
    counts what has no place in FollowTheMoney, by property, and what of persons stays here.
    """
    cleared = leaving(statements, left_out)
    for _, group in groupby(cleared, key=lambda statement: statement.entity_id):
        for value in entity_values(Entity.of(group), left_out):
            yield json.dumps(value, ensure_ascii=False, sort_keys=True) + "\n"


def entity_values(entity: Entity, left_out: Counter[str]) -> Iterator[Json]:
    """Yield an entity, then its listings and relations as entities of their own."""
    if entity.kind in _TIES:
        yield _tie(entity, left_out)
        return
    schema = _SCHEMATA.get(entity.kind)
    if schema is None:
        left_out[f"kind {entity.kind}"] += len(entity.statements)
        return
    known, parts = _PROPS[schema], list[Json]()
    properties: dict[str, list[str]] = {}
    for statement in entity.statements:
        prop = _RENAMED.get(statement.prop, statement.prop)
        if _is_mere_name(statement):
            left_out[statement.prop] += 1
        elif statement.prop == LISTED:
            parts.append(_sanction(statement))
        elif statement.prop == "rorId":
            _put(properties, "sourceUrl", _ROR + statement.value)
        elif prop == "topics" and not _TOPIC.fullmatch(statement.value):
            _put(properties, "keywords", statement.value)
        elif prop in known or statement.prop in _RENAMED:
            _put(properties, prop, _value(statement))
        elif statement.prop in _RELATIONS:
            parts.append(_relation(statement))
        else:
            left_out[statement.prop] += 1
    listed = any(part["schema"] == "Sanction" for part in parts)
    yield _entity(entity.entity_id, schema, properties, entity.caption, is_target=listed)
    yield from parts


def resolver_lines(judgements: Iterable[Judgement], links: Iterable[Link]) -> Iterator[str]:
    """Yield rows [left, right, judgement, score, user, created_at] as JSON lines.

    Of several verdicts on a pair the last counts. A link by a shared identifier or a crosswalk is
    a positive row by `counterfoil`; a partner's id stands as `partner..ID`.
    """
    latest = {(j.partner_id, j.entity_id): j for j in judgements}
    for (partner, entity_id), judgement in sorted(latest.items()):
        left = f"partner:{partner.removeprefix('partner/')}"
        yield _row(
            left,
            entity_id,
            _VERDICTS[judgement.verdict],
            judgement.by,
            judgement.at.isoformat(timespec="seconds"),
        )
    for link in sorted(links):
        if link.strength > _BY_JUDGEMENT:  # the verdict itself has a row above
            yield _row(link.left, link.right, "positive", "counterfoil", "")


def _row(left: str, right: str, judgement: str, user: str, at: str) -> str:
    row: Sequence[str | None] = [
        to_ftm_id(left),
        to_ftm_id(right),
        judgement,
        None,
        tidy(user),
        at or None,
    ]
    return json.dumps(row, ensure_ascii=False) + "\n"


def _entity(
    key: str, schema: str, properties: dict[str, list[str]], caption: str, *, is_target: bool
) -> Json:
    return {
        "id": to_ftm_id(key),
        "schema": schema,
        "caption": caption,
        "datasets": [key.split(":", 1)[0]],
        "target": is_target,
        "properties": properties,
    }


def _tie(entity: Entity, left_out: Counter[str]) -> Json:
    properties: dict[str, list[str]] = {}
    for statement in entity.statements:
        if _is_mere_name(statement):
            left_out[statement.prop] += 1
        elif statement.prop in _OWNED and entity.kind != "Ownership":
            _put(properties, "summary", f"{statement.prop}: {statement.value}")
        elif statement.prop in _TIE_PROPS:
            _put(properties, statement.prop, _value(statement))
        else:
            left_out[statement.prop] += 1
    for prop, field in (("startDate", "valid_from"), ("endDate", "valid_to")):
        days = [day for s in entity.statements if (day := getattr(s, field))]
        if days and prop not in properties:
            properties[prop] = [min(days) if prop == "startDate" else max(days)]
    return _entity(entity.entity_id, entity.kind, properties, entity.kind, is_target=False)


def _sanction(statement: Statement) -> Json:
    properties = {"entity": [to_ftm_id(statement.entity_id)], "program": [statement.value]}
    properties |= _span(statement, "listingDate")
    return _part(statement, "Sanction", properties, statement.value)


def _relation(statement: Statement) -> Json:
    schema, here, there = _RELATIONS[statement.prop]
    properties = {here: [to_ftm_id(statement.entity_id)], there: [to_ftm_id(statement.value)]}
    properties |= _span(statement, "startDate")
    if schema == "UnknownLink":
        properties["role"] = [statement.prop]
    return _part(statement, schema, properties, statement.prop)


def _span(statement: Statement, start: str) -> dict[str, list[str]]:
    ends = {start: statement.valid_from, "endDate": statement.valid_to}
    return {prop: [day] for prop, day in ends.items() if day}


def _part(
    statement: Statement, schema: str, properties: dict[str, list[str]], caption: str
) -> Json:
    """Return an entity made of one statement; its id is that of the statement's content."""
    digest = hashlib.sha256("\x1f".join(statement).encode()).hexdigest()[:12]
    key = f"{statement.entity_id}-{schema.lower()}-{digest}"
    return _entity(key, schema, properties, caption, is_target=False)


def _is_mere_name(statement: Statement) -> bool:
    """Tell whether a name stands where an entity id is needed, as some lists give operators."""
    is_reference = statement.prop in _REFERENCES or statement.prop in _RELATIONS
    return is_reference and not _ID.fullmatch(statement.value)


def _value(statement: Statement) -> str:
    if statement.prop in _REFERENCES:
        return to_ftm_id(statement.value)
    if statement.prop in {"country", "jurisdiction"} and re.fullmatch("[A-Z]{2}", statement.value):
        return statement.value.lower()
    return statement.value


def _put(properties: dict[str, list[str]], prop: str, value: str) -> None:
    texts = properties.setdefault(prop, [])
    if value not in texts:
        texts.append(value)
