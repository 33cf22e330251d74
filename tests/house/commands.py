"""Running the real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def fieldkit(*words: object, home: Path, code: int = 0, typed: str = "", **environment: str) -> str:
    """What `fieldkit …` prints; it must leave with this exit code."""
    answer = subprocess.run(
        [sys.executable, "-m", "fieldkit", *map(str, words)],
        check=False,
        capture_output=True,
        input=typed,
        encoding="utf-8",
        env={**os.environ, "FIELDKIT_HOME": str(home), "PYTHONUTF8": "1", **environment},
    )
    assert answer.returncode == code, f"{words}: {answer.returncode}\n{answer.stdout}\n{answer.stderr}"
    return answer.stdout


def facts(*words: object, home: Path, code: int = 0, typed: str = "", **environment: str) -> Any:
    """The same with `--json`, read."""
    return json.loads(fieldkit(*words, "--json", home=home, code=code, typed=typed, **environment))
