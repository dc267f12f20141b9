# Everything a fresh machine needs: Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test check style types format bench torture screenshots schema wheel clean

run: $(VENV)/.installed ## make .venv, install, open the coach
	@$(BIN)/backcoach $(ARGS)

# Only the plugins that pyproject.toml names are loaded, whatever else there is. What was compiled
# is kept for the next run, and for the many processes that the tests start.
test: $(VENV)/.developed ## the whole test suite
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.developed ## formatter, linter, import contracts, types, tests
	@$(MAKE) --no-print-directory --jobs=2 style types
	@$(MAKE) --no-print-directory test

style: $(VENV)/.developed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.developed
	$(BIN)/mypy

format: $(VENV)/.developed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.developed ## measure what is bounded, beside a bare Textual app
	$(BIN)/python -m tools.bench

torture: $(VENV)/.developed ## the slow tests too, and other random examples than usual
	$(BIN)/python -m pytest -m "slow or not slow" --hypothesis-profile=other

screenshots: $(VENV)/.developed ## draw every screen and every figure again
	$(BIN)/python -m tools.screenshots
	$(BIN)/python -m tools.figures
	$(BIN)/python -m tools.animation

schema: $(VENV)/.developed ## write the JSON Schema of exports again, from the types of the log
	$(BIN)/python -m tools.export_schema

wheel: $(VENV)/.developed
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "backcoach needs Python 3.11 or newer; name one with: make run PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m compileall -q backcoach # an editable install leaves that to the first start
	@touch $@

$(VENV)/.developed: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
