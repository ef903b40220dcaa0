"""One file for each group of controls, found by walking this folder."""
