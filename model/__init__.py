"""Datatrail's model: what the texts say (`policy`), what follows (`spread`), what if (`reform`), how it is told and given away."""
