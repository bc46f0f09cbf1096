"""The matching benchmarks: each entrant asked the same questions, in the same run."""
