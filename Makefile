# `make run` and `make test` do all the set-up themselves; nothing is fetched once it is done.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: run test check format bench screenshot tables clean

run: $(VENV)/.run
	@$(BIN)/interviewer practice $(ARGS)

test: $(VENV)/.dev
	$(BIN)/pytest $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks $(ARGS)

screenshot: $(VENV)/.dev
	$(BIN)/python docs/screenshot.py

tables: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python docs/tables.py

clean:
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "interviewer needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml requirements.txt | $(BIN)/python
	$(BIN)/pip install --quiet --constraint requirements.txt --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.txt | $(BIN)/python
	$(BIN)/pip install --quiet --constraint requirements.txt --editable '.[dev]'
	@touch $@ $(VENV)/.run
