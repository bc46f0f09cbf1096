"""A small pack, and every way to spoil it that the linter has words for."""

from __future__ import annotations

from typing import NamedTuple

PACK = """\
[pack]
id = "watch-2026"
title = "Our watch list"
issuer = "Research Security"
edition = 2026-11-20
since = 2026-01-01
regime = "watch"
replaces = ""
applies = "kind(partnership, release)"
applies_plain = "partnerships and releases"

[[lists]]
role = "watch"
title = "Our own watch list"
cadence_days = 90

[[jurisdictions]]
key = "looked-at"
title = "Places we look at"
countries = ["XV", "XS"]

[windows]
recent = "years-2"

[[questions]]
key = "end_user_stated"
text = "Has the partner named the end user in writing?"
if_true = "the end user is named in writing"
if_false = "the end user is not named in writing"
who = "partner"
settles = "a signed end-user statement"

[[questions]]
key = "programme_paid"
about = "person"
text = "Does the programme pay for journeys?"
if_true = "the programme pays"
if_false = "the programme pays nothing"
who = "researcher"
settles = "the contract of the programme"

[[rules]]
id = "W1"
for = "p in parties"
when = "listed(p, watch)"
outcome = "refer"
unless = ["W-OK"]
mark = "verified"
plain = "A body on our watch list is looked at by the office."
basis = { instrument = "Watch list order", clause = "1", paraphrase = "Listed bodies are referred." }
measures = [
  { kind = "warn", what = "The partner is on our watch list.", whom = "principal investigator" },
  { kind = "ask", code = "", what = "Ask the partner.", owner = "legal office" },
]
tests = [
  { expect = "fires", given = ["listed(p, watch)"] },
  { expect = "not", given = [] },
  { expect = "not", given = ["listed(p, watch)", "on_file(office-consent)"] },
  { expect = "unknown", given = ["unknown listed(p, watch)"] },
]

[[rules]]
id = "W-OK"
when = "on_file(office-consent)"
mark = "verified"
plain = "The office has looked and agreed in writing."
basis = { instrument = "Watch list order", clause = "2", paraphrase = "Consent closes it." }
tests = [
  { expect = "fires", given = ["on_file(office-consent)"] },
  { expect = "not" },
]

[[rules]]
id = "W2"
for = "s in people"
when = "affiliated(s, watch, recent) and answer(programme_paid, s)"
outcome = "mitigate-required"
hold = true
since = 2026-02-01
mark = "to verify"
plain = "A recent post at a listed body is looked at where a programme pays."
in_doubt = { since = 2026-03-01, until = 2026-03-31, why = "It was suspended.", if_in_force = "a talk is needed", if_not = "nothing follows" }
[rules.basis]
instrument = "Watch list order"
clause = "3"
paraphrase = "Posts at listed bodies are looked at."
[[rules.tests]]
expect = "fires"
given = ["affiliated(s, watch) from 2024-06-15 to 2025-01-01", "answer(programme_paid, s)"]
[[rules.tests]]
expect = "not"
given = ["answer(programme_paid, s)"]
[[rules.tests]]
expect = "unknown"
given = ["affiliated(s, watch, recent)", "unknown answer(programme_paid, s)"]

[[rules]]
id = "W3"
when = "not on_file(partner-form)"
mark = "verified"
plain = "Every engagement under this pack has a partner form."
procedural = { document = "partner form", due = "signing", consequence = "nothing is signed" }
basis = { instrument = "Watch list order", clause = "4", paraphrase = "The form comes first." }
tests = [
  { expect = "fires" },
  { expect = "not", given = ["on_file(partner-form)"] },
]
"""


class Spoilt(NamedTuple):
    """A change that spoils the pack: what is said then, and what stands on the line it names."""

    found: str
    put: str
    says: str
    at: str


W1_WHEN = 'when = "listed(p, watch)"'
W2_WHEN = 'when = "affiliated(s, watch, recent) and answer(programme_paid, s)"'
W3_TEST = '  { expect = "not", given = ["on_file(partner-form)"] },'
ORIGIN = "a rule may not turn on a person's country, origin or name"
DOUBT = "in_doubt = { since = 2026-03-01, until = 2026-03-31,"


def _when(text: str, says: str) -> Spoilt:
    return Spoilt(W1_WHEN, f'when = "{text}"', says, text)


def _when2(text: str, says: str) -> Spoilt:
    return Spoilt(W2_WHEN, f'when = "{text}"', says, text)


# What the linter refuses in a file that can be read.
LINTED = [
    _when("nationality(p, watch)", ORIGIN),
    _when("country(p, watch)", ORIGIN),
    _when("surname_like(p, watch)", ORIGIN),
    _when2("seated(s, looked-at)", ORIGIN),
    Spoilt("Does the programme pay", "Is the person a citizen", ORIGIN, "[[questions]]"),
    Spoilt("the programme pays nothing", "the person was born here", ORIGIN, "[[questions]]"),
    _when("liste(p, watch)", "no such predicate"),
    _when("listed(p)", "listed takes (party, list), not 1 words"),
    _when("listed(q, watch)", "'q' is not a variable over party"),
    _when2("listed(s, watch)", "'s' is not a variable over party"),
    _when("any grant in flows: kind(grant)", "'grant' is a variable here"),
    _when("listed(p, wach)", "no [[lists]] entry has the role 'wach'"),
    _when("seated(p, nowhere)", "no [[jurisdictions]] entry has the key 'nowhere'"),
    _when2("funded(s, nobody, ever)", "no [[lists]] or [[jurisdictions]] entry is called 'nobody'"),
    _when2("undisclosed(s, friendship, watch, ever)", "'friendship' is not a relation"),
    _when("owned(p, watch, half)", "'half' is not a whole number"),
    _when("owned(p, watch, 5²)", "'5²' is not a whole number"),
    _when2("affiliated(s, watch, since-2026-13-01)", "not a window: 'since-2026-13-01'"),
    Spoilt('recent = "years-2"', 'ever = "years-2"', "is a window itself, not a name", "ever ="),
    Spoilt('recent = "years-2"', 'recent = "lately"', "not a window: 'lately'", "recent ="),
    _when2("affiliated(s, watch, sometimes)", "not a window: 'sometimes'"),
    _when2(
        "affiliated(s, watch, between-2024-01-01-and-2024-01-01)", "a window without a day in it"
    ),
    _when2("affiliated(s, looked-at, since-listing)", "since-listing is for a tie"),
    _when("answer(nothing)", "no [[questions]] entry has this key"),
    _when2("answer(programme_paid)", "the question is about a person"),
    _when("answer(end_user_stated, p)", "the question is asked once"),
    Spoilt('id = "W3"', 'id = "W2"', "two rules are called W2", 'id = "W2"'),
    Spoilt(
        "since = 2026-01-01",
        "since = 2026-01-01\nuntil = 2025-01-01",
        "since 2026-01-01 is after until 2025-01-01",
        "until = 2025-01-01",
    ),
    Spoilt(
        "since = 2026-02-01",
        "since = 2026-02-01\nuntil = 2026-01-31",
        "since 2026-02-01 is after until 2026-01-31",
        "until = 2026-01-31",
    ),
    Spoilt(
        DOUBT,
        "in_doubt = { since = 2026-04-01, until = 2026-03-31,",
        "since 2026-04-01 is after until 2026-03-31",
        "in_doubt",
    ),
    Spoilt('replaces = ""', 'replaces = "watch-2026"', "cannot replace itself", "replaces ="),
    Spoilt('applies_plain = "partnerships and releases"', "", "needs `applies_plain`", "applies ="),
    Spoilt('applies = "kind(', 'applies = "kin(', "no such predicate", "applies ="),
    Spoilt('unless = ["W-OK"]', 'unless = [\n"W-OK", "W-NO"]', "names an unless", '"W-NO"'),
    Spoilt('key = "looked-at"', 'key = "watch"', "the name is taken", "[[jurisdictions]]"),
    Spoilt('unless = ["W-OK"]', "", "no rule names it in its unless", 'id = "W-OK"'),
    Spoilt("procedural = {", 'outcome = "refer"\nprocedural = {', "no outcome and no hold", "procedural"),
    Spoilt('id = "W-OK"', 'id = "W-OK"\nhold = true', "a hold needs an outcome", "hold = true"),
    Spoilt(W3_TEST, "", "no test with expect = 'not'", "tests = ["),
    Spoilt('{ expect = "unknown", given = ["unknown listed(p, watch)"] },', "",
           "no test with expect = 'unknown'", "tests = ["),
    Spoilt(
        "since = 2026-02-01",
        "until = 2025-12-31",
        "in force on no day on which the pack is",
        "until = 2025-12-31",
    ),
    Spoilt('outcome = "mitigate-required"\nhold = true', "procedural = "
           '{ document = "x", due = "y", consequence = "z" }', "only a rule with an outcome", "in_doubt"),
    Spoilt(DOUBT, "in_doubt = { since = 2025-03-01, until = 2025-03-31,", "the doubt stands on no day",
           "in_doubt"),
    Spoilt('code = "", what = "Ask the partner."', 'code = "no-such-code"', "has the code", "no-such-code"),
    Spoilt('owner = "legal office"', 'owner = ""', "has no owner role", 'owner = ""'),
    Spoilt(', whom = "principal investigator"', "", "does not say whom", 'kind = "warn"'),
    Spoilt('[[rules]]\nid = "W3"', "TWIN", "says the same as W3", "when = "),
    Spoilt(W3_TEST, W3_TEST.replace('"not"', '"fires"') + W3_TEST, "test 2 expects fires, the rule says not",
           'expect = "fires", given = ["on_file(partner-form)"]'),
    Spoilt(W3_TEST, '  { expect = "not", given = ["on_file(a) and on_file(b)"] },',
           "a test gives single predicates", "on_file(a) and"),
    Spoilt(W3_TEST, W3_TEST.replace("on_file", "onfile"), "test 2: onfile: no such predicate", "onfile("),
    Spoilt(W3_TEST, W3_TEST.replace("partner-form)", "partner-form, x)"), "test 2: on_file takes (word), not 2 words", "form, x"),
    Spoilt(W3_TEST, W3_TEST.replace('form)"]', 'form) on 2026-01-01"]'), "test 2: on_file has no window", "on 2026"),
    Spoilt('"unknown listed(p, watch)"', '"unknown listed(p, wach)"', "test 4: listed: no [[lists]] entry has", "wach"),
    Spoilt('"unknown listed(p, watch)"', '"unknown listed(q, watch)"', "'q' is not a variable", "(q, watch)"),
    Spoilt("affiliated(s, watch) from", "affiliated(s, watch, recent) from", "affiliated takes (person, class, window)", "[[rules.tests]]"),
    Spoilt(W3_TEST, W3_TEST + '\n{ expect = "not", given = ["on_file(x) on 2026-13-40"] },',
           "test 3: not a date in", "2026-13-40"),
    Spoilt(
        '["affiliated(s, watch) from 2024-06-15',
        '["not affiliated(s, watch) from 2024-06-15',
        "a fact with dates is given as it was",
        "[[rules.tests]]",
    ),
    Spoilt('id = "watch-2026"', 'id = "watch-2027"', "the file is called watch-2026.toml", "id ="),
]  # fmt: skip

# What cannot be read at all: conditions, keys and TOML itself.
UNREAD = [
    _when("listed(p, watch", "when: expected ',' (at character 16)"),
    _when("listed(p, watch) und listed(p, watch)", "(at character 18)"),
    Spoilt('for = "p in parties"', 'for = "p of parties"', "write `p in parties`", "for ="),
    Spoilt('unless = ["W-OK"]', 'unless = ["W1"]', "exempt each other in a circle: W1", "unless ="),
    _when("not " * 60 + "listed(p, watch)", "more than 50 deep"),
    _when("(" * 400 + "listed(p, watch)" + ")" * 400, "more than 50 deep"),
    Spoilt('basis = { instrument = "Watch list order", clause = "4", paraphrase = "The form comes first." }',
           "", "basis: is missing", "[[rules]]"),
    Spoilt('clause = "4"', 'clause = ""', "basis > clause: must not be empty", 'clause = ""'),
    Spoilt('clause = "3"', 'claus = "3"', "basis > claus: there is no such key here", "claus ="),
    Spoilt('plain = "Every', 'plane = "Every', "plane: there is no such key here", "plane ="),
    Spoilt('mark = "to verify"', 'mark = "sure"', "mark: 'sure' is not known here", 'mark = "sure"'),
    Spoilt('outcome = "refer"', 'outcome = "forbid"', "outcome: 'forbid' is not known", "forbid"),
    Spoilt("hold = true", 'hold = "perhaps"', "hold: is neither true nor false", "hold ="),
    Spoilt("cadence_days = 90", "cadence_days = 0", "cadence_days: is too small", "cadence_days"),
    Spoilt("edition = 2026-11-20", 'edition = "soon"', "edition: is not a date", "edition"),
    Spoilt('title = "Our watch list"', "title = 7", "title: must be text", "title = 7"),
    Spoilt('unless = ["W-OK"]', 'unless = "W-OK"', "unless: must be a list", "unless ="),
    Spoilt('countries = ["XV", "XS"]', 'countries = ["XV", "Xs"]', "is not written as a name", "Xs"),
    Spoilt('countries = ["XV", "XS"]', "countries = []", "either `countries` or `outside`", "[[juris"),
    Spoilt('recent = "years-2"', 'Recent = "years-2"', "is not written as a name", "Recent"),
    Spoilt("[[lists]]", "[[listz]]", "listz: there is no such key here", "[[listz]]"),
    Spoilt('who = "partner"', 'who = "partner', "this is not TOML", 'who = "partner'),
    Spoilt('who = "partner"', "who = partner", "this is not TOML", "who = partner"),
    Spoilt("hold = true", "hold = true\nhold = false", "this is not TOML", "hold = false"),
]  # fmt: skip


def spoil(change: Spoilt) -> str:
    """Return the pack with a change in it; the twin is a whole rule, said twice."""
    put = change.put
    if put == "TWIN":
        rule = PACK[PACK.index(change.found) :]
        put = rule.replace('"W3"', '"W4"') + "\n" + change.found
        return PACK.replace(change.found, rule + "\n" + change.found.replace("W3", "W4"))
    text = PACK.replace(change.found, put, 1)
    assert text != PACK, change.found
    return text
