"""How much one document may cost. Measured: an agreement of seven pages takes 1.1 s of CPU and 230 MB.

The first three are an installation's to change, through the environment.
"""

import os

CPU_SECONDS = int(os.environ.get("WURI_DOCUMENT_CPU_SECONDS", "20"))
# Above the CPU limit: on a busy machine a document waits for its turn.
WALL_SECONDS = int(os.environ.get("WURI_DOCUMENT_WALL_SECONDS", "40"))
# Address space, not resident memory: fonts are mapped whole.
MEMORY_MB = int(os.environ.get("WURI_DOCUMENT_MEMORY_MB", "1536"))
OPEN_FILES = 64
AT_ONCE = 2  # documents per web or worker process
QUEUE_SECONDS = 20  # how long a person waits for one of these places
START_SECONDS = 90  # the first start on a fresh machine builds the font cache
IDLE_SECONDS = 300  # after that without work the process ends and gives its memory back
