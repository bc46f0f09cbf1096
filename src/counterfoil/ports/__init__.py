"""What the verbs need from the outside, as Protocols; one file per subject."""
