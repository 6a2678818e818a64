# `make run` and `make test` need Python 3.11 or newer with venv, and nothing else.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test bench lint lock messages check-python

help: ## Show the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

run: .venv/.installed ## Start everything: database, sandbox, web, worker, beat
	@exec $(BIN)/python -m config.services.run

test: .venv/.installed ## Run the whole suite, embedded database included
	@$(BIN)/python -m config.services.catalogues
	@$(BIN)/python -m tests.browser_notice
	@exec $(BIN)/python -m pytest

bench: .venv/.installed ## What SALONS (1000) salons cost, in a database of its own: benchmarks/
	@$(BIN)/python -m config.services.catalogues
	@exec $(BIN)/python -m benchmarks

lint: .venv/.installed ## Style, types, layers, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files -z '*.html' | xargs -0 $(BIN)/djade --check --target-version 5.2

lock: .venv/.installed ## Renew requirements.lock from the ranges in pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --upgrade --quiet -o requirements.lock

messages: .venv/.installed ## Bring locale/ar up to date with the sources
	@$(BIN)/python -m config.services.catalogues --update

check-python:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "Salon needs Python 3.11 or newer: '$(PYTHON)' was not found."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Salon needs Python 3.11 or newer; this is $$("$(PYTHON)" --version)."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

.venv/.installed: requirements.lock | check-python
	@echo "Installing dependencies into .venv (once, about a minute) …"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements.lock
	@touch .venv/.installed
