"""What to do about each message of the linter; the documentation prints the same table."""

from __future__ import annotations

# Part of a message -> what to do about it. The first that is found in a message counts.
ADVICE: tuple[tuple[str, str], ...] = (
    (
        "a rule may not turn on a person's country, origin or name",
        'take it out and give the rule `outcome = "refer"`; jurisdiction belongs to organisations',
    ),
    ("no such predicate", "take one of the table Predicates"),
    ("takes (", "write as many words in the brackets as the table Predicates says"),
    ("is not a variable over", 'bind it: `for = "p in parties"`'),
    ("is a variable here and cannot stand", "one letter is enough, such as `f`"),
    ("no [[lists]] entry has the role", "declare the list, with its title and cadence"),
    ("no [[jurisdictions]] entry has the key", "declare the set of countries"),
    ("no [[lists]] or [[jurisdictions]] entry is called", "declare it, or write `anybody`"),
    ("is not a relation", "take one of those"),
    ("is not a whole number", "write digits only"),
    ("is a window itself, not a name for one", "choose another name, such as `recent`"),
    ("not a window", "see Windows"),
    ("a window without a day in it", "the second day is not included: take a later one"),
    ("since-listing is for a tie", "use `since-DATE`, or a list instead of a set of countries"),
    ("no [[questions]] entry has this key", "declare the question"),
    ("the question is about a", "name a variable of that kind"),
    ("the question is asked once", "leave the variable out, or give the question an `about`"),
    ("two rules are called", "give each rule an id of its own"),
    ("is after until", "exchange the two days, or mend the wrong one"),
    ("a pack cannot replace itself", "name the edition before, or leave `replaces` out"),
    ("`applies` needs `applies_plain`", "say the same in words"),
    ("names an unless that does not exist", "mend the id in `unless`"),
    ("exempt each other in a circle", "take one of them out of `unless`"),
    ("the name is taken by a list or another set", "choose another key"),
    ("no outcome, not procedural, and no rule names it", "it would have no effect: give it one"),
    ("a procedural rule has no outcome and no hold", "make two rules of it"),
    ("a hold needs an outcome beside it", "`refer` is the usual one"),
    ("no test with expect =", "write the missing test"),
    ("the rule is in force on no day on which the pack is", "mend `since` or `until`"),
    ("only a rule with an outcome can be in doubt", "move `in_doubt` to the rule that is exempted"),
    ("the doubt stands on no day", "mend the days of `in_doubt`"),
    ("no measure of the catalogue has the code", "mend the code, or write `what` yourself"),
    ("has no owner role", 'write `owner = "..."`: the role that sees to it'),
    ("does not say whom", 'write `whom = "..."`: a role of people'),
    ("says the same as", "take one of the two out, or let one end before the other begins"),
    ("the rule says", "mend the rule or the test"),
    ("a test gives single predicates", "write each predicate as a line of its own in `given`"),
    ("a fact with dates is given as it was", "leave `not` or `unknown` out, or the dates"),
    ("has no window", "dates stand only behind predicates with a window"),
    ("not a date in", "write a day as 2026-11-20, a month as 2026-11, a year as 2026"),
    ("the file is called", "rename the file, or mend the id"),
    ("which no pack is called", "mend the id in `replaces`, or leave it out"),
    ("replaces a pack of another regime", "give both the same `regime`"),
    ("are both in force on", "end the earlier edition the day before the later one begins"),
    ("replace each other in a circle", "take `replaces` out of the earliest edition"),
    ("asks the same question about", "give it the same `about`, or a key of its own"),
    ("fills the role", "name the same datasets in both, or give the role another name"),
    ("(at character", "write a sentence of predicates joined by and, or, not; see Conditions"),
)


def advice(message: str) -> str:
    """Return what to do about a message of the linter."""
    return next((do for part, do in ADVICE if part in message), "mend this place")
