# `make` alone explains itself.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
export PYTHON

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# Test processes: one a core, at most eight.
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest --maxprocesses=8
RESOLVE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url

##@ Look around

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@ / {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z0-9-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\nPORT=8123, HOST=0.0.0.0, PYTHON=python3.12 and RELOAD=1 (start anew when code\nchanges) change how `make run` works.\n\n'

.PHONY: run
run: base ## Start the site with its demo content: PORT=8123 for another port
	@exec $(BIN)/python scripts/serve.py --host $(HOST) --port $(PORT) $(if $(RELOAD),--reload)

.PHONY: demo-reset
demo-reset: base ## Start the demo content over, with dates counted from today
	@$(BIN)/python scripts/serve.py --reset

.PHONY: demo-remove
demo-remove: base ## Take the demo content out, leaving an empty site for real content
	@$(MANAGE) remove_demo

##@ Test

.PHONY: test
test: dev ## Run the test suite on SQLite (no browser, no service needed)
	@$(PYTEST) --numprocesses=$(WORKERS) -m "not e2e" $(ARGS)

.PHONY: e2e
e2e: dev browser ## Walk through the site in a real browser, with accessibility checks
	@$(PYTEST) -m e2e tests/e2e $(ARGS)

.PHONY: lint
lint: dev ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: check
check: ## Run all that has to hold before a change lands (needs PostgreSQL and Redis)
	@.ci/run

.PHONY: bench
bench: dev ## Measure the pages against a bare Django view
	@$(BIN)/python benchmarks/run.py $(ARGS)

##@ Work on the code

.PHONY: format
format: dev ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: messages
messages: dev ## Collect the texts to translate (needs gettext) and compile the catalogues
	@scripts/messages
	@$(MANAGE) compile_catalogues

.PHONY: lock
lock: dev ## Choose package versions anew within pyproject.toml (UPGRADE=1 for the newest)
	@$(RESOLVE) $(if $(UPGRADE),--upgrade) pyproject.toml -o requirements/base.txt
	@$(RESOLVE) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -c requirements/base.txt \
		-o requirements/dev.txt

.PHONY: clean
clean: ## Remove the environment, the local data and everything else that is generated
	rm -rf .venv var htmlcov .coverage* .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete

# --- What the above stand on -----------------------------------------------------------

.PHONY: base dev browser
base:
	@scripts/environment base

dev:
	@scripts/environment dev

browser:
	@scripts/browser
