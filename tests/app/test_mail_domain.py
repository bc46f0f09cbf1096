"""Mail domains: the longest known ending decides; public endings and mail providers never do."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.mail_domain import (
    Owner,
    domain_of,
    is_mail_provider,
    is_public_suffix,
    known_domains,
    owners_of,
)
from counterfoil.domain.statement import Statement
from counterfoil.engines.memory import MemorySnapshots
from counterfoil.errors import UsageError
from counterfoil.ports.reader import DatasetInfo, Reading


def _owner(domain: str) -> tuple[Owner, ...]:
    return (Owner(f"x:{domain}", domain.split(".", maxsplit=1)[0], domain),)


KNOWN = {
    domain: _owner(domain)
    for domain in (
        "veld.example", "ice.veld.example", "merrow.ac.uk", "ac.uk", "edu.vx", "gmail.com", "163.com"
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "by"),
    [
        ("veld.example", "veld.example"),
        ("staff.veld.example", "veld.example"),
        ("lab.ice.veld.example", "ice.veld.example"),
        ("ice.veld.example", "ice.veld.example"),
        ("cs.merrow.ac.uk", "merrow.ac.uk"),
        ("notveld.example", ""),
        ("example", ""),
        ("ac.uk", ""),
        ("other.ac.uk", ""),
        ("school.edu.vx", ""),
        ("gmail.com", ""),
        ("163.com", ""),
        ("vip.163.com", ""),
        ("mail.gmail.com", ""),
    ],
)
def test_whose_a_domain_is(asked: str, by: str) -> None:
    """A domain is that of the longest known ending at a dot, and of nobody else."""
    assert [owner.domain for owner in owners_of(asked, KNOWN)] == ([by] if by else [])


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "qq.com", "163.com", "126.com", "outlook.com", "proton.me", "protonmail.com",
     "yahoo.co.jp", "mail.ru", "yandex.ru", "web.de", "icloud.com", "hotmail.com", "foxmail.com"],
)  # fmt: skip
def test_mail_for_anybody(domain: str) -> None:
    """Public mail providers are known as such, and their subdomains too."""
    assert is_mail_provider(domain)
    assert is_mail_provider(f"vip.{domain}")
    assert not is_mail_provider(f"x{domain}")


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("A.Person@Lab.Veld.example", "lab.veld.example"),
        ("  veld.example. ", "veld.example"),
        ("@veld.example", "veld.example"),
        ('"odd@name"@veld.example', "veld.example"),
        ("f\u00f6hrde.example", "xn--fhrde-jua.example"),
    ],
)
def test_what_is_typed(text: str, domain: str) -> None:
    """Of an address only the domain is left, in one spelling."""
    assert domain_of(text) == domain


@pytest.mark.parametrize(
    "text",
    ["", "a person", "a.person@", "a.person@lab", "a.person@-x.example", "a.person@10.0.0.1",
     "a.person@x..example", "a.person@x y.example", "a.person@" + "x" * 64 + ".example"],
)  # fmt: skip
def test_what_is_no_domain_is_not_repeated(text: str) -> None:
    """A text that is neither is refused, and the message does not hold what was typed."""
    with pytest.raises(UsageError) as caught:
        domain_of(text)
    assert "person" not in caught.value.text()


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    """Any text is a domain in plain letters or refused."""
    try:
        domain = domain_of(text)
    except UsageError:
        return
    assert domain.isascii()
    assert "@" not in domain
    assert domain_of(domain) == domain


def test_public_endings() -> None:
    """Names that a registry gives names under belong to nobody."""
    for domain in ("edu", "ac.uk", "edu.cn", "or.jp", "gv.at", "gov.br"):
        assert is_public_suffix(domain)
    for domain in ("veld.edu", "ac.example", "uni.info", "a.ac.uk"):
        assert not is_public_suffix(domain)


def test_domains_of_the_snapshots_in_force() -> None:
    """Domains are looked up over all datasets, with every name of their organisation."""
    store = MemorySnapshots()
    key = "unis:veld"
    for edition, domain in ((date(2025, 1, 1), "old.example"), (date(2026, 1, 1), "veld.example")):
        rows = [
            Statement(key, "Organization", "name", "Veld University"),
            Statement(key, "Organization", "alias", "VU"),
            Statement(key, "Organization", "domain", domain),
        ]
        store.add(
            Reading(DatasetInfo("unis", "Universities", edition=edition), rows, rows=1),
            source="x",
            source_hash="0",
            reader="x",
            reader_version="1",
            retrieved=edition,
        )
    assert known_domains(store) == {
        "veld.example": (Owner(key, "Veld University", "veld.example", ("VU",)),)
    }
