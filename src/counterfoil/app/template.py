"""The settings file of a new workspace."""

from __future__ import annotations

import json

_TEMPLATE = """\
# Settings of this workspace. `counterfoil doctor` shows each value and where it comes from.

organisation = {organisation}

[packs]
# Rule packs in force: those of your funders and your country, and your own.
# `counterfoil packs list` shows all that are known, `counterfoil packs explain PACK` what one says,
# `counterfoil packs new our-rules` begins one of yours in the folder packs/ beside this file.
in_force = ["ca-strac-2024", "us-restricted-2026"]

[lists]
# A pack names the datasets that fill its lists: ca-strac-2024 asks for ca-nro, us-restricted-2026
# for us-bis-entity-list, us-ofac-sdn, us-bis-dpl and us-bis-meu. Write a line only where another
# dataset is to fill a role. A list that is not loaded makes the pack not assessable; it is never
# read as "nothing found".
#   named-research-organizations = ["ca-nro", "our-own-list"]

[ties]
# How many ties are followed upward from a party to a listed body.
max_steps = 3
"""


def settings_template(organisation: str) -> str:
    """Return the text of counterfoil.toml for a new workspace."""
    return _TEMPLATE.format(organisation=json.dumps(organisation, ensure_ascii=False))
