# YaoAn. `make` lists what there is. Needs Python 3.11 or newer, and make; nothing else.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
TIMED := sh deploy/timed.sh
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
	--python-version 3.11 --custom-compile-command "make lock"
# These need a database; they run with the suite.
SLOW_RULES := --ignore=tests/house/test_route_matrix.py --ignore=tests/house/test_models.py
NOT_HERE := not browser and not services and not full

# Two test processes: what the smallest machine we care for has.
PYTEST := $(PY) -m pytest -n 2 --dist loadfile
DATABASE_URL_FOR_TESTS = $${DATABASE_URL:-postgres://yaoan:yaoan@127.0.0.1:5432/postgres}
REDIS_URL_FOR_TESTS = $${REDIS_URL:-redis://127.0.0.1:6379/9}

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-services test-browser test-full check bench assets lock dev

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.runtime assets  ## Python packages, styles and scripts; quick when nothing changed

demo: setup  ## the demonstration province, all processes; PORT= and DEMO_PASSWORD= are honoured
	@$(PY) manage.py up --demo

test: setup dev  ## the whole suite on the embedded defaults: no server, no browser
	@$(TIMED) "tests" $(PYTEST) -m "$(NOT_HERE)"

test-services: setup dev  ## the suite on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	@$(TIMED) "services" sh deploy/services.sh
	@DATABASE_URL="$(DATABASE_URL_FOR_TESTS)" REDIS_URL="$(REDIS_URL_FOR_TESTS)" \
		$(TIMED) "tests on services" $(PYTEST) -m "not browser and not full"

test-browser: setup dev  ## the people's ways through the product, in Chromium
	@$(TIMED) "browser" sh deploy/browser.sh
	@$(TIMED) "browser tests" $(PY) -m pytest -m browser

test-full: setup dev  ## the long runs: fuzzing, faults, crawls
	@$(TIMED) "long tests" $(PY) -m pytest -m full

check: setup dev  ## lint, format, types, layers, migrations, translations
	@$(TIMED) "lint" $(BIN)/ruff check .
	@$(TIMED) "format" $(BIN)/ruff format --check .
	@$(TIMED) "layers" $(BIN)/lint-imports
	@$(TIMED) "types" $(BIN)/mypy .
	@$(TIMED) "Django's checks" $(PY) manage.py check --fail-level WARNING
	@$(TIMED) "migrations" $(PY) manage.py makemigrations --check --dry-run
	@$(TIMED) "translations and house rules" $(PY) -m pytest -q tests/house $(SLOW_RULES)

bench: setup dev  ## benchmarks; figures go to var/bench.json
	@$(PY) -m benchmarks

assets: $(VENV)/.runtime  ## styles, scripts and icons under static/vendor/
	@$(TIMED) --quiet "styles and scripts" $(PY) deploy/assets.py
	@$(TIMED) --quiet "outlines for the map" $(PY) deploy/map_assets.py

lock: dev  ## every version and hash anew from requirements*.in (UPGRADE=1: newest allowed)
	$(LOCK) $(if $(UPGRADE),--upgrade) requirements.in -o requirements.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) requirements-dev.in -c requirements.txt -o requirements-dev.txt
	$(LOCK) $(if $(UPGRADE),--upgrade) requirements-assets.in -o requirements-assets.txt

dev: $(VENV)/.dev

$(PY):
	@sh deploy/python.sh "$(PYTHON)" $(VENV)

$(VENV)/.runtime: requirements.txt | $(PY)
	@$(TIMED) "Python packages" $(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@$(TIMED) "packages for tests" $(PIP) -r requirements-dev.txt
	@touch $@
