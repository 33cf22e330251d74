# One definition of "all good": `make check` (rules) and `make test` (rules + every test).
# People, the pre-commit hook and .ci/run all call these.

PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --constraint constraints.txt
WORKERS ?= 2

.PHONY: demo test check fix docs pictures everywhere bench kill-campaign sync-campaign clean

demo: .venv/run.stamp  ## the whole story, for real, in a temporary folder
	$(PY) -m fieldkit demo $(DEMO)

test: check  ## everything
	$(PY) -m pytest -n $(WORKERS) $(TEST)

check: .venv/dev.stamp  ## the rules: format, lint, types, layers, documents
	$(PY) -m ruff format --check --quiet .
	$(PY) -m ruff check --quiet .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) docs/generate.py --check

fix: .venv/dev.stamp  ## mend what can be mended alone
	$(PY) -m ruff check --quiet --fix .
	$(PY) -m ruff format --quiet .
	$(PY) docs/generate.py

docs: .venv/dev.stamp  ## write the reference again from the code
	$(PY) docs/generate.py

pictures: .venv/dev.stamp  ## draw the pictures of the documents again
	$(PY) docs/pictures.py

everywhere: .venv/dev.stamp  ## what drawings are on every machine, again, after one was changed on purpose
	$(PY) -m tests.reports.everywhere

bench: .venv/dev.stamp  ## the table of speeds
	$(PY) -m benchmarks

kill-campaign: .venv/dev.stamp  ## kill -9 at random instants, a thousand times
	$(PY) -m tests.faults.kill 1000

sync-campaign: .venv/dev.stamp  ## many devices, many faults, thousands of steps
	FIELDKIT_EXAMPLES=3000 $(PY) -m pytest tests/sync/test_machine.py

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The environments. A stamp is older than what it was made from: make it again.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "fieldkit needs Python 3.11 or newer, and none was found." >&2; \
		echo "Install one, or say which: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) has no ensurepip: install the package python3-venv of your system." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) hatchling editables
	$(PIP) --no-build-isolation --editable '.[server]'
	$(PY) -m compileall -q src
	touch $@

.venv/dev.stamp: .venv/run.stamp
	$(PIP) $$($(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"])')
	touch $@
