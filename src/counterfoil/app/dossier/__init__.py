"""The dossier: from an assessment to sentences a person can read and sign under."""
