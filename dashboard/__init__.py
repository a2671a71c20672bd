"""The app: pages, charts, sessions and what is kept."""

import os

# The matrices are small. Left to itself each product of two of them occupies every core of a machine that may serve
# many runners: the search for associations took eight times as long beside other work. Read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
