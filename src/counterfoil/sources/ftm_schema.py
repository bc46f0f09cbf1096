"""FollowTheMoney's words: which schemata and properties are kept, and under which name."""

from __future__ import annotations

PERSON, COMPANY_LIKE = "Person", frozenset({"Organization", "Company", "PublicBody"})
THINGS = COMPANY_LIKE | {PERSON, "LegalEntity", "Vessel", "Airplane"}
# How much a schema says of what an entity is; others lie at 1.
NARROWNESS = {
    "Thing": 0,
    "LegalEntity": 1,
    "Organization": 2,
    "PublicBody": 3,
    "Company": 4,
    PERSON: 9,
}
# Properties that point at entities, per schema of a relation between two of them.
TIES: dict[str, tuple[str, ...]] = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Employment": ("employer", "employee"),
    "Membership": ("member", "organization"),
    "UnknownLink": ("subject", "object"),
    "Succession": ("predecessor", "successor"),
    "Representation": ("agent", "client"),
}
PRIVATE_TIES = frozenset({"Family", "Associate"})  # a person's relatives are none of our business
SANCTION, ADDRESS = "Sanction", "Address"
PAPERS = frozenset({"Passport", "Identification"})

NAMES = {
    "name": "name",
    "alias": "alias",
    "previousName": "previousName",
    "weakAlias": "weakAlias",
    "abbreviation": "acronym",
}
# Numbers of registers; the original says which number it was.
REGISTERS = (
    "registrationNumber",
    "innCode",
    "ogrnCode",
    "uscCode",
    "taxNumber",
    "vatCode",
    "kppCode",
    "okpoCode",
    "npiCode",
    "cikCode",
)
BODY_PROPS = (
    "leiCode",
    "website",
    "swiftBic",
    "dunsCode",
    "permId",
    "wikidataId",
    "isinCode",
    "legalForm",
    "sector",
    "status",
    "classification",
    "topics",
)
BODY_DATES = ("incorporationDate", "dissolutionDate")
BODY_TEXT = ("notes", "summary", "description")
PERSON_PLAIN = ("topics", "position")
PERSON_DATES = ("birthDate", "deathDate")
SHIP_PROPS = (
    "mmsi",
    "callSign",
    "flag",
    "pastFlags",
    "type",
    "model",
    "tonnage",
    "grossRegisterTonnage",
    "registrationNumber",
    "serialNumber",
    "topics",
)
TIE_PROPS = ("percentage", "sharesCount", "role", "status", "ownershipType")
TIE_DATES = ("startDate", "endDate", "date")
COUNTRY_PROPS = ("country", "jurisdiction", "mainCountry")
REFERENCES = ("parent", "subsidiaries", "owner", "operator")
