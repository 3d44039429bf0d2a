# The first thing typed in a fresh clone may be any of these: each makes .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt

.PHONY: docs test labels serve pictures translate-toolkit clean

docs: .venv/.product
	$(BIN)/bpa build

test: .venv/.dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/pytest -n auto

labels: .venv/.product
	$(BIN)/bpa labels

serve: .venv/.product
	$(BIN)/bpa serve

# The two pictures in README.md, from the shipped rules; needs Chromium and chromedriver.
pictures: .venv/.dev
	$(BIN)/bpa site
	$(BIN)/python .pictures/make.py

clean:
	rm -rf .venv build/*

.venv/.product: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) -e .
	@touch $@

.venv/.dev: .venv/.product
	$(PIP) -e '.[dev]'
	@touch $@

# GPL, so it is never imported: the tests run its programs, from an environment of its own.
translate-toolkit:
	$(PYTHON) -m venv .venv/translate-toolkit
	.venv/translate-toolkit/bin/python -m pip install --quiet --disable-pip-version-check 'translate-toolkit==3.20.4'
