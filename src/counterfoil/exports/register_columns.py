"""What the register's template asks for: its columns, its drop-down lists and its instructions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from babel import Locale

from counterfoil.domain.engagement import Kind

PARTNERS = 3  # partners a row has columns for; more of them take further rows
# Codes of the list that name no place a body can have its seat in.
_NO_SEAT = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_CODE = 2
_ORIGIN = "Nothing about anybody's origin: no nationality, no birthplace, no passport."


class Choice(Enum):
    """The drop-down lists."""

    KIND = auto()
    COUNTRY = auto()
    YES_NO = auto()
    FLOW = auto()


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column: its label, the field the importer must take it for, and what the cell says.

    `field` is written as the importer shows it (`partner_city#2`); `width` is in characters;
    `message` is shown beside a chosen cell and has at most 255 characters.
    """

    label: str
    field: str
    width: int
    message: str
    choice: Choice | None = None
    is_date: bool = False


KINDS = tuple(kind.value for kind in Kind)
FLOWS = ("data", "sample", "equipment", "know-how", "access")
YES_NO = ("yes", "no")
COUNTRIES = tuple(
    sorted(
        f"{name} ({code})"
        for code, name in Locale("en").territories.items()
        if len(code) == _CODE and code.isalpha() and code not in _NO_SEAT
    )
)


def _partner(number: int) -> tuple[TemplateColumn, ...]:
    lead, mark = f"Partner {number}", f"#{number}" if number > 1 else ""
    return (
        TemplateColumn(
            lead,
            f"partner{mark}",
            34,
            "The outside organisation, one only, with its full legal name. No person's name.",
        ),
        TemplateColumn(
            f"{lead} country",
            f"partner_country{mark}",
            22,
            f"The country the organisation has its seat in. {_ORIGIN}",
            Choice.COUNTRY,
        ),
        TemplateColumn(
            f"{lead} city",
            f"partner_city{mark}",
            18,
            "The city or the address of the organisation. It tells two of one name apart.",
        ),
        TemplateColumn(
            f"{lead} reg. no.",
            f"partner_id{mark}",
            22,
            "A number that is the organisation's alone: ROR, LEI, or its company number.",
        ),
        TemplateColumn(
            f"Other names ({lead.lower()})",
            f"partner_other_names{mark}",
            28,
            "Its name in its own script, its acronym, earlier names; a semicolon between them.",
        ),
        TemplateColumn(
            f"{lead} role",
            f"partner_role{mark}",
            18,
            "What it is in this engagement: partner, funder, recipient, host, supplier, broker.",
        ),
    )


_FIRST = (
    TemplateColumn(
        "Reference",
        "id",
        14,
        "Your own number for it. It must stay the same in every later version of this sheet.",
    ),
    TemplateColumn(
        "Type of engagement",
        "kind",
        15,
        "Choose from the list what comes nearest; grant, partnership, visitor and so on.",
        Choice.KIND,
    ),
    TemplateColumn("Title", "title", 36, "What it is about, in one line."),
    TemplateColumn("Department", "unit", 20, "Which of our own units it belongs to."),
    TemplateColumn("Research theme", "theme", 20, "The field of work, in your own words."),
    TemplateColumn(
        "Date of proposal",
        "proposed",
        14,
        "The day it was applied for or first put to us, such as 2026-11-03.",
        is_date=True,
    ),
    TemplateColumn(
        "Start date", "starts", 14, "The first day. A month such as 2026-11 will do.", is_date=True
    ),
    TemplateColumn(
        "End date",
        "ends",
        14,
        "The last day. Leave it blank where there is none yet.",
        is_date=True,
    ),
    TemplateColumn(
        "Funders",
        "funders",
        20,
        "Who pays, in short; a semicolon between several. Blank means that you do not know.",
    ),
    TemplateColumn("Summary", "summary", 50, f"Three sentences on what will be done. {_ORIGIN}"),
)
_PEOPLE = (
    TemplateColumn(
        "Responsible person",
        "person",
        26,
        f"Our own people in it, a semicolon between several. {_ORIGIN}",
    ),
    TemplateColumn(
        "Staff number", "staff", 16, "Their staff numbers, in the same order, if you have them."
    ),
    TemplateColumn(
        "Role of person", "person_role", 20, "Principal investigator, host, traveller, sender."
    ),
    TemplateColumn(
        "Other affiliations",
        "affiliation",
        30,
        "Other organisations the first of them works for now; a semicolon between several.",
    ),
)
_OUT = (
    TemplateColumn(
        "Goes out as",
        "goes_out",
        16,
        "Choose from the list. Leave it blank where nothing leaves.",
        Choice.FLOW,
    ),
    TemplateColumn(
        "What leaves us",
        "goes_out",
        36,
        "Which data, samples, equipment, know-how or access the partner gets from us.",
    ),
)
_DOCUMENTS = (
    *(
        TemplateColumn(label, "documents", 14, "Is it in the file? Yes or no.", Choice.YES_NO)
        for label in ("Risk form", "NDA", "Export licence", "End-user statement")
    ),
    TemplateColumn(
        "Documents on file",
        "documents",
        28,
        "Further papers in the file, by their names; a semicolon between several.",
    ),
)

COLUMNS = (
    *_FIRST,
    *(column for number in range(1, PARTNERS + 1) for column in _partner(number)),
    *_PEOPLE,
    *_OUT,
    *_DOCUMENTS,
)

# Whole sentences on purpose: short labels in a column of their own would read as a form.
HOW_TO = {
    "What this is": (
        "Each row of the first sheet is one engagement with somebody outside: a grant, a partnership, a visitor, an appointment, a journey, a talk, a shipment, a purchase or a release.",
        "Write what you know and leave blank what you do not know. A blank cell is a question that somebody may ask you later; a guess is worse.",
        "You may add columns of your own at the right end. They are shown to the office and not taken.",
    ),
    "What must not be written": (
        "Do not write anybody's nationality, citizenship, birthplace, descent, religion or passport, in no column and in no sentence. It is not needed, and what is found of it is thrown away.",
        "The country columns are for organisations: where the organisation has its seat, never where a person comes from.",
    ),
    "More than the row has room for": (
        "A fourth partner goes into the next row: repeat the reference and the title there, and fill in the partner alone.",
        "The reference is what a later version of your sheet is compared by. Keep it, even where everything else changes.",
        "A row that you delete is not deleted in the register. The office sees that it is gone and asks you.",
    ),
    "A worked example, invented from beginning to end": (
        'Ada Kern of the Institute of Hydrology wants to send water samples to a partner abroad. Under the reference she writes "HYD-2026-014", and as the kind she chooses "shipment" from the list.',
        'The title is "Isotopes in the meltwater of the Lesser Horn". It was put to the office on 2026-10-05; the samples leave on 2026-11-16, and there is no last day, so that cell stays blank.',
        'As the first partner she writes "Laboratorium für Eis und Wasser GmbH" and not its acronym alone; she chooses "Austria (AT)", for that is where the company has its seat, and adds the city "Lienz".',
        'The number from the trade register, "FN 000000x", she copies from the company\'s letter. Among other names stands "LEW", and its role is "recipient".',
        'The responsible person is "Kern, Ada" with her staff number. She is paid by nobody else, so the cell for other affiliations stays blank.',
        'Of what leaves she chooses "sample" and writes "forty bottles of filtered meltwater". The risk form is in the file: "yes"; there is no export licence: "no".',
    ),
}
