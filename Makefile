# The commands of the project. `make demo` and `make test` need a Python 3.11 or later and nothing else.
PYTHON := .venv/bin/python
CODE := src tests bench tools

.PHONY: help demo test lint types format bench docs lock clean
.DEFAULT_GOAL := help

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: .venv/installed-run  ## install, code the example articles, show what was found
	@.venv/bin/harmattan demo
	@echo "(harmattan is .venv/bin/harmattan here; after '. .venv/bin/activate' its name is enough)"

test: lint types  ## install, then style, types and tests
	@$(PYTHON) -m pytest $(ARGS)

lint: .venv/installed-dev  ## check style
	@$(PYTHON) -m ruff check $(CODE)
	@$(PYTHON) -m ruff format --check $(CODE)

types: .venv/installed-dev  ## check types
	@$(PYTHON) -m mypy

format: .venv/installed-dev  ## put style right
	@$(PYTHON) -m ruff check --fix $(CODE)
	@$(PYTHON) -m ruff format $(CODE)

bench: .venv/installed-dev  ## score all benchmarks whose corpora are there
	@$(PYTHON) -m bench

docs: .venv/installed-dev  ## renew what README and docs quote of the program
	@$(PYTHON) tools/render_docs.py

lock:  ## write the locks from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@UPGRADE="$(UPGRADE)" sh tools/lock.sh

clean:  ## remove what the commands made
	@rm -rf .venv demo dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed-run: requirements.lock pyproject.toml
	@sh tools/environment.sh run

.venv/installed-dev: requirements-dev.lock pyproject.toml
	@sh tools/environment.sh dev
