"""The only floor that knows both verbs and engines: from settings to work done."""
