# Needs make, a POSIX shell and Python 3.11, 3.12 or 3.13. Everything else goes into .venv, pinned and checked by hash.
# ARGS is passed on: make run ARGS="--server.port 8600", make test ARGS="-k export".

.POSIX:
.SUFFIXES:

VENV = .venv
PY = $(VENV)/bin/python
# Node and npm come as a Python package with the rest; the scripts' tools go into node_modules, pinned and checked by hash.
NODE = $(VENV)/bin/node
PRETTIER = $(NODE) node_modules/prettier/bin/prettier.cjs --log-level warn
PIP = $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes
LOCK = uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
ARGS =
# Tests of one file may run in two processes; not by file, as xdist then runs only one of several tests that bear the same name.
PARALLEL = -n auto --maxprocesses 4 --dist worksteal
# Set PYTHON to choose the interpreter: make run PYTHON=python3.12
PYTHON =

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/.runtime ## install what the page needs and start it
	$(PY) -m streamlit run app.py $(ARGS)

install: $(VENV)/.runtime ## install what the page needs, and no more

test: $(VENV)/.dev node_modules/.made browser clients ## install what the tests need, a browser included, and run them all
	$(NODE) --test --test-reporter=dot "tests/js/*.test.mjs"
	$(PY) -m pytest $(PARALLEL) $(ARGS)

quick: $(VENV)/.dev ## run the tests of a daily loop: no browser, nothing slow
	$(PY) -m pytest $(PARALLEL) -q -m "not slow and not browser" $(ARGS)

faults: $(VENV)/.dev browser ## run what spoils files, sends forged values and loses sessions (docs/faults.md)
	$(PY) -m pytest $(PARALLEL) -m faults $(ARGS)

check: $(VENV)/.dev format-check lint imports types test ## format, lint, types, then all tests: what CI runs

format: $(VENV)/.dev node_modules/.made ## lay the code out and mend what can be mended by itself
	@$(PY) -m ruff check --quiet --fix-only .
	$(PY) -m ruff format .
	$(PRETTIER) --write .

format-check: $(VENV)/.dev node_modules/.made
	$(PY) -m ruff format --check .
	$(PRETTIER) --check .

lint: $(VENV)/.dev node_modules/.made ## look for bugs and bad style
	$(PY) -m ruff check .
	$(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .

imports: $(VENV)/.dev ## check that imports run one way and in no circle
	$(PY) -c "from importlinter.cli import lint_imports_command as run; run()" --no-cache

records: $(VENV)/.runtime ## write docs/records.md and schemas/ anew from the models
	$(PY) -m commands.records

types: $(VENV)/.dev node_modules/.made ## check the types
	$(PY) -m mypy
	$(NODE) node_modules/typescript/bin/tsc --project .

bench: $(VENV)/.dev browser ## measure click to map in a real browser
	PYTHONPATH=.:tests $(PY) bench/run.py $(ARGS)

load: $(VENV)/.dev browser ## measure what a flood of costly requests does to readers
	PYTHONPATH=.:tests $(PY) bench/load.py $(ARGS)

lock: ## compile the pinned requirements anew; ARGS=--upgrade takes newer versions
	@command -v uv >/dev/null || { echo "make lock needs uv. Install it with: python3 -m pip install uv" >&2; exit 1; }
	$(LOCK) $(ARGS) pyproject.toml -o requirements.txt
	$(LOCK) $(ARGS) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) $(ARGS) --group audit -o requirements-audit.txt

audit: $(VENV)/.runtime .venv-audit/.made ## look through what the page runs on: known faults, licences, ages, a bill of materials
	.venv-audit/bin/python -m audit.run --python $(PY) $(ARGS)

release: audit ## tag the commit, zip it, print the hashes
	$(PY) -m audit.release

clean: ## remove the environment and all caches
	rm -rf $(VENV) .venv-audit node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis build test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Without a browser a person's tests still run, less the browser's; under CI that is an error.
browser: $(VENV)/.dev
	@$(PY) tests/find_browser.py --install || [ "$$CI" != true ]

# GDAL's own client reads our live layers, and nginx and Caddy stand before our replicas, in tests. Without them a person's tests
# skip these. Debian would start both at once: no service is started in run level 1.
clients:
	@{ command -v ogrinfo && command -v caddy && { command -v nginx || test -x /usr/sbin/nginx; }; } >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing gdal-bin, nginx-light and caddy ..." \
	  && apt-get update -qq && RUNLEVEL=1 apt-get install -y -qq --no-install-recommends gdal-bin nginx-light caddy openssl >/dev/null; } \
	  || echo "No ogrinfo, nginx or caddy here, so their tests are skipped. On Debian: apt-get install gdal-bin nginx-light caddy"

$(VENV)/.made:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  "$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue; \
	  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$python has no venv module. Install it, on Debian with: apt-get install python3-venv" >&2; exit 1; \
	  fi; \
	  rm -rf $(VENV) && "$$python" -m venv $(VENV) && touch $@ && exit 0; \
	  exit 1; \
	done; \
	echo "No Python 3.11, 3.12 or 3.13 found. Install one, or name it: make run PYTHON=/path/to/python3.12" >&2; exit 1

$(VENV)/.runtime: $(VENV)/.made requirements.txt
	@echo "Installing what the page needs into $(VENV) ..."
	@$(PIP) -r requirements.txt
	@touch $@

# requirements-dev.txt holds requirements.txt too, in the same versions.
$(VENV)/.dev: $(VENV)/.made requirements-dev.txt
	@echo "Installing what the page and its tests need into $(VENV) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

.venv-audit/.made: $(VENV)/.made requirements-audit.txt
	@$(PY) -m venv .venv-audit
	@.venv-audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-audit.txt
	@touch $@

# Node takes the certificates of the system too, as pip does: a network may have one of its own.
node_modules/.made: $(VENV)/.dev package.json package-lock.json .npmrc
	@echo "Installing what checks the scripts into node_modules ..."
	@NODE_OPTIONS="--use-system-ca $$NODE_OPTIONS" PATH="$(VENV)/bin:$$PATH" $(VENV)/bin/npm ci --ignore-scripts --no-progress --loglevel=error >/dev/null
	@touch $@

.PHONY: help run install test quick faults check format format-check lint imports records types bench load audit release lock clean browser clients
.NOTPARALLEL:
