# The commands of the project. `make demo` and `make test` do their own set-up; each needs Python 3.11+ with pip, and make.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := $(VENV)/demo.sqlite
# The set-up is done again when the lock or the package's metadata change.
STAMP  := $(VENV)/ready-$(shell cat requirements.lock pyproject.toml | cksum | cut -d ' ' -f 1)

.PHONY: help demo serve setup test lint bench docs screenshots lock clean
.DEFAULT_GOAL := help

help: ## show the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

demo: $(STAMP) ## add the four reports of a sample story and show it
	@rm -f $(DEMO)*
	@$(BIN)/onrecord --record $(DEMO) add samples/story
	@echo
	@$(BIN)/onrecord --record $(DEMO) stories --format json 2>/dev/null \
		| $(BIN)/python -c 'import json, sys; print(json.load(sys.stdin)[0]["id"])' > $(DEMO).id
	@$(BIN)/onrecord --record $(DEMO) story $$(cat $(DEMO).id)
	@echo
	@echo "Next, try:"
	@echo "  $(BIN)/onrecord --record $(DEMO) who \"Piet Lund\"                # all he said, did, was asked, and is said to have said"
	@echo "  $(BIN)/onrecord --record $(DEMO) check \"We will not wait\"       # did they say it?"
	@echo "  $(BIN)/onrecord read YOUR-ARTICLE.txt                            # who said what in one article"
	@echo "  $(BIN)/onrecord add YOUR-ARTICLES/                               # keep a record of your own"
	@echo "  make serve                                                       # the same in a browser"
	@echo "  docs/tutorial/first-story.md explains what you have just seen."

serve: $(DEMO) ## serve the record of the sample story, for a browser
	@$(BIN)/onrecord --record $(DEMO) serve

$(DEMO): | $(STAMP)
	@$(BIN)/onrecord --record $(DEMO) add samples/story

setup: $(STAMP) ## install into .venv, from the hash-locked list

test: lint ## run every check and test
	$(BIN)/python -m pytest

lint: $(STAMP) ## style, types and architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## score the shipped model and hold it against its floors
	$(BIN)/python -m benchmarks.gate

docs: $(STAMP) ## write the generated reference pages anew
	$(BIN)/python docs/build_reference.py

screenshots: $(STAMP) ## write every page as PNG files into build/screenshots (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots build/screenshots

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --upgrade --output-file requirements.lock

clean: ## remove .venv and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "onrecord needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
