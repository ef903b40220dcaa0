"""Findings as sentences, in three languages, by templates from the model."""
