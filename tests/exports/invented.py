"""Invented dossiers and overviews, written by hand: the engagement of the worked example and its kin."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

from counterfoil.domain.dossier import (
    ChangeView,
    CheckView,
    DecidedBy,
    Dossier,
    DueWarning,
    FactView,
    MatchView,
    MeasureView,
    Overview,
    OverviewRow,
    PackView,
    PartyView,
    PathNode,
    PathView,
    QuestionView,
    RuleView,
    SettlingQuestion,
    SourceView,
)

FIRED, MAY_FIRE = True, False

DIGEST = "1f6c0d7e4b8a92c35d60e1f7a4938bc2d5e6f708192a3b4c5d6e7f8091a2b39a"
SNAPSHOT = "77aa0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccdde"

CYRILLIC = "Институт морской акустики Вельдского университета"
CHINESE = "韦尔德海洋声学研究所"
ARABIC = "معهد فيلد للصوتيات البحرية (قسم الأبحاث)"
KOREAN = "벨트 해양음향연구소"
TIBETAN = "བོད་ལྗོངས་སློབ་གྲྭ་"
CUNEIFORM = "𒀀𒁀𒂍"
NATIVE = (CYRILLIC, CHINESE, ARABIC, KOREAN)

_OWNER = "an owner of the funder stands on the list Restricted parties and its share is not on file"
_HOUSE = PackView(
    pack_id="house-2026",
    title="House rules of the institute",
    edition="2026-09-01",
    status="assessed",
    headline="at least REFER, at most PROHIBIT",
    hold="HOLD possible",
    low="refer",
    high="prohibit",
    decided_by=(
        DecidedBy(
            "refer", f"An owner: {_OWNER}.", ("R3",), FIRED, "House rules, section 4", "verified"
        ),
        DecidedBy(
            "prohibit",
            "if the partner is Veld Institute of Marine Acoustics (VIMA), the subject is underwater "
            "acoustics, and the results may not be published freely",
            ("R1", "X1"),
            MAY_FIRE,
            "House rules, section 2",
            "verified",
        ),
        DecidedBy(
            "hold",
            "if listed owners hold at least 50 % of the funder",
            ("R2",),
            MAY_FIRE,
            "House rules, section 3",
            "to verify",
        ),
    ),
    notes=(),
    settling=(
        "Settled if question 2 is answered “no” and 1 is, whatever the answer; the hold as well.",
    ),
)
_STRAC = PackView(
    pack_id="ca-strac-2024",
    title="Sensitive technology research and affiliations of concern",
    edition="2024-05-01",
    status="not-applicable",
    headline="does not apply",
    hold="",
    low="none",
    high="none",
    decided_by=(),
    notes=("This pack applies to grants of the federal agencies.",),
    settling=(),
)
_RESTRICTED = PackView(
    pack_id="us-restricted-2026",
    title="Restricted parties",
    edition="2026-07-01",
    status="not-assessable",
    headline="NOT ASSESSABLE",
    hold="",
    low="none",
    high="",
    decided_by=(),
    notes=("Not loaded: Entity List. Rules that need it were not evaluated.",),
    settling=(),
)
_QUESTIONS = (
    QuestionView(
        1,
        "share:P2",
        "What share does Polar Holding own of Northern Ore?",
        "the partner or the registry",
        "an extract of the register of shareholders, or the partner's own statement",
        (),
        ("“half or more” narrows by 4",),
        "enter it in the engagement's file under [[ties]]",
    ),
    QuestionView(
        2,
        "tech:underwater",
        "Is this underwater acoustics in the sense of the list?",
        "S-12",
        "the answer of the person who leads the work, area by area",
        ("towed hydrophone array", "under first-year ice"),
        ("“yes” narrows by 1", "“no” narrows by 1"),
        "answer in the engagement's file under [areas]",
    ),
    QuestionView(
        3,
        "same:P1:e1",
        "Is “Institute of Marine Acoustics, Veld Technical University” the same body as Veld "
        f"Institute of Marine Acoustics ({CHINESE})?",
        "the office",
        "a native-script name, a registration number, a city, or a registry entry",
        (),
        ("“different” narrows by 1",),
        "counterfoil judge partner-0007 x-defence-research:e1 same|different --reason TEXT --by WHO",
    ),
)
_WARN = MeasureView(
    "warn",
    "an owner of the funder stands on the list Restricted parties",
    "S-12 (principal investigator)",
    "1 Feb 2027",
    "research-security officer",
    "dated note of the talk",
    "",
    ("R3",),
)
_TRAIN = MeasureView(
    "train",
    "Go through the agreement on raw recordings with the group.",
    "the group",
    "1 Feb 2027",
    "head of unit",
    "list of those present",
    "if the subject is underwater acoustics",
    ("R4",),
)
_PATH = PathView(
    "From the funder to a listed owner",
    (
        PathNode("Northern Ore", "VX-55120", ""),
        PathNode("Polar Holding", "VX-10007", "Restricted parties, since 2021"),
    ),
    (("owned by, share not stated", "recorded 1 Jul 2021", "x-registry own-1"),),
    FIRED,
)


def party(label: str, name: str, caption: str) -> PartyView:
    """A party with one possible match."""
    return PartyView(
        label=label,
        name=name,
        role="partner",
        partner=name,
        spellings=(f"{name} (dept.)",),
        matches=(
            MatchView(
                "x-defence-research:e1",
                caption,
                "possible",
                "nobody has judged",
                ("“institute”, “marine”, “acoustics” and “veld” agree", "“technical” stands alone"),
                ("Defence research, since 2 May 2023",),
            ),
        ),
        owners=("Polar Holding (VX-10007), share not stated, since 1 Jul 2021",),
        found="One possible match on one list.",
    )


def path(*names: str, certain: bool = False) -> PathView:
    """A path through the given names; the last is listed."""
    nodes = tuple(
        PathNode(name, f"XV-{at}", "Defence research" if at == len(names) - 1 else "")
        for at, name in enumerate(names)
    )
    edge = ("part of", "since 3 Mar 2015", "x-registry stmt 41, 42")
    return PathView(f"From {names[0]}", nodes, (edge,) * (len(names) - 1), certain)


def dossier(*names: str, title: str = "Under-ice acoustic survey of Kestrel Sound") -> Dossier:
    """The worked example with parties of the given names."""
    shown = names or (
        "Institute of Marine Acoustics, Veld Technical University",
        *NATIVE,
    )
    return Dossier(
        engagement_id="2026-007",
        title=title,
        unit="Ocean Acoustics",
        kind="partnership",
        theme="Arctic",
        period="1 Feb 2027 to 31 Jan 2028",
        proposed="2 Nov 2026",
        summary="We deploy a towed hydrophone array under first-year ice and share the raw "
        "recordings with the partner.",
        assessed_on="3 Nov 2026",
        digest=DIGEST,
        headline="One pack may prohibit this; one answer of S-12 and one share would settle it.",
        packs=(_HOUSE, _STRAC, _RESTRICTED),
        questions=_QUESTIONS,
        holds=(
            "raw recordings to P1, until question 2 is answered, and then until a licence is there",
        ),
        warnings=(_WARN,),
        measures=(_WARN, _TRAIN),
        checklist=(CheckView("risk form", "before submission", "the file is returned", "", "R5"),),
        parties=tuple(
            party(f"P{at}", name, f"Veld Institute of Marine Acoustics {name}")
            for at, name in enumerate(shown, 1)
        ),
        people=("S-12, principal investigator",),
        flows=("raw recordings (data) to P1",),
        paths=(_PATH, path(*(shown * 2)[:3])),
        changes=(
            ChangeView(
                "house-2026", "the subject is not underwater acoustics", "at most MITIGATE REQUIRED"
            ),
            ChangeView(
                "house-2026", "the results may be published freely", "at most MITIGATE REQUIRED"
            ),
        ),
        rules=tuple(
            RuleView(
                "house-2026", rule, outcome, state, plain, "House rules, section 2", para, mark
            )
            for rule, outcome, state, plain, para, mark in (
                (
                    "R1",
                    "prohibit",
                    "may fire",
                    "A listed body must not take part in a listed subject.",
                    "Ours.",
                    "verified",
                ),
                ("X1", "", "may fire", "Free publication exempts.", "", "verified"),
                (
                    "R2",
                    "mitigate-required",
                    "may fire",
                    "Half owned by a listed body.",
                    "Shares add up.",
                    "to verify",
                ),
                ("R3", "refer", "fired", "A listed owner without a share.", "", "verified"),
            )
        ),
        facts=(
            FactView("the partner is VIMA", "unknown", "band possible; no shared identifier"),
            FactView("Polar Holding stands on Restricted parties", "true", "x-restricted row 7"),
            FactView("a licence for raw recordings is on file", "false", "the engagement's file"),
        ),
        sources=tuple(
            SourceView(name, title, roles, edition, "2 Nov 2026", age, SNAPSHOT, "invented", stale)
            for name, title, roles, edition, age, stale in (
                (
                    "x-defence-research",
                    "Defence research",
                    "defence-research",
                    "12 Oct 2026",
                    "22 days",
                    False,
                ),
                (
                    "x-restricted",
                    "Restricted parties",
                    "restricted",
                    "30 Sep 2026",
                    "34 days",
                    True,
                ),
                ("x-registry", "Registry", "", "1 Nov 2026", "2 days", False),
            )
        ),
        limits=("No list of former names is loaded.", "us-restricted-2026 was not assessable."),
        not_modelled=("people's other affiliations",),
        inputs=(
            ("engagement", DIGEST),
            ("snapshot:x-registry", SNAPSHOT),
            ("clock", "2026-11-03"),
            ("matcher", "1"),
        ),
        version="counterfoil 2026.11.0",
    )


def empty() -> Dossier:
    """A dossier of which each text and each list is empty."""
    fields = {
        field.name: () if str(field.type).startswith("tuple") else ""
        for field in dataclasses.fields(Dossier)
    }
    return Dossier(**cast("dict[str, Any]", fields))


_STEPS = (
    ("prohibit", "at least REFER, at most PROHIBIT", "HOLD possible"),
    ("mitigate-required", "MITIGATE REQUIRED", "HOLD"),
    ("refer", "at least RECORD, at most REFER", ""),
    ("disclose", "DISCLOSE", ""),
    ("none", "no rule fired", ""),
)


def row(at: int, title: str) -> OverviewRow:
    """A row of the overview."""
    outcome, words, hold = _STEPS[at % len(_STEPS)]
    return OverviewRow(
        engagement_id=f"2026-{at:03}",
        title=title,
        unit="Ocean Acoustics",
        theme="Arctic",
        kind="partnership",
        outcome=outcome,
        outcome_words=words,
        pack_id="house-2026",
        hold=hold,
        questions=at % 4,
        first_question="What share does Polar Holding own of Northern Ore?" if at % 4 else "",
        link=f"2026-{at:03}.html",
    )


def overview(rows: int = 14, title: str = "Under-ice acoustic survey of Kestrel Sound") -> Overview:
    """An overview of so many engagements."""
    return Overview(
        organisation="Kestrel Institute of Ocean Science",
        assessed_on="3 Nov 2026",
        counts=(("engagements", rows), ("need a person", 9), ("on hold", 3), ("warnings due", 2)),
        rows=tuple(row(at, f"{title}, part {at}") for at in range(1, rows + 1)),
        by_unit=(
            ("Ocean Acoustics", 8, 3, "prohibit"),
            ("Geology", 4, 0, "refer"),
            ("Library", 2, 0, "none"),
        ),
        by_theme=(
            ("Arctic", 9, 3, "prohibit"),
            ("Minerals", 3, 1, "refer"),
            ("no theme", 2, 0, "none"),
        ),
        releases_on_hold=(("2026-010", "Release of survey data", "until a licence is on file"),),
        warnings=(
            DueWarning("S-12", "1 Feb 2027", "an owner of the funder is listed", "2026-007", ""),
            DueWarning(
                "S-31",
                "15 Nov 2026",
                "an invitation with paid travel",
                "2026-005",
                "if it is accepted",
            ),
        ),
        questions=tuple(
            SettlingQuestion(
                f"Is “{name}” the same body as Veld Institute of Marine Acoustics?",
                "the office",
                ("2026-003", "2026-007", "2026-009"),
                "settles three engagements",
                "counterfoil judge partner-0007 x-defence-research:e1 same|different --reason TEXT --by WHO",
            )
            for name in (CHINESE, CYRILLIC, "Northern Ore")
        ),
        stale=("Restricted parties: edition of 30 Sep 2026, 34 days old, should be at most 30",),
        not_assessable=("us-restricted-2026: Entity List not loaded (14 engagements)",),
        spellings=(
            "“Northern Ore” and “Northern Ore Ltd” may be one partner",
            f"“{KOREAN}” and “Velt”",
        ),
        version="counterfoil 2026.11.0",
    )
