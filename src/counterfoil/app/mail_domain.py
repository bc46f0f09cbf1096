"""Mail domains: which organisation an address belongs to. The address itself is not kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from counterfoil.app.partners import bodies_in
from counterfoil.domain.engagement import BodyRef, Engagement
from counterfoil.domain.entity import MAIL_DOMAIN
from counterfoil.errors import UsageError
from counterfoil.ports.snapshots import SnapshotStore

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LENGTH = 253
_COUNTRY = 2  # letters of a country's top domain
# First labels under which a country's registry gives out names: ac.uk, edu.cn, or.jp, gv.at.
# fmt: off
_REGISTRY = frozenset({
    "ac", "co", "com", "edu", "gob", "gouv", "gov", "govt", "go", "gv", "id", "info", "int", "mil",
    "ne", "net", "nom", "or", "org", "re", "res", "sch", "school", "uni", "univ", "web",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation and the one of its domains that was met."""

    entity_id: str
    name: str
    domain: str
    other_names: tuple[str, ...] = ()


def domain_of(text: str) -> str:
    """Return the domain of a mail address or a domain as typed, in ASCII and lower case.

    Raise UsageError, which does not repeat what was typed: it may be a person's address.
    """
    domain = text.strip().rsplit("@", 1)[-1].strip().strip(".").lower()
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError:
            domain = ""
    labels = domain.split(".")
    is_one = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not is_one or labels[-1].isdigit() or len(domain) > _LENGTH:
        raise UsageError(
            "this is neither an internet domain nor a mail address",
            do="Write it as in: counterfoil screen --domain example.edu",
        )
    return domain


def is_public_suffix(domain: str) -> bool:
    """Tell whether anybody may register names below a domain: edu, ac.uk, com.cn."""
    labels = domain.split(".")
    if len(labels) == 1:
        return True
    is_pair = len(labels) == 2  # noqa: PLR2004 - two labels
    return is_pair and labels[0] in _REGISTRY and len(labels[1]) == _COUNTRY


def is_mail_provider(domain: str) -> bool:
    """Tell whether a domain, or one above it, gives mail addresses to anybody."""
    return any(suffix in _providers() for suffix in _suffixes(domain))


def owners_of(domain: str, known: Mapping[str, tuple[Owner, ...]]) -> tuple[Owner, ...]:
    """Return the organisations whose domain is this one or above it; the longest decides.

    Args:
        domain: as `domain_of` gives it.
        known: organisations per domain.

    """
    if is_mail_provider(domain):
        return ()
    found = (known[s] for s in _suffixes(domain) if s in known and not is_public_suffix(s))
    return next(found, ())


def known_domains(store: SnapshotStore) -> dict[str, tuple[Owner, ...]]:
    """Return the organisations per domain, over all snapshots in force."""
    return _owners(store, lambda _: True)


def _owners(store: SnapshotStore, is_wanted: Callable[[str], bool]) -> dict[str, tuple[Owner, ...]]:
    snapshots = [manifest.snapshot_id for manifest in store.current().values()]
    pairs = {
        (domain, s.entity_id)
        for s in store.statements(snapshots, (MAIL_DOMAIN,))
        if is_wanted(domain := s.value.lower())
    }
    entities = store.entities(snapshots, sorted({entity_id for _, entity_id in pairs}))
    found: dict[str, list[Owner]] = defaultdict(list)
    for domain, entity_id in sorted(pairs):
        entity = entities[entity_id]
        others = tuple(name for name in entity.names() if name != entity.caption)
        found[domain].append(Owner(entity_id, entity.caption, domain, others))
    return {domain: tuple(owners) for domain, owners in found.items()}


def domains_in(engagements: Iterable[Engagement]) -> set[str]:
    """Return the internet domains that engagements give for their outside bodies."""
    refs = (ref for engagement in engagements for ref in bodies_in(engagement))
    return {domain for ref in refs if (domain := domain_given(ref))}


def domain_given(ref: BodyRef) -> str:
    """Return the domain of a body, empty where none is given; a person's tells nothing of it."""
    return "" if ref.is_person else dict(ref.identifiers).get("domain", "")


def owners_by_domain(store: SnapshotStore, domains: Iterable[str]) -> dict[str, tuple[Owner, ...]]:
    """Return the organisations of each of these domains, over all snapshots in force.

    Domains of nobody are absent. Nothing is read where no domain is asked for; else the
    statements are read once, and only the entities of domains that were asked for.
    """
    asked = {domain: owned for domain in domains if (owned := _ownable(domain))}
    if not asked:
        return {}
    wanted = {suffix for owned in asked.values() for suffix in owned}
    known = _owners(store, lambda domain: domain in wanted)
    found = {domain: owners_of(domain, known) for domain in sorted(asked)}
    return {domain: owners for domain, owners in found.items() if owners}


def _ownable(domain: str) -> list[str]:
    if is_mail_provider(domain):
        return []
    return [suffix for suffix in _suffixes(domain) if not is_public_suffix(suffix)]


def _suffixes(domain: str) -> Iterator[str]:
    """Yield the domain and those above it, the longest first."""
    labels = domain.split(".")
    for start in range(len(labels)):
        yield ".".join(labels[start:])


@cache
def _providers() -> frozenset[str]:
    text = resources.files("counterfoil.app").joinpath("mail_providers.txt").read_text("utf-8")
    return frozenset(line for line in text.split("\n") if line and line[0] != "#")
