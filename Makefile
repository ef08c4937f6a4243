# Two commands for everybody: `make run` and `make test`. Everything else is for those who build it.
PY      ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
HOST    ?= 127.0.0.1
PORT    ?= 8000
STAMP   := $(VENV)/.ready
.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres test-browser check format bench seed register law messages setup clean-home

help:  ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP)  ## .venv with the command in .venv/bin/liemchinh; does nothing when nothing changed

$(STAMP): pyproject.toml uv.lock
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Cần Python 3.11 trở lên: apt install python3 python3-venv (needs Python 3.11 or newer)"; exit 1; }
	@test -x $(BIN)/python || $(PY) -m venv $(VENV) || { echo "Không tạo được .venv: apt install python3-venv (cannot make .venv)"; exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' || { echo "Không tải được uv: kiểm tra mạng tới kho gói Python (cannot reach the package registry)"; exit 1; }
	@env -u PIP_FIND_LINKS UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --frozen --quiet --inexact --compile-bytecode --python $(BIN)/python
	@$(BIN)/python -m compileall -q src
	@touch $(STAMP)

run: setup  ## set everything up, load the demo locality, serve it
	@$(BIN)/liemchinh demo --quiet
	@$(BIN)/liemchinh serve --host $(HOST) --port $(PORT)

test: setup  ## the whole suite: SQLite, then PostgreSQL, then the browser; says at the end what was skipped
	@$(BIN)/python scripts/run_tests.py

test-sqlite: setup  ## the suite on SQLite only, without the browser
	@$(BIN)/python scripts/run_tests.py sqlite

test-postgres: setup  ## the suite on a real PostgreSQL from the package registry
	@$(BIN)/python scripts/run_tests.py postgres

test-browser: setup  ## the browser journeys
	@$(BIN)/python scripts/run_tests.py browser

check: setup  ## lint, types, import contracts, texts, style sheet
	$(BIN)/ruff check src tests scripts benchmarks
	$(BIN)/ruff format --check src tests scripts benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/messages.py --check
	$(BIN)/python scripts/look.py --check

format: setup  ## put the code into the house's form
	$(BIN)/ruff check --fix --quiet src tests scripts benchmarks || true
	$(BIN)/ruff format --quiet src tests scripts benchmarks

bench: setup  ## measure (NAME=ledger for one); results into benchmarks/results/*.json
	@$(BIN)/python benchmarks/run.py $(NAME)

seed: setup  ## load the demo locality without serving it
	@$(BIN)/liemchinh demo

register: setup  ## make register NAME=inspections: the files of a new register
	@$(BIN)/python scripts/new_register.py $(NAME)

law: setup  ## the rules that are encoded, with their confidence
	@$(BIN)/liemchinh law

messages: setup  ## gather the texts of pages and compile both languages
	$(BIN)/python scripts/messages.py

clean-home:  ## forget the demo's state (var/)
	rm -rf var
