"""Speed and memory, measured from outside: `make bench`."""
