"""The settings file of a new workspace."""

from __future__ import annotations

import json

_TEMPLATE = """\
# Settings of this workspace. `counterfoil doctor` shows each value and where it comes from.

organisation = {organisation}

[packs]
# Rule packs in force. Your own packs live in the folder packs/ beside this file.
in_force = ["ca-strac-2024", "us-restricted-2026"]

[lists]
# Which datasets fill the list roles of the packs. A role without a dataset makes the pack
# not assessable; it is never read as "nothing found".
named-research-organizations = ["ca-nro"]   # Public Safety Canada: Named Research Organizations
entity-list = ["us-bis-entity-list"]        # BIS: Supplement No. 4 to Part 744
sdn = ["us-ofac-sdn"]                       # OFAC: sdn.csv with alt.csv and add.csv
dpl = ["us-bis-dpl"]                        # BIS: Denied Persons List
meu = ["us-bis-meu"]                        # BIS: Supplement No. 7 to Part 744
section-1286 = ["us-dow-1286"]              # US defence department: Section 1286 list
section-1260h = ["us-dow-1260h"]            # US defence department: Section 1260H notice

[ties]
# How many ties are followed upward from a party to a listed body.
max_steps = 3
"""


def settings_template(organisation: str) -> str:
    """Return the text of counterfoil.toml for a new workspace."""
    return _TEMPLATE.format(organisation=json.dumps(organisation, ensure_ascii=False))
