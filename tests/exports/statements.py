"""Invented statements of every kind, in canonical order, for exports."""

from __future__ import annotations

from counterfoil.domain.statement import Statement, sorted_statements

S = Statement


def sample() -> list[Statement]:
    """Return a company, its owner, a board, a ship, a person and their ties."""
    return sorted_statements(
        [
            S("veld:vima", "Company", "name", "Veld Institute of Marine Acoustics", "en"),
            S("veld:vima", "Company", "name", "Вельдский институт", "ru", "ВЕЛЬДСКИЙ ИНСТИТУТ"),
            S("veld:vima", "Company", "alias", "Marine Acoustics"),
            S("veld:vima", "Company", "acronym", "VIMA"),
            S("veld:vima", "Company", "country", "DE"),
            S("veld:vima", "Company", "jurisdiction", "DE"),
            S("veld:vima", "Company", "city", "Veldhaven"),
            S("veld:vima", "Company", "address", "2 Quay, Veldhaven"),
            S("veld:vima", "Company", "rorId", "0veld0001"),
            S("veld:vima", "Company", "leiCode", "529900T8BM49AURSDO55"),
            S("veld:vima", "Company", "registrationNumber", "7700112233"),
            S("veld:vima", "Company", "incorporationDate", "1999-05"),
            S("veld:vima", "Company", "website", "https://vima.example/"),
            S("veld:vima", "Company", "topics", "sanction"),
            S("veld:vima", "Company", "topics", "Acoustics"),
            S("veld:vima", "Company", "notes", "Builds sonar"),
            S("veld:vima", "Company", "parent", "veld:mod"),
            S("veld:vima", "Company", "successor", "veld:new", "", "", "2024-01-01"),
            S("veld:vima", "Company", "related", "veld:mod"),
            S("veld:vima", "Company", "listed", "DEF-1", "", "", "2023", "2027-01-01"),
            S("veld:mod", "PublicBody", "name", "Veld Defence Office"),
            S("veld:new", "Organization", "name", "New Institute"),
            S("veld:u1", "LegalEntity", "name", "Ore and Sons"),
            S("veld:u1", "LegalEntity", "country", "DE"),
            S("veld:p1", "Person", "name", "Marta Quill"),
            S("veld:p1", "Person", "birthDate", "1970-05"),
            S("veld:p1", "Person", "position", "Rector"),
            S("veld:p1", "Person", "country", "FR"),
            S("veld:p1", "Person", "address", "5 Private Lane"),
            S("veld:p1", "Person", "notes", "Born far away"),
            S("veld:s1", "Vessel", "name", "Kestrel Star"),
            S("veld:s1", "Vessel", "imoNumber", "9074729"),
            S("veld:s1", "Vessel", "owner", "veld:vima"),
            S("veld:s1", "Vessel", "operator", "Polar Shipping"),
            S("veld:o1", "Ownership", "owner", "veld:mod", "", "", "2020-01-01", "2026"),
            S("veld:o1", "Ownership", "asset", "veld:vima", "", "", "2020-01-01", "2026"),
            S("veld:o1", "Ownership", "percentage", "25-50"),
            S("veld:o1", "Ownership", "startDate", "2020-01-01"),
            S("veld:o1", "Ownership", "endDate", "2026"),
            S("veld:d1", "Directorship", "director", "veld:p1"),
            S("veld:d1", "Directorship", "organization", "veld:vima"),
            S("veld:d1", "Directorship", "role", "chair"),
            S("veld:w1", "Work", "name", "On sonar"),
        ]
    )
