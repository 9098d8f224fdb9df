# Everything that is done to the project. `make run` needs nothing but Python 3.11, `make check` also
# Node 20, `make test` also Chromium and Redis, which are installed where apt-get can.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--build-deps-for editable --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
AUDIT := tests/server/audit
LINT := tools/schema-lint
CLIENTS := examples/clients
AXE := tests/page/axe
FOR_TESTS := $(AUDIT)/node_modules $(CLIENTS)/node_modules $(AXE)/node_modules

.PHONY: run test coverage chaos bench overload dist soak check fmt generate schema contract readme \
	graphiql page pagecheck lock browser redis prometheus help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/gateway  ## start the gateway on the embedded sandbox, with GraphiQL
	@$(BIN)/gateway serve --sandbox

test: $(VENV)/dev browser redis $(FOR_TESTS)  ## run the tests
	$(BIN)/pytest

coverage: $(VENV)/dev browser redis $(FOR_TESTS)  ## run the tests, and show what they leave out
	$(BIN)/pytest --cov --cov-report=term-missing:skip-covered

dist: $(VENV)/dev  ## build the wheel and the sdist of the last commit, and try them
	$(BIN)/python -m tools.packaging

chaos: $(VENV)/dev redis prometheus  ## run the tests that take long: storms, attacks, dying replicas
	$(BIN)/pytest -m chaos

bench: $(VENV)/dev  ## measure the gateway beside plain Strawberry and the floor
	$(BIN)/python -m benchmarks

overload: $(VENV)/dev  ## offer the gateway more requests than it can answer
	$(BIN)/python -m benchmarks.overload

soak: $(VENV)/dev redis  ## half an hour of mixed load and faults: nothing may grow or be left over
	$(BIN)/python -m benchmarks.soak

check: $(VENV)/dev $(LINT)/node_modules pagecheck  ## formatting, lint, types, imports, the schema's rules, the page
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(LINT)/node_modules/.bin/eslint --config $(LINT)/eslint.config.js --max-warnings 0 schema.graphql

fmt: $(VENV)/dev  ## format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: $(VENV)/dev  ## write what follows from Oura's description
	$(BIN)/python -m tools.oura

schema: $(VENV)/gateway  ## write schema.graphql
	$(BIN)/gateway schema > schema.graphql

contract: $(VENV)/dev  ## tell what the schema changes of the last release
	@$(BIN)/python -m tools.contract

readme: $(VENV)/dev  ## write the README's answers and settings, and what docs/clients.md shows
	$(BIN)/python -m tests.readme
	$(BIN)/python -m tests.clients_page

graphiql:  ## build GraphiQL's assets anew (needs Node)
	cd gateway/server/graphiql/web && npm ci && npm run build

page: web/node_modules  ## build the page's assets anew (needs Node)
	npm run build --prefix web

pagecheck: web/node_modules  ## the page: generated code, types, lint (needs Node)
	npm run check --prefix web

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

$(FOR_TESTS) $(LINT)/node_modules web/node_modules: %/node_modules: %/package-lock.json
	npm ci --prefix $* --no-audit --no-fund
	@touch $@
