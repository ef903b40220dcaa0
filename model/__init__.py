"""Datatrail's model: what the texts say (`policy`), what follows (`spread`), how it is told and given away."""
