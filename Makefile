# The first thing typed in a fresh clone may be any of these: each makes .venv by itself.
PYTHON ?= python3
BIN := .venv/bin
COVERAGE := .venv/coverage.json
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c .ci/constraints.txt

.PHONY: docs test first-day snapshots precision labels serve manual pictures fuzz torture bench bench-peers translate-toolkit dotnet babels korean pre-commit junit-schema vscode clean

docs: .venv/.product
	$(BIN)/bpa build
	@echo 'Next: make serve  shows them in a browser while you write. “bpa” is $(BIN)/bpa; for this shell:'
	@echo '    . $(BIN)/activate'
	@echo '    bpa new hyper-v/name-of-a-rule'

test: .venv/.dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy
	$(BIN)/python $(if $(CI),-W 'ignore:Unable to activate pytest' -m slipcover --out $(COVERAGE)) -m pytest -n auto
	$(if $(CI),$(BIN)/python tests/covered.py $(COVERAGE))

# What a checker says of each rule, as the tests expect it; read the difference before you commit it.
snapshots: .venv/.dev
	$(BIN)/pytest -n 0 tests/test_shipped_rules.py --write-snapshots

# How often each check is right, as `bpa explain` tells it: counted on pages that stand beside the repository, with the
# analyser of Korean.
precision: .venv/.dev
	$(PIP) --target .venv/korean --upgrade 'kiwipiepy>=0.24,<0.25'
	PYTHONPATH=.venv/korean $(BIN)/pytest -n 0 tests/lint/precision/test_measured.py --write-snapshots

labels: .venv/.product
	$(BIN)/bpa labels

serve: .venv/.product
	$(BIN)/bpa serve

# The reference of the manual, docs/reference/, anew from the code, and all of docs/ as HTML in build/manual/.
manual: .venv/.dev
	PYTHONPATH=tests $(BIN)/python -m reference

# The pictures in README.md and in the manual, light and dark, from the shipped rules and from what pages of the manual say;
# needs Chromium and chromedriver.
pictures: .venv/.dev
	$(BIN)/bpa site
	PYTHONPATH=tests $(BIN)/python .pictures/make.py

# Every figure that is promised, against other tools on the same texts; half an hour on a quiet machine. Parts of it, and
# how two runs are compared: make bench BENCH="--help"
bench: .venv/.dev $(if $(findstring --help,$(BENCH)),,.venv-peers/.done)
	PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

# A million mutated inputs for everything that reads; half an hour. Parts: make fuzz FUZZ="rule po --count 10000"
fuzz: .venv/.dev
	PYTHONPATH=tests $(BIN)/python -m fuzz $(FUZZ)

# Every command that writes, killed 200 times in all and without room on the disk (for which it takes root); a quarter of
# an hour. Fewer, and some of them: make torture TORTURE="--kills 20 --only stamp"
torture: .venv/.dev
	PYTHONPATH=tests $(BIN)/python -m torture $(TORTURE)

# What somebody types on their first day, with the wheel in a fresh environment. What is said was read by a person; after a
# change, read it again: make first-day FIRST="--write"
first-day: .venv/.dev
	PYTHONPATH=tests $(BIN)/python -m first_day $(FIRST)

# The other tools, in an environment of their own.
bench-peers: .venv-peers/.done

clean:
	rm -rf .venv .venv-peers .venv-pythons build/* build/.cache build/.bpadocs-*

.venv/.product: pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) -e '.[all]'
	@touch $@

.venv-peers/.done: .ci/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/.dev: .venv/.product
	$(PIP) -e '.[dev]'
	@touch $@

# GPL, so they are never imported: the tests run their programs, from an environment of their own. The second is how
# Weblate finds the files of a repository.
translate-toolkit:
	$(PYTHON) -m venv .venv/translate-toolkit
	.venv/translate-toolkit/bin/python -m pip install --quiet --disable-pip-version-check 'translate-toolkit==3.20.4' \
	  'translation-finder==3.10.0'

# A real .NET for the tests, in the environment itself; there is one for x86-64 alone.
dotnet:
	$(PIP) 'dotnetcore2==3.1.23' 'pythonnet==3.2.1'

# The tests run the hooks by it, from an environment of its own.
pre-commit:
	$(PYTHON) -m venv .venv/pre-commit
	.venv/pre-commit/bin/python -m pip install --quiet --disable-pip-version-check 'pre-commit==4.3.0'

# The schema of JUnit's reports that pytest tests its own with: its source has it, and no wheel.
junit-schema: .venv/.dev
	rm -rf .venv/junit
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary pytest --dest .venv/junit 'pytest==9.0.1'
	tar --extract --gzip --file .venv/junit/pytest-9.0.1.tar.gz --directory .venv/junit --strip-components 3 --wildcards '*/junit-10.xsd'

# The extension of VS Code, src/vscode/bpadocs.vsix, by npm's own tool.
vscode:
	npm install --prefix src/vscode --no-package-lock --no-audit --no-fund --ignore-scripts --silent
	npm run --prefix src/vscode --silent package

# Other versions of Babel, each in a folder: what is built must not differ.
BABELS := 2.17.0 2.19.0
babels: $(foreach version,$(BABELS),.venv/babels/$(version)/.done)

.venv/babels/%/.done: .venv/.product
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target $(@D) 'Babel==$*'
	@touch $@

# The analyser of the extra bpadocs[ko], in a folder of its own: with it everything that lints Korean takes a second more,
# so only the tests that are about it run with it.
korean: .venv/.dev
	$(PIP) --target .venv/korean --upgrade 'kiwipiepy>=0.24,<0.25'
	PYTHONPATH=.venv/korean $(BIN)/pytest -n 0 tests/words/test_korean.py tests/lint/test_examples.py \
	  tests/lint/checks/language/test_korean_*.py
