"""What is held on one person: the answer to a request for access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from counterfoil.app.dossier.desk import day
from counterfoil.app.papers.subject import Subject
from counterfoil.app.papers.trace import Trace
from counterfoil.domain.papers import HeldPaper, HeldRow, HeldSection, Sender
from counterfoil.domain.privacy import Purpose
from counterfoil.domain.purposes import NOT_HELD, PURPOSES

_PAPERS = Purpose(
    "papers",
    "Papers found in the workspace",
    "letters and papers on this person that were written and not yet deleted",
    "papers",
    "that person, and the office",
)
_NOT_SEARCHED = (
    "Published lists of other bodies were not searched for this name: they are public, and people "
    "are not looked up in them."
)
_RIGHTS = (
    "You may have wrong entries corrected and missing ones added.",
    (
        "You may ask for entries to be deleted; where a law or an open decision stands against it, "
        "you are told which."
    ),
    "You may reply to any entry. The reply goes on file beside it.",
    "Nothing adverse is decided by a machine; a person decides, with reasons, and hears you before.",
)


def build_held(
    subject: Subject,
    found: Iterable[Trace],
    papers: Sequence[HeldRow],
    terms: Mapping[str, str],
    *,
    sender: Sender,
    on: tuple[date, str],
) -> HeldPaper:
    """Return the paper; `terms` are retention in words, `on` the day and the program's version."""
    sections = _sections(found, papers, terms)
    keys = {section.key for section in sections}
    return HeldPaper(
        sender=sender,
        subject=subject.label,
        names=subject.names,
        written_on=day(on[0]),
        title=f"What is held on {subject.label}",
        sections=sections,
        nothing_in=tuple(
            purpose.title for key, purpose in PURPOSES.items() if key not in keys and key != "list"
        ),
        not_held=(*NOT_HELD, _NOT_SEARCHED),
        rights=_RIGHTS,
        version=on[1],
    )


def _sections(
    found: Iterable[Trace], papers: Sequence[HeldRow], terms: Mapping[str, str]
) -> tuple[HeldSection, ...]:
    rows: dict[tuple[bool, str], dict[tuple[str, str], HeldRow]] = {}
    for trace in found:
        # The same value in a later version of a file is the same entry, kept since the first.
        kept = rows.setdefault((trace.by_name, trace.purpose), {})
        kept.setdefault((trace.row.field, trace.row.value), trace.row)
    sections = [
        _section(purpose, tuple(rows[by_name, key].values()), terms, by_name=by_name)
        for by_name in (False, True)
        for key, purpose in PURPOSES.items()
        if (by_name, key) in rows
    ]
    if papers:
        sections.append(_section(_PAPERS, tuple(papers), terms, by_name=False))
    return tuple(sections)


def _section(
    purpose: Purpose, rows: tuple[HeldRow, ...], terms: Mapping[str, str], *, by_name: bool
) -> HeldSection:
    return HeldSection(
        key=purpose.key,
        title=purpose.title,
        why=purpose.why,
        kept_for=terms.get(purpose.term, purpose.term),
        seen_by=purpose.seen_by,
        by_name=by_name,
        rows=rows,
    )
