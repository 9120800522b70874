# The commands of this project. `make help` lists them.

# Development brings its own Node (the package `node`); where that is not for this machine, the machine's is taken.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

INSTALLED := node_modules/.package-lock.json
SOURCES := $(shell find src -name '*.ts' 2>/dev/null)
BUILT := dist/cli/main.cjs

.PHONY: run test conformance check bench sync clean help build judges

run: $(BUILT) ## Install, build, and answer a question from the sample trail
	@node $(BUILT) run failed-calls --logs examples/trail --format table --limit 10

test: check build ## Install, check everything, run every test
	vitest run

conformance: $(INSTALLED) ## The same questions on every engine: Java 24, mvn, 450 MB of Trino fetched once (FULL=1 for all of them)
	test/conformance/run.sh

check: $(INSTALLED) ## Format, lint, types, and whether printed files are fresh
	biome check --error-on-warnings .
	tsc -p .
	node --no-warnings scripts/sync.ts --check
	TRAILQ='node --no-warnings $(CURDIR)/src/cli/main.ts' examples/infra/tables.sh --check

build: $(BUILT) ## Build the command line and the library into dist/

judges: $(INSTALLED) ## Let programs that nobody here wrote judge the printed table definitions
	test/ddl/judges/judges.sh install
	vitest run --config test/ddl/judges/vitest.config.ts

bench: $(BUILT) ## Measure, each figure as a ratio to a baseline in the same run (ONLY=name for one row)
	node --no-warnings test/bench/main.ts $(if $(ONLY),--only $(ONLY))

sync: $(INSTALLED) ## Print the files that are derived from declarations: sql/, glue-schemas/ and some types
	node --no-warnings scripts/sync.ts
	TRAILQ='node --no-warnings $(CURDIR)/src/cli/main.ts' examples/infra/tables.sh

clean: ## Remove what was built and measured
	rm -rf dist coverage .cache

help: ## Show this
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(INSTALLED): package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

$(BUILT): $(INSTALLED) $(SOURCES) scripts/build.ts tsconfig.build.json
	rm -rf dist
	tsc -p tsconfig.build.json
	node --no-warnings scripts/build.ts
	@touch $@
