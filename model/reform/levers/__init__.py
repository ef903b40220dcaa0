"""One file for each kind of lever, found by walking this folder."""
