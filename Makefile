# What one can do here; `make` alone lists it. Paths are relative, so that the folder may be called anything.
SHELL := /bin/sh
PYTHON := .venv/bin/python
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup machine demo test test-postgres check text screenshots year faults faults-full bench installer installer-test lock

help:  ## list what one can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: machine $(READY)  ## make .venv and put into it exactly what the lock file names

machine:
	@sh .ci/machine

$(READY): requirements-dev.lock pyproject.toml | machine
	@sh .ci/venv
	@$(PYTHON) -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(PYTHON) -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: setup  ## open the counter of a practice village, with a scale that is simulated
	@$(PYTHON) -m shop_desktop.app --demo

test: setup  ## every test, and the examples in the docstrings
	$(PYTHON) -m pytest -n 2

test-postgres: setup  ## the tests of the books once more, on a PostgreSQL server of their own
	@sh .ci/machine initdb:postgresql
	$(PYTHON) -m tests.postgres

check: setup  ## format, lint, types, and who may import whom
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

text: setup  ## compile the catalogue of sentences after editing shop.po
	.venv/bin/pybabel -q compile -f -D shop -d resources/text -l zh_CN

screenshots: setup  ## draw every page of the window, in both languages and sizes, into out/screenshots
	$(PYTHON) -m tests.journeys.screenshots

year: setup  ## a year of a village through the command line, its files read by unzip, openssl, sqlite3, qpdf, LibreOffice
	@sh .ci/machine unzip openssl soffice:libreoffice-calc
	$(PYTHON) -m tests.year

faults: setup  ## pull plugs, fill disks and kill the program; a few minutes
	@sh .ci/machine strace
	$(PYTHON) -m tests.faults

faults-full: setup  ## the same, at every byte; an hour
	@sh .ci/machine strace
	$(PYTHON) -m tests.faults --full

bench: setup  ## measure speed and memory against floors of the same run
	.venv/bin/shop-admin bench --quick

installer: setup  ## build the one-folder program for this system, into out/installer
	@DISPLAY=any sh .ci/machine
	@sh .ci/machine objcopy:binutils
	$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR --distpath out/installer --workpath out/build installer.spec

installer-test: installer  ## start what was built where no Python is, and make a sale with it
	$(PYTHON) -m pytest -n0 tests/installer

lock: setup  ## choose versions anew within pyproject.toml's ranges (needs uv)
	@PATH="$$PATH:.venv/bin"; command -v uv >/dev/null || { echo "This needs uv: .venv/bin/python -m pip install uv"; exit 1; }; \
	for extra in "" "-dev"; do \
	  uv pip compile --quiet --upgrade --universal --generate-hashes --custom-compile-command "make lock" \
	    $${extra:+--extra dev} pyproject.toml -o "requirements$$extra.lock" || exit 1; \
	done
