# Everything a newcomer needs: `make demo` runs the main job, `make test` proves the house is in order.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench pictures docs clean
.DEFAULT_GOAL := demo

demo: .venv/.installed
	$(BIN)/variorum compare examples/summit --html build/summit.html
	@echo "The same as a page: build/summit.html. Try it on your own folder: $(BIN)/variorum compare FOLDER"

test: .venv/.installed lint
	$(BIN)/pytest

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.installed
	$(BIN)/variorum bench

docs: .venv/.installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "Written: build/site/index.html. With its search: $(BIN)/python -m http.server --directory build/site"

# The pictures of the README; Chromium is needed (Debian: apt-get install chromium).
pictures: .venv/.installed
	$(BIN)/python -m bench.pictures

# uv reads uv.lock and checks every hash; pip installs, so that a site's own pip settings go on working.
.venv/.installed: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit("Variorum needs Python 3.11 or later: make PYTHON=python3.12, say" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet "uv>=0.5,<1"
	$(BIN)/uv export --quiet --frozen --no-emit-project --format requirements-txt --output-file .venv/requirements.txt
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps --requirement .venv/requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

clean:
	rm -rf .venv build dist
