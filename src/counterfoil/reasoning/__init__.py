"""Facts, conditions, intervals, windows and questions: pure, and usable on their own."""
