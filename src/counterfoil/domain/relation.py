"""The sorts of tie between a person and an outside body, as packs and registers name them."""

from __future__ import annotations

# What a pack says -> the relations of the register that fulfil it.
RELATIONS = {
    "affiliation": ("employment", "appointment", "supervision", "study", "membership"),
    "funding": ("funding",),
    "co-authorship": ("co-authorship",),
    "patent": ("patent",),
    "programme": ("programme",),
    "contract": ("contract",),
}
AFFILIATIONS = RELATIONS["affiliation"]
# Everything else a person does with an outside body.
ACTIVITIES = tuple(
    word for key, words in RELATIONS.items() if key != "affiliation" for word in words
)
