"""Invented files of every format the readers know: Veldland (VX) and its bodies do not exist."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SDN = (
    '101,"POLAR HOLDING",-0- ,"VELD-EO1] [NORTHX",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"a.k.a. 'PH'; f.k.a. 'ARCTIC TRUST'; Registration Number VX-100070 (Veldland); Organization"
    ' Established Date 03 May 1999; all offices worldwide."\r\n'
    '102,"ORSK, Ilja Petrovich","individual","VELDLAND",Minister of Veldland,-0- ,-0- ,-0- ,-0- ,'
    '-0- ,-0- ,"DOB 04 Mar 1960; POB Veldhaven, Veldland; nationality Veldland; citizen Sundia;'
    " Passport X44120 (Ostmark); Gender Male; a.k.a. 'ILJUSHA'; Linked To: POLAR HOLDING.\"\r\n"
    '103,"KESTREL STAR","vessel","VELD-EO1",-0- ,"VKS1","Bulk Cargo","52000","30000","Veldland",'
    '"Polar Shipping",Vessel Registration Identification IMO 9990001; MMSI 999000111.\r\n'
    '104,"VX-NOR","aircraft","VELD-EO1",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Aircraft Model V-12; Aircraft Tail Number VX-NOR."\r\n\x1a'
)
ALT = (
    '101,201,"aka","POLAR HOLDING GROUP",-0- \r\n'
    '101,202,"fka","NORTHERN TRUST",-0- \r\n'
    '102,203,"aka","ORSKIJ, Ilia",-0- \r\n'
    '999,204,"aka","NOBODY",-0- \r\n\x1a'
)
ADD = (
    '101,301,"1 Ice Street","Veldhaven","Veldland",-0- \r\n'
    '102,302,"9 Home Road","Sundia City","Sundia",-0- \r\n'
    '999,303,-0- ,-0- ,"Veldland",-0- \r\n\x1a'
)

FTM: list[dict[str, Any]] = [
    {
        "id": "vima",
        "schema": "Organization",
        "target": True,
        "datasets": ["veld_defence"],
        "last_seen": "2026-10-12T08:00:00",
        "properties": {
            "name": ["Veld Institute of Marine Acoustics", "Вельдский институт акустики"],
            "alias": ["VIMA"],
            "country": ["vx"],
            "innCode": ["7700112233"],
            "address": ["2 Quay, Veldhaven"],
            "parent": ["mod"],
        },
    },
    {
        "id": "mod",
        "schema": "PublicBody",
        "datasets": ["veld_defence"],
        "properties": {"name": ["Veld Defence Office"], "country": ["vx"]},
    },
    {
        "id": "p1",
        "schema": "Person",
        "datasets": ["veld_defence"],
        "properties": {
            "name": ["Marta Quill"],
            "nationality": ["Sundia"],
            "birthPlace": ["Sund"],
            "country": ["sx"],
            "address": ["5 Private Lane"],
            "birthDate": ["1970-05"],
            "position": ["Rector", "Sundian envoy"],
            "topics": ["role.pep"],
            "notes": ["Citizen of Sundia"],
            "addressEntity": ["a1"],
        },
    },
    {
        "id": "s1",
        "schema": "Sanction",
        "datasets": ["veld_defence"],
        "properties": {"entity": ["p1"], "program": ["SUNDIA-1"], "listingDate": ["2024-02-01"]},
    },
    {
        "id": "s2",
        "schema": "Sanction",
        "datasets": ["veld_defence"],
        "properties": {
            "entity": ["vima"],
            "program": ["DEF-1"],
            "startDate": ["2023"],
            "endDate": ["2025-01-01"],
        },
    },
    {
        "id": "a1",
        "schema": "Address",
        "datasets": ["veld_defence"],
        "properties": {"full": ["5 Private Lane, Sund"]},
    },
    {
        "id": "o1",
        "schema": "Ownership",
        "datasets": ["veld_defence"],
        "properties": {
            "owner": ["mod"],
            "asset": ["vima"],
            "percentage": ["51"],
            "startDate": ["2020-01-01"],
        },
    },
    {
        "id": "u1",
        "schema": "LegalEntity",
        "datasets": ["veld_defence"],
        "properties": {
            "name": ["Ore and Sons"],
            "country": ["vx"],
            "notes": ["Trades ore", "Nationality of the owner: Sundia"],
        },
    },
    {
        "id": "f1",
        "schema": "Family",
        "datasets": ["veld_defence"],
        "properties": {"person": ["p1"], "relative": ["p2"]},
    },
]

ROR: list[dict[str, Any]] = [
    {
        "id": "https://ror.org/0veld0001",
        "status": "active",
        "types": ["education"],
        "established": 1921,
        "domains": ["veld-tu.example"],
        "names": [
            {"value": "Veld Technical University", "types": ["ror_display", "label"], "lang": "en"},
            {"value": "Вельдский технический университет", "types": ["label"], "lang": "ru"},
            {"value": "VTU", "types": ["acronym"], "lang": None},
        ],
        "locations": [
            {
                "geonames_id": 1,
                "geonames_details": {
                    "name": "Veldhaven",
                    "country_code": "VX",
                    "country_name": "Veldland",
                },
            }
        ],
        "links": [{"type": "website", "value": "https://veld-tu.example"}],
        "relationships": [
            {"type": "child", "label": "Institute", "id": "https://ror.org/0veld0002"}
        ],
        "external_ids": [
            {"type": "isni", "all": ["0000 0001"], "preferred": "0000 0001"},
            {"type": "wikidata", "all": ["Q1"], "preferred": None},
        ],
        "admin": {"last_modified": {"date": "2026-09-01", "schema_version": "2.1"}},
    },
    {
        "id": "https://ror.org/0veld0002",
        "status": "withdrawn",
        "types": ["facility"],
        "established": None,
        "domains": [],
        "names": [{"value": "Institute of Ice", "types": ["ror_display", "label"], "lang": "en"}],
        "locations": [],
        "links": [],
        "external_ids": [],
        "relationships": [
            {"type": "parent", "label": "VTU", "id": "https://ror.org/0veld0001"},
            {"type": "successor", "label": "New", "id": "https://ror.org/0veld0003"},
        ],
    },
]
STUBS = "id,label\nhttps://ror.org/0veld0003,New Institute of Ice\n"

MAPPING = """
[dataset]
id = "veld-list"
title = "Veld list"

[file]
type = "json"
records = "rows"
match = { list = "veld" }

[edition]
path = "published"

[entity]
key = ["name", "town"]
kind = "Organization"
kinds = [{ when = { column = "sort", equals = "person" }, kind = "Person" },
         { when = { column = "sort", equals = "?" }, kind = "LegalEntity" }]

[[columns]]
from = "name"
prop = "name"
lang = "en"
acronym = true

[[columns]]
from = "others"
prop = "alias"
split = ["; "]
acronym = true

[[columns]]
from = "land"
prop = "country"

[[columns]]
from = "address"
prop = "address"

[[columns]]
from = "parent"
prop = "parent"
reference = true

[[columns]]
from = "founded"
prop = "incorporationDate"
date = "day/month/year"

[[columns]]
from = "notes"
prop = "notes"

[[listings]]
value = "Veld list"
since = { from = "order", style = "month/day/year" }
until = { from = "notes", pattern = 'until (\\d{4}-\\d\\d-\\d\\d)' }

[origin]
columns = ["nation"]
"""
ROWS: dict[str, Any] = {
    "list": "veld",
    "published": "2026-03-01",
    "rows": [
        {
            "name": "Polar Ore Company (POC)",
            "town": "Veldhaven",
            "others": "Polar; POCO",
            "land": "Veldland",
            "address": "1 Ice Street",
            "founded": "3/5/1999",
            "order": "9 FR 1, 11/21/11.\n12 FR 2, 1/2/13",
            "notes": "valid until 2027-01-31",
        },
        {
            "name": "Ore Shipping",
            "town": "Veldhaven",
            "land": "VX",
            "parent": "Polar Ore Company (POC)",
            "order": "1/2/24",
        },
        {
            "name": "Ivo Lind",
            "town": "Sund",
            "sort": "person",
            "nation": "Sundia",
            "land": "Sundia",
            "address": "5 Lane",
            "notes": "trader in Sundia",
            "order": "1/2/24",
        },
        {
            "name": "Quiet Trade",
            "town": "Sund",
            "sort": "?",
            "land": "Sundia",
            "address": "7 Lane, Sundia",
            "notes": "citizen of Sundia",
            "order": "1/2/24",
        },
        {"name": "ore  shipping", "town": "Veldhaven", "land": "VX", "order": "1/3/24"},
    ],
}


def lines(values: Iterable[object]) -> str:
    """Return JSON lines."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path; `.gz` and `.zip` names are packed."""
    data = content.encode() if isinstance(content, str) else content
    path = folder / name
    if name.endswith(".gz"):
        data = gzip.compress(data)
    elif name.endswith(".zip"):
        data = zipped({name.removesuffix(".zip"): data})
    path.write_bytes(data)
    return path


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
