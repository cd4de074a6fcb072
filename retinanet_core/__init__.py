"""The detector and how it learns: no Qt, no project files, usable alone."""

import os

# Read when torch is first imported. Threads that spin while they wait would make detecting and teaching at the
# same time several times slower than each in turn; sleeping ones cost next to nothing when alone.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("KMP_BLOCKTIME", "0")
