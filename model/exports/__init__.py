"""One file for each form a pack or an answer can be given in; found by walking this folder."""
