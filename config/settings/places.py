"""Where the code is, and where an installation keeps what it makes."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("WURI_VAR", BASE_DIR / "var"))
