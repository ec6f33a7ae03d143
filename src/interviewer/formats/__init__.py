"""Ways out of the program: one exporter per file."""
