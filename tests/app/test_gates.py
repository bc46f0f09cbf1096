"""Questions that can wait: those that an answer to an earlier one may make needless."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from counterfoil.app.dossier.desk import DossierDesk
from counterfoil.app.dossier.gates import gates_of
from counterfoil.domain.case import Case
from counterfoil.domain.pack import Pack
from counterfoil.reasoning.assess import assess_case, ground_case
from counterfoil.sources.pack_file import parse_pack

DAY = date(2026, 6, 15)


def pack(*conditions: str) -> Pack:
    """Return a pack of rules over the questions a to e."""
    questions = "".join(
        f'[[questions]]\nkey = "{key}"\ntext = "{key}?"\nif_true = "{key} is so"\n'
        f'if_false = "{key} is not so"\nwho = "office"\nsettles = "looking"\n'
        for key in "abcde"
    )
    rules = "".join(
        f'[[rules]]\nid = "R{n}"\nwhen = "{when}"\noutcome = "refer"\nmark = "verified"\nplain = "p"\n'
        'basis = { instrument = "i", clause = "c", paraphrase = "p" }\n'
        for n, when in enumerate(conditions)
    )
    head = '[pack]\nid = "gates"\ntitle = "t"\nissuer = "i"\nedition = 2026-01-01\n'
    return parse_pack((head + questions + rules).encode(), name="gates.toml")


def gates(*conditions: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return which question waits for which, with the answers after which it matters."""
    made = pack(*conditions)
    case = Case(
        "E", DAY, "grant", (), DAY, None, None, (), (), (), (), (), None, (), (), (), (), ()
    )
    book, grounded = ground_case(case, [made])
    desk: Any = SimpleNamespace(
        case=case, book=book, known=book.known(), grounded={"gates": grounded[0]},
        assessed=SimpleNamespace(assessment=assess_case(case, (made,))),
    )  # fmt: skip
    found = gates_of(cast("DossierDesk", desk))
    return {key.removeprefix("answer:"): (gate.removeprefix("answer:"), kept)
            for key, (gate, kept) in found.items()}  # fmt: skip


def test_what_matters_only_after_a_yes_waits_for_it() -> None:
    """In `a and b`, `a and c` and `a and d` the three wait for a, and matter after a yes."""
    found = gates("answer(a) and answer(b)", "answer(a) and answer(c)", "answer(a) and answer(d)")
    assert found == dict.fromkeys("bcd", ("a", ("yes",)))


def test_what_matters_after_a_no_says_so() -> None:
    """In `not a and b` the question b comes up after a no."""
    assert gates("not answer(a) and answer(b)", "not answer(a) and answer(c)") == {
        "b": ("a", ("no",)),
        "c": ("a", ("no",)),
    }


def test_questions_of_which_each_decides_alone_do_not_wait() -> None:
    """A question that still matters after every answer to another is asked at once."""
    found = gates("answer(a) and answer(b)", "answer(b) and answer(c)", "answer(c)")
    assert "c" not in found


def test_a_question_another_pack_needs_as_well_does_not_wait() -> None:
    """What a rule asks without the gate is asked at once."""
    assert "b" not in gates("answer(a) and answer(b)", "answer(b) and (answer(d) or answer(e))",
                            "answer(b)")  # fmt: skip
