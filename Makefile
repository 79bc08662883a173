# The commands of this project. `make demo` shows it, `make test` tests it; both install what they need.
# Nothing is installed again as long as the requirements are the same (the stamp's name holds their checksum).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
RUNTIME := $(VENV)/.installed-$(shell cksum < requirements.txt | tr -c '0-9\n' -)
DEV := $(VENV)/.installed-dev-$(shell cat requirements.txt requirements-dev.txt | cksum | tr -c '0-9\n' -)

.PHONY: demo test test-all bench check install
.DEFAULT_GOAL := install

install: $(RUNTIME)

demo: $(RUNTIME)
	@$(MANAGE) demo

test: $(DEV)
	@$(BIN)/python -m pytest -n 2

test-all: $(DEV)
	@HYPOTHESIS_PROFILE=full $(BIN)/python -m pytest -n 2 -m "full or not full"

# One after the other and each in a program of its own, so that nothing disturbs what is measured and the memory of one is not counted
# to the next; fails where a figure misses what is wanted.
bench: $(DEV)
	@missed=0; for file in tests/bench/test_*.py; do $(BIN)/python -m pytest "$$file" || missed=1; done; exit $$missed

# In a data folder of its own: checking must not start, or leave running, the database of this installation.
check: $(DEV)
	@$(BIN)/ruff check .
	@export SUBSIDY_DATA=$$(mktemp -d) && chmod 711 "$$SUBSIDY_DATA" && \
	trap '$(MANAGE) database stop > /dev/null 2>&1; rm -rf "$$SUBSIDY_DATA"' EXIT && \
	$(BIN)/mypy && $(MANAGE) check && $(MANAGE) makemigrations --check --dry-run

$(BIN)/python:
	@command -v $(PYTHON) > /dev/null || { \
	    echo "$(PYTHON) is not installed: install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "$(PYTHON) is older than 3.11: install Python 3.11 or newer, or run make PYTHON=python3.11." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || { \
	    echo "The Python module venv is missing: install it (Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# An interrupted first run may have left an environment without pip; stamps of other requirements no longer hold.
define install
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing the packages of $(1) ..."
	@rm -f $(VENV)/.installed-*
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1)
endef

$(RUNTIME): | $(BIN)/python
	$(call install,requirements.txt)
	@touch $@

$(DEV): | $(BIN)/python
	$(call install,requirements-dev.txt)
	@touch $(RUNTIME) $@
