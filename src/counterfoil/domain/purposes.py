"""Why personal data is kept, what is made from it elsewhere, and what is never held; as data."""

from __future__ import annotations

from collections.abc import Mapping

from counterfoil.domain.privacy import Derived, Purpose

_OFFICE = "the office"
PURPOSES: Mapping[str, Purpose] = {
    purpose.key: purpose
    for purpose in (
        Purpose(
            "people",
            "People register",
            "to address letters and to warn people in person; everything else knows a reference only",
            "people",
            _OFFICE,
        ),
        Purpose(
            "participation",
            "Part taken in engagements",
            "questions and warnings go to people in a role, and some rules ask about a role",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "affiliation",
            "Affiliations",
            "some rules ask whether a current or past affiliation is with a named organisation",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "party",
            "Outsiders who are a party",
            "a party is compared with the loaded lists, on this machine",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "answer",
            "Answers given",
            "to show who settled a question, and when",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "text",
            "Free text",
            "to say what an engagement is about; the writer may have named people in it",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "judgement",
            "Judgements",
            "a verdict counts only with the name and the reason of the person who gave it",
            "judgements",
            _OFFICE,
        ),
        Purpose(
            "plan",
            "Plans of measures",
            "to show who sees to a measure, and who changed the plan, when and why",
            "engagements",
            "the office, and whoever decides on the engagement",
        ),
        Purpose(
            "assessment",
            "Kept assessments",
            "so that a decision can be checked and computed again years later",
            "engagements",
            "the office, and auditors",
        ),
        Purpose(
            "list",
            "Persons on published lists",
            "the lists are kept whole, as they were published; nobody is looked up outside",
            "lists",
            _OFFICE,
        ),
    )
}

DERIVED: tuple[Derived, ...] = (
    Derived(
        "letters",
        "letters of questions",
        "out/letter-*",
        "name, unit, roles, affiliations and open questions of one person",
        "that person, and the office",
        "papers",
        "out/letter-*",
    ),
    Derived(
        "held",
        "papers on what is held",
        "out/held-*",
        "everything the record holds on one person",
        "that person, and the office",
        "papers",
        "out/held-*",
    ),
    Derived(
        "dossiers",
        "dossiers, slips, decision pages and plans",
        "out/, other HTML, PDF and Word files",
        "staff references with roles; names of people in the dossier's annex and in plans",
        "the office, and whoever decides on the engagement",
        "papers",
        "out/[!lh]*",
    ),
    Derived(
        "caches",
        "caches of the program",
        "the user's cache folder, and links/ in the workspace",
        "published lists and proposals of spellings, which may hold names of parties",
        "the user of the machine",
        "nothing depends on them; they may be deleted at any time",
        "links/*",
    ),
    Derived(
        "logs",
        "log lines",
        "the terminal, with --verbose only; no file",
        "no names and no staff references",
        "whoever runs the command",
        "not kept",
    ),
)

NOT_HELD: tuple[str, ...] = (
    (
        "No field for where a person was born or holds a passport, for origin, descent or belief. "
        "Where a list states it, it is dropped when the list is read."
    ),
    "No mail, no devices, no private messages, no whereabouts.",
    "No score or grade of a person; rules apply to engagements.",
    "Names under review are sent nowhere: lists are fetched whole and compared on this machine.",
    "People of the organisation are not looked up by name in any list.",
)
