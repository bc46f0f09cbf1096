# Counterfoil. Each verb sets up what it needs from a bare Debian with python3, python3-venv and make.
# `make help` prints the comments behind ##.

SHELL  := /bin/sh
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
CORE   := $(VENV)/.core-installed
DEV    := $(VENV)/.dev-installed

# The lock names every package with its hash, so a later or a tampered file is refused. Compiling is left to
# compileall, which uses all processors and so is quicker than pip's.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
COMPILE_ALL := $(BIN)/python -m compileall -q -j 0 $(VENV)/lib src
# The theme advertises its successor on each build.
export NO_MKDOCS_2_WARNING := 1
LOCK_TOOL   := uv==0.13.9
COMPILE     := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
               --exclude-newer '7 days' --custom-compile-command 'make lock' --quiet $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: demo test check fmt bench docs lock clean help
.DELETE_ON_ERROR:

demo: $(CORE) ## The main job on the invented institute; results in build/demo
	$(BIN)/counterfoil demo --workspace build/demo --no-open

test: $(DEV) ## All tests; those that need real data or a browser say so when they are skipped
	$(BIN)/python -m pytest $(ARGS)

check: $(DEV) ## Lint, format, types, architecture, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --cache-dir .cache/import_linter
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m pytest --quiet tests/architecture

fmt: $(DEV) ## Format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV) ## The benchmarks; figures in build/bench
	$(BIN)/python -m bench $(ARGS)

docs: $(DEV) ## The pages as a site in build/site
	$(BIN)/mkdocs build --strict

lock: ## Resolve the locks again from pyproject.toml (UPGRADE=--upgrade takes newer releases, a week old at least)
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet --disable-pip-version-check $(LOCK_TOOL)
	build/lock/bin/$(COMPILE) --group build -o requirements.lock
	build/lock/bin/$(COMPILE) --group build --group dev --group docs -c requirements.lock -o requirements-dev.lock

clean: ## Remove everything that make has made
	rm -rf $(VENV) build dist .cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## This list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# A stamp is newer than what it was made from, so a second run starts at once. The package is installed as a path
# entry, without fetching or building in isolation: the build tools are in the lock.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(CORE): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	$(COMPILE_ALL)
	@touch $@

# The dev lock contains the core lock.
$(DEV): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	$(COMPILE_ALL)
	@touch $(CORE) $@
