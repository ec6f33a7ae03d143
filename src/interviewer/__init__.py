"""Mock interviews in the terminal: free-text answers, scored by key point."""

import os

# One answer makes small matrices: threads cost ten times what they bring. Read when numpy and faiss are first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
