# Everything that is done to the project. `make run` and `make test` need nothing but Python 3.11
# (tests: also Node 20, and Chromium and Redis, which are installed where apt-get can).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--build-deps-for editable --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
AUDIT := tests/server/audit

.PHONY: run test chaos bench overload check fmt generate schema readme graphiql lock browser redis prometheus help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/gateway  ## start the gateway on the embedded sandbox, with GraphiQL
	@$(BIN)/gateway serve --sandbox

test: $(VENV)/dev browser redis $(AUDIT)/node_modules  ## run the tests, with coverage
	$(BIN)/pytest --cov --cov-report=term-missing:skip-covered

chaos: $(VENV)/dev redis prometheus  ## run the tests that take long: storms, attacks, dying replicas
	$(BIN)/pytest -m chaos

bench: $(VENV)/dev  ## measure the gateway beside plain Strawberry and the floor
	$(BIN)/python -m benchmarks

overload: $(VENV)/dev  ## offer the gateway more requests than it can answer
	$(BIN)/python -m benchmarks.overload

check: $(VENV)/dev  ## formatting, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

fmt: $(VENV)/dev  ## format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: $(VENV)/dev  ## write what follows from Oura's description
	$(BIN)/python -m tools.oura

schema: $(VENV)/gateway  ## write schema.graphql
	$(BIN)/gateway schema > schema.graphql

readme: $(VENV)/dev  ## write the README's answers and its table of settings
	$(BIN)/python -m tests.readme

graphiql:  ## build GraphiQL's assets anew (needs Node)
	cd gateway/server/graphiql/web && npm ci && npm run build

lock: $(VENV)/dev  ## pin every dependency, with hashes
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --extra telemetry --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --extra dev --extra telemetry --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

browser:  ## Chromium, for the tests of the page
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium; }

redis:  ## Redis, for the tests of the shared cache
	@command -v redis-server >/dev/null || { \
		apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends redis-server; }

prometheus:  ## Prometheus and its promtool, for the tests of what it reads
	@command -v promtool >/dev/null || { \
		apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends prometheus; }

$(VENV)/gateway: requirements.lock pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/gateway
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

$(AUDIT)/node_modules: $(AUDIT)/package-lock.json
	npm ci --prefix $(AUDIT) --no-audit --no-fund
	@touch $@
