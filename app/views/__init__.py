"""One file for each view, found by walking this folder."""
