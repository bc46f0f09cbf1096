import pytest

from counterfoil.sources.acronym import is_initials, split_acronym


@pytest.mark.parametrize(
    ("name", "body", "acronym"),
    [
        ("Emal Bilal Construction Company (EBCC)", "Emal Bilal Construction Company", "EBCC"),
        ("Veld 7th Research Institute (VRI-7)", "Veld 7th Research Institute", "VRI-7"),
        ("Veldhaven University (BUVU)", "Veldhaven University", "BUVU"),
        ("Polar Trading (HK)", "Polar Trading (HK)", ""),
        ("Polar Trading (Veldland)", "Polar Trading (Veldland)", ""),
        ("POLAR TRADING (VELD)", "POLAR TRADING (VELD)", ""),
        ("(EBCC)", "(EBCC)", ""),
        ("EBCC", "EBCC", ""),
    ],
)
def test_an_acronym_at_the_end_is_told_from_places_and_forms(
    name: str, body: str, acronym: str
) -> None:
    """Only an acronym of the name is split off."""
    assert split_acronym(name) == (body, acronym)


def test_initials_follow_the_order_of_the_words() -> None:
    """A word made of initials in their order is an acronym, other capitals are not."""
    assert is_initials("IITP", "Institute for Information Transmission Problems")
    assert not is_initials("NORINCO", "Veld North Industries")
    assert not is_initials("POLAR", "Polar Ore")
    assert not is_initials("Iitp", "Institute for Information Transmission Problems")
