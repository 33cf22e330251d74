"""`python -m fieldkit` and the `fieldkit` command."""

from __future__ import annotations

import gc


def main() -> None:
    """Run one command and leave. A short command is a quarter garbage collection, so it is off."""
    gc.disable()
    from fieldkit.cli.app import run

    code = run()
    gc.freeze()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
