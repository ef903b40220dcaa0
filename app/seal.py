"""The offline single file."""
