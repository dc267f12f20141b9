# Everything a fresh machine needs: Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)

# A folder of small inputs that once failed; see tools/cases.py.
CASES ?= ../shared/cases

# What is installed for the tests: what requirements/dev.lock says, or (`make oldest`, `make
# newest`) what the bounds in pyproject.toml allow.
KIND ?= dev

# A Python that somebody names must be the one in use; else whichever made the environment will do.
NAMED := $(if $(filter-out file default undefined,$(origin PYTHON)),--this-python)
ENTER := import sys, runpy; \
  sys.exit(3) if sys.version_info < (3, 11) else \
  runpy.run_path("tools/environment.py", run_name="__main__")

# Both look at each run whether the environment is sound: it may have been moved, or its Python gone.
define environment
@command -v $(firstword $(PYTHON)) >/dev/null && \
  $(PYTHON) -c '$(ENTER)' $(1) "$(VENV)" $(NAMED) || case $$? in 2|130) exit 2;; \
  *) echo "backcoach needs Python 3.11 or newer; install it, or name one with:" \
  "make run PYTHON=python3.12" >&2; exit 2;; esac
endef

.PHONY: run test check style types format coverage mutants bench torture screenshots goldens \
  schema dist clean installed developed documented docs docs-tables lock oldest newest pythons \
  simulate cases voice

run: installed ## make .venv, install, open the coach
	@"$(BIN)/python" -m backcoach $(ARGS)

installed:
	$(call environment,run)

developed:
	$(call environment,$(KIND))

documented:
	$(call environment,docs)

# Only the plugins that pyproject.toml names are loaded, whatever else there is. What was compiled
# is kept for the next run, and for the many processes that the tests start.
test: developed ## the whole test suite
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 PYTHONDONTWRITEBYTECODE= "$(BIN)/python" -m pytest -n 2 --dist loadfile

pythons: ## the whole suite on every Python of this machine that is declared, each in its own .venv-3.x
	@$(PYTHON) tools/every_python.py

check: developed ## formatter, linter, import contracts, types, tests
	@$(MAKE) --no-print-directory --jobs=2 style types
	@$(MAKE) --no-print-directory test

style: developed
	"$(BIN)/ruff" format --check .
	"$(BIN)/ruff" check .
	"$(BIN)/lint-imports"

types: developed
	"$(BIN)/mypy"

format: developed
	"$(BIN)/ruff" format .
	"$(BIN)/ruff" check --fix .

coverage: developed ## the suite with what it starts, and how much of each file that runs
	rm -rf build/coverage
	PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 PYTHONDONTWRITEBYTECODE= "$(BIN)/python" -m coverage run -m pytest -n 2 --dist loadfile
	"$(BIN)/python" -m tools.coverage_bounds

mutants: developed ## change the rules a little, one change at a time, and name what no test notices
	@"$(BIN)/python" -m tools.mutants $(ARGS)

bench: developed ## measure what is bounded, beside a bare Textual app
	"$(BIN)/python" -m tools.bench

torture: developed ## the slow tests too, and other random examples than usual
	"$(BIN)/python" -m pytest -m "slow or not slow" --hypothesis-profile=other

screenshots: developed ## draw the pictures of the documents again; ARGS=--all: all, into build/
	"$(BIN)/python" -m tools.screenshots $(ARGS)
	"$(BIN)/python" -m tools.figures $(ARGS)
	"$(BIN)/python" -m tools.animation

goldens: developed ## write what every screen and every figure shows as text again
	"$(BIN)/python" -m tools.goldens
	"$(BIN)/python" -m tests.figure.golden

simulate: developed ## 10,000 virtual people, a year each; ARGS="--people 1000 --jobs 1"
	"$(BIN)/python" -m backcoach simulate --people 10000 --weeks 52 $(ARGS)

cases: developed ## run a folder of small inputs that once failed, a line for each
	@"$(BIN)/python" -m tools.cases $(CASES)

schema: developed ## write the JSON Schema of exports again, from the types of the log
	"$(BIN)/python" -m tools.export_schema

docs-tables: developed ## write the generated parts of docs/ again
	"$(BIN)/python" -m tools.docs

docs: documented docs-tables ## the documentation as a site, in build/docs
	NO_MKDOCS_2_WARNING=1 "$(BIN)/python" -m mkdocs build --strict --quiet

dist: developed ## build the source distribution and the wheel, as a release has them
	rm -rf dist
	"$(BIN)/python" -m hatchling build

# In an environment of its own, since only this needs a speech synthesis.
voice: ## render the clips of the voice that are missing; ARGS=--all: all of them
	test -d build/voice || $(PYTHON) -m venv build/voice
	build/voice/$(notdir $(BIN))/python -m pip install --quiet --editable ".[voice]"
	build/voice/$(notdir $(BIN))/python -m tools.voice $(ARGS)

lock: ## write requirements/*.lock again, with the newest that pyproject.toml allows
	$(PYTHON) -m tools.lock

oldest: ## all of `make check` with the lower bounds in pyproject.toml
	@$(MAKE) --no-print-directory check KIND=oldest VENV=.venv-oldest

newest: ## the suite with the newest that pyproject.toml allows, and what that is
	@$(MAKE) --no-print-directory test KIND=newest VENV=.venv-newest

clean:
	rm -rf "$(VENV)" .venv-* dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis
