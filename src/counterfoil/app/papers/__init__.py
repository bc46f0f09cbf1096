"""The papers that leave the office, built from the record and the kept assessments."""
