"""One file for each command: what it prints; for people a table or a numbered chain, with --json stable data."""
