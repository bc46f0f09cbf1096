"""Every personal field the schema can hold, as data. A new field needs its line here.

Fields in `PERSONAL` can say something of a person, those in `NOT_PERSONAL` cannot; every column
of the tables and every field kept inside them stands in exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from counterfoil.domain.privacy import PersonalField


def _fields(holder: str, purpose: str, source: str, /, **what: str) -> Iterator[PersonalField]:
    for name, words in what.items():
        yield PersonalField(holder, name, words, source, purpose)


_PEOPLE_FILE = "the organisation's people file"
_ENGAGEMENT_FILE = "the engagement as the department submitted it"
_STATED = "what the person stated in the engagement's file"
_COMPUTED = "computed from the engagement"
_PUBLISHED = "the publisher of the list"

PERSONAL: tuple[PersonalField, ...] = tuple(
    chain(
        _fields(
            "people",
            "people",
            _PEOPLE_FILE,
            staff="staff reference",
            name="name",
            unit="unit",
            role="position",
        ),
        _fields(
            "engagements",
            "participation",
            _ENGAGEMENT_FILE,
            content="the whole engagement; its fields follow",
        ),
        _fields(
            "Engagement",
            "text",
            _ENGAGEMENT_FILE,
            title="title, free text",
            summary="summary, free text",
        ),
        _fields("Engagement", "participation", _ENGAGEMENT_FILE, people="who takes part"),
        _fields(
            "Participant",
            "participation",
            _ENGAGEMENT_FILE,
            staff="staff reference",
            role="role in the engagement",
        ),
        _fields("Participant", "affiliation", _STATED, affiliations="affiliations"),
        _fields(
            "Affiliation",
            "affiliation",
            _STATED,
            body="the organisation",
            relation="employment, study and the like, or an activity such as funding or a patent",
            position="position there",
            start="from",
            end="until",
            confirmed="day on which it was still current",
            disclosed="whether the person stated it unasked",
        ),
        _fields("Party", "party", _ENGAGEMENT_FILE, role="role of a person as a party"),
        _fields(
            "BodyRef",
            "party",
            _ENGAGEMENT_FILE,
            name="name of a person as a party",
            other_names="other names",
            identifiers="numbers that identify",
            city="city",
            is_person="whether the party is a person",
        ),
        _fields("Flow", "text", _ENGAGEMENT_FILE, what="what leaves or enters, free text"),
        _fields(
            "HandTie",
            "party",
            "the office, by hand",
            source="the owner, who may be a person",
            origin="where it was read, free text",
        ),
        _fields(
            "GivenAnswer",
            "answer",
            _ENGAGEMENT_FILE,
            by="who answered",
            on="day",
            about="the person it is about, by staff reference",
        ),
        _fields("AreaAnswer", "answer", _ENGAGEMENT_FILE, by="who answered", on="day"),
        _fields(
            "spellings",
            "party",
            "the engagements and the partners file",
            partner_id="id made from the name; of a person, a hash of it",
            name="name of a party, who may be a person",
            said_by="who confirmed the spelling",
        ),
        _fields(
            "judgements",
            "judgement",
            "the person who judged",
            partner_id="the partner; of a person, a hash of the name",
            entity_id="the entry of a list that was compared",
            verdict="same, different or unsure",
            reason="reason, free text",
            said_by="who judged",
            said_at="when",
        ),
        _fields(
            "plan_edits",
            "plan",
            "the person who changed the plan",
            line="the measure; with a staff reference where it is for one person",
            what="what is to be done, free text",
            owner="who sees to it, which may be a person",
            proof="what shows that it was done, free text",
            reason="reason, free text",
            asked_by="rules that asked for it then; with a staff reference where for one person",
            said_by="who changed the plan",
            said_at="when",
        ),
        _fields(
            "assessments",
            "assessment",
            _COMPUTED,
            assessment="findings; people by staff reference",
            case_bytes="the facts they stand on; its fields follow",
        ),
        _fields(
            "Case",
            "assessment",
            _COMPUTED,
            people="who takes part",
            answers="answers, some about a person by staff reference",
        ),
        _fields(
            "PersonFacts",
            "assessment",
            _COMPUTED,
            staff="staff reference",
            role="role",
            affiliations="affiliations",
        ),
        _fields(
            "AffiliationFacts",
            "assessment",
            _COMPUTED,
            relation="sort of affiliation",
            position="position",
            body="the organisation",
            start="from",
            end="until",
            confirmed="day on which it was still current",
            disclosed="whether the person stated it unasked",
        ),
        _fields(
            "PartyFacts",
            "assessment",
            _COMPUTED,
            role="role of a person as a party",
            body="the party, who may be a person",
        ),
        _fields(
            "Body",
            "assessment",
            _COMPUTED,
            partner="id of the party; of a person, a hash of the name",
            name="name of a person as a party",
            candidates="entries of lists the party may be",
        ),
        _fields(
            "Candidate",
            "assessment",
            _COMPUTED,
            caption="name on a list, which may be a person's",
            matched="the name that agreed",
            identity="whether somebody held them to be the same",
        ),
        _fields("Reach", "assessment", _COMPUTED, caption="listed owner, who may be a person"),
        _fields("FlowFacts", "assessment", _COMPUTED, what="what leaves or enters, free text"),
        _fields("Suggestion", "assessment", _COMPUTED, phrase="words quoted from the summary"),
        _fields(
            "OpenQuestion",
            "assessment",
            _COMPUTED,
            key="the question, with a staff reference where it is about dates",
            about="what it is about, likewise",
            atoms="the open facts, likewise",
        ),
        _fields(
            "RuleResult", "assessment", _COMPUTED, binding="staff reference a rule was tried on"
        ),
        _fields(
            "RulePointer",
            "assessment",
            _COMPUTED,
            binding="staff reference a rule was tried on",
            staff="whom to warn or to ask",
        ),
        _fields("FactLine", "assessment", _COMPUTED, atom="the fact, with staff references"),
        _fields(
            "Statement",
            "list",
            _PUBLISHED,
            value="names, other names, dates and addresses as published; origin is dropped",
            original="the source's own spelling",
        ),
        _fields("manifests", "list", _PUBLISHED, issues="remarks on rows, which may quote a name"),
        _fields("Issue", "list", _PUBLISHED, what="remark on a row, which may quote a name"),
        _fields(
            "manifests",
            "list",
            "whoever imported it",
            source="path of the file, which may name a user of the machine",
        ),
    )
)

_REST: Mapping[str, str] = {
    "manifests": "snapshot_id dataset title publisher licence edition retrieved source_hash "
    "reader reader_version rows entities statements file_hash dropped issue_count seq",
    "engagements": "seq engagement_id content_hash kept_at",
    "people": "seq kept_at",
    "spellings": "seq said_on kept_at",
    "judgements": "seq fingerprint",
    "intake": "seq engagement sender reference file file_hash sheet rows blank present kept_at",
    "plan_edits": "seq engagement act kind day",
    "packs": "content_hash pack_id content file_hash",
    "assessments": "seq digest engagement as_of kept_at case_hash packs",
    "Engagement": "engagement_id kind unit theme proposed starts ends funders parties flows ties "
    "asked answers areas documents safeguards incomplete document_dates",
    "Party": "party body",
    "BodyRef": "country",  # of organisations only
    "Flow": "flow kind direction party licence",
    "HandTie": "kind target share start end read_on",
    "GivenAnswer": "key value",
    "AreaAnswer": "areas of",
    "Case": "engagement as_of kind funders proposed starts ends parties flows asked areas "
    "suggestions documents safeguards incomplete lists document_dates area_sets",
    "PartyFacts": "party",
    "FlowFacts": "flow kind direction party licence",
    "AffiliationFacts": "key",
    "Body": "body_id owners parents cut seat",  # the seat of organisations only
    "Candidate": "cluster members group band score reasons basis basis_ref lists reaches owners",
    "Owner": "body low high stated since origin",
    "Reach": "dataset target steps path ancestor ancestor_caption identity basis basis_ref group "
    "doubtful",
    "Reason": "what left right weight",
    "ListFacts": "role datasets missing",
    "Suggestion": "area start end",
    "Assessment": "engagement as_of packs questions checklist measures holds limits facts inputs",
    "PackResult": "pack edition status low high hold exact missing stale results settling",
    "RuleResult": "rule truth evaluated",
    "Settling": "named answer others settles_hold",
    "OpenQuestion": "kind who best worst answers",
    "RulePointer": "pack rule index truth",
    "FactLine": "truth reading why refs",
    "Statement": "entity_id kind prop lang valid_from valid_to",
    "Issue": "row field done",
    "Links": "clusters links refused groups",
    "Link": "strength left right basis",
    "Group": "key members",
}
NOT_PERSONAL: Mapping[str, frozenset[str]] = {
    holder: frozenset(names.split()) for holder, names in _REST.items()
}
