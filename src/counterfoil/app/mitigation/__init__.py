"""The plan of measures: gathered from all packs, merged, edited by the office, in words."""
