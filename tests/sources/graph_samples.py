"""Invented files of the formats that carry graphs: Veldland (VX) and its bodies do not exist."""

from __future__ import annotations

from typing import Any

MISP: dict[str, Any] = {
    "authors": ["Veld Policy House"],
    "category": "academic-institution",
    "name": "Veld Defence Schools",
    "source": "Veld Policy House",
    "type": "veld-defence-schools",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "values": [
        {
            "value": "Veld Academy of Ice (寒冰大学)",
            "uuid": "v-1",
            "description": "Trains officers.",
            "meta": {
                "address": "1 Quay, Veldhaven",
                "aliases": ["寒冰大学", "VAI", "Ice School", "こおり大学"],
                "categories": ["Military"],
                "country": "VX",
                "lat": "1",
                "refs": ["https://ice.example"],
                "risk": "very high",
                "subsidiaries": ["Ice Institute (VII)", "Nowhere Laboratory"],
                "topics": ["Acoustics"],
                "motto": ["Cold"],
            },
        },
        {
            "value": "Ice Institute (VII)",
            "uuid": "v-2",
            "meta": {"supervising agencies": ["veld academy of ICE"]},
            "related": [{"dest-uuid": "v-1", "type": "part-of"}, {"dest-uuid": "v-9"}],
        },
    ],
}

STATEMENTS = """\
canonical_id,entity_id,prop,prop_type,schema,value,dataset,lang,original_value,external,first_seen,last_seen
q1,vima,id,checksum,Organization,q1,veld,,,,2024-01-01,2026-10-01
q1,vima,name,name,Organization,Veld Institute of Marine Acoustics,veld,eng,,f,2024-01-01,2026-10-12
q1,vima,name,name,LegalEntity,Вельдский институт акустики,veld,rus,ВЕЛЬДСКИЙ ИНСТИТУТ АКУСТИКИ,f,,
q1,vima,alias,name,Organization,VIMA,veld,,,f,,
q1,vima,country,country,Organization,vx,veld,,,f,,
q1,vima,alias,name,Organization,Candidate Name,enriched,,,t,,
p1,p1,name,name,Person,Marta Quill,veld,,,f,,
p1,p1,nationality,country,Person,sx,veld,,,f,,
p1,p1,birthPlace,string,Person,Sund,veld,,,f,,
p1,p1,country,country,Person,sx,veld,,,f,,
p1,p1,position,string,Person,"Envoy, born in Sund",veld,,,f,,
p1,p1,position,string,Person,Rector,veld,,,f,,
o1,o1,owner,entity,Ownership,mod,veld,,,f,,
o1,o1,asset,entity,Ownership,vima,veld,,,f,,
o1,o1,percentage,string,Ownership,51,veld,,,f,,
mod,mod,name,name,PublicBody,Veld Defence Office,veld,,,f,,
q1,vima,innCode,identifier,Organization,7700112233,veld,,,f,,
s1,s1,entity,entity,Sanction,vima,veld,,,f,,
s1,s1,program,string,Sanction,DEF-1,veld,,,f,,
s1,s1,listingDate,date,Sanction,2023-05-01,veld,,,f,,
"""


def _statement(number: int, key: str, sort: str, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "statementId": f"s{number}",
        "statementDate": f"2026-01-{number:02}",
        "recordId": key,
        "recordType": sort,
        "recordStatus": "new",
        "declarationSubject": "e1",
        "publicationDetails": {
            "publicationDate": "2026-02-01",
            "bodsVersion": "0.4",
            "license": "https://licence.example",
            "publisher": {"name": "Veld Register"},
        },
        "recordDetails": details,
    }


def interest(sort: str, **more: Any) -> dict[str, Any]:
    """Return an interest that began in 2020."""
    return {"type": sort, "directOrIndirect": "direct", "startDate": "2020-01-01", **more}


def relationship(
    number: int, key: str, owner: Any, *interests: dict[str, Any], subject: str = "e1"
) -> dict[str, Any]:
    """Return a relationship between the owner and the subject."""
    details = {"subject": subject, "interestedParty": owner, "interests": list(interests)}
    return _statement(number, key, "relationship", details)


BODS: list[dict[str, Any]] = [
    _statement(
        1,
        "e1",
        "entity",
        {
            "entityType": {"type": "registeredEntity"},
            "name": "Veld Sonar Ltd",
            "alternateNames": ["Veld Sonar"],
            "jurisdiction": {"name": "North Veld", "code": "VX-NO"},
            "identifiers": [
                {"id": "549300VELD0000000001", "scheme": "XI-LEI"},
                {"id": "77001", "scheme": "VX-REG"},
                {"id": "grid.1", "scheme": "XI-GRID"},
            ],
            "foundingDate": "1999-05-03",
            "addresses": [
                {"address": "2 Quay, Veldhaven", "postCode": "V1", "country": {"name": "Veldland"}}
            ],
        },
    ),
    _statement(2, "e2", "entity", {"entityType": {"type": "stateBody"}, "name": "Veld Defence"}),
    _statement(
        3,
        "p1",
        "person",
        {
            "personType": "knownPerson",
            "names": [
                {"type": "legal", "fullName": "Marta Quill"},
                {"type": "birth", "givenName": "Marta", "familyName": "Orsk"},
            ],
            "birthDate": "1970-05",
            "nationalities": [{"name": "Sundia", "code": "SX"}],
            "placeOfBirth": {"address": "Sund"},
            "taxResidencies": [{"name": "Ostmark"}],
            "identifiers": [{"id": "P-1", "scheme": "SX-PASSPORT"}],
            "addresses": [{"address": "5 Private Lane"}],
            "politicalExposure": {"status": "isPep", "details": [{"reason": "Envoy of Sundia"}]},
        },
    ),
    relationship(4, "r1", "e2", interest("shareholding", share={"exact": 51})),
    relationship(
        5, "r2", "p1", interest("shareholding", share={"minimum": 25, "exclusiveMaximum": 50})
    ),
    relationship(6, "r3", "p1", interest("boardChair"), interest("votingRights")),
    relationship(
        7,
        "r4",
        {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner"},
        interest("shareholding", share={"exact": 0.5}),
    ),
]
