# Twinge: `make run` starts the app, `make test` runs every check. Nothing needs to be set up before.

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that can make an environment; another one: make run PYTHON=/path/to/python
PYTHON ?= $(shell for name in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$name -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& command -v $$name && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade --quiet \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: run test lint types docs browser postgresql calibrate benchmark pins clean

run: $(VENV)/run.stamp # the app; make run PORT=8600 serves on that port
	@$(BIN)/python -m dashboard $(if $(PORT),--port $(PORT))

test: $(VENV)/test.stamp lint types browser postgresql # everything
	$(BIN)/python -m pytest --numprocesses 3 --dist loadgroup

lint: $(VENV)/test.stamp
	$(BIN)/python -m ruff check

types: $(VENV)/test.stamp
	$(BIN)/python -m mypy

docs: $(VENV)/run.stamp # the pages of docs/ that are made from declarations
	$(BIN)/python docs/generate.py

browser: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py --install

postgresql: $(VENV)/test.stamp
	@$(BIN)/python -m tests.dashboard.postgresql --install

calibrate: $(VENV)/run.stamp # how often Twinge is wrong, on simulated athletes; make calibrate ATHLETES=100 for a quick look
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.calibrate $(if $(ATHLETES),--athletes $(ATHLETES))

benchmark: $(VENV)/test.stamp # how fast beside its peers: 20 minutes of a quiet machine; ONLY="history --quick" tries a part
	$(BIN)/python -m benchmarks $(ONLY) $(if $(ONLY),,--chromium)

pins: # newest versions into both requirements files; needs uv
	$(COMPILE) --output-file .pins
	{ echo "# Every package the app needs, for Python 3.11 to 3.14. Made by \`make pins\` from pyproject.toml, which says why."; \
	  cat .pins; echo "-e ."; } > requirements.txt
	$(COMPILE) --extra test --constraint .pins --output-file .pins-test
	{ echo "# What the tests need on top, made by \`make pins\`. Install from the project's root folder."; \
	  echo "-r ../requirements.txt"; grep --line-regexp --fixed-strings --invert-match --file .pins .pins-test; } \
	  > tests/requirements.txt
	{ echo "# The same as requirements.txt with the hash of every file, for a deployment, made by \`make pins\`:"; \
	  echo "# pip install --require-hashes -r requirements.lock.txt, then pip install --no-deps ."; \
	  uv pip compile .pins --universal --python-version 3.11 --quiet --no-header --no-annotate --generate-hashes \
	    --no-emit-index-url --no-emit-find-links; } > requirements.lock.txt
	rm .pins .pins-test

clean: # everything that was made here; your data stay where they are
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis build *.egg-info

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Twinge needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module, and found none." \
	  "Install one, or name it: make run PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up with $$("$(PYTHON)" --version). The first time takes a minute or two."
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt $(VENV)/run.stamp
	@$(PIP) --requirement tests/requirements.txt
	@touch $@
