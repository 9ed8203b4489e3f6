# `make` lists what there is. ARGS passes options on: make run ARGS="--port 9000 --no-sample"

.DEFAULT_GOAL := help
.PHONY: help setup build run test soak faults contract check format bench build-time clean

ARGS ?=

# Turns warnings in our own code into errors. The same for check and test, so that SwiftPM builds once for both.
check test soak faults: export CLAIMDESK_STRICT = 1

# SwiftPM passes another flag to the compiler in a terminal than in a pipe, and then compiles everything anew: a
# `make run` by hand after one with its output in a file cost minutes. The same flag everywhere keeps it at seconds.
# Debug information was an eighth of a first build, and nobody who runs or tests has a debugger at it; a crash still names its
# functions. `swift build` by hand has it.
export swift_flags := --no-color-diagnostics -debug-info-format none

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what this machine lacks: libpq, a Postgres server (Debian, Ubuntu)
	@scripts/setup

build: setup ## build the release binary, .build/release/claimdesk
	@echo "Building claimdesk; the first time takes some minutes."
	@swift build -c release --product claimdesk $(swift_flags)

# exec: claimdesk takes the shell's place, so Ctrl-C and SIGTERM reach it itself, and make waits until it has stopped.
run: build ## start the desk with its own Postgres under .claimdesk/; Ctrl-C stops all of it
	@exec .build/release/claimdesk dev $(ARGS)

test: setup ## run every test (ARGS="--filter Lease" for some)
	@swift test --parallel $(swift_flags) $(ARGS)

soak: SECONDS ?= 600
soak: export SOAK_SECONDS = $(SECONDS)
soak: setup ## random histories for longer (SECONDS=600; SOAK_SEED=… repeats one), and ten thousand claims
	@swift test $(swift_flags) --filter 'ModelTests|ShortLeaseTests'

faults: MINUTES ?= 20
faults: export FAULTS_MINUTES = $(MINUTES)
faults: export FAULTS_SEED = $(SEED)
faults: export FAULTS_ONLY = $(ONLY)
faults: export FAULTS_SKIP = $(SKIP)
faults: setup ## break what the desk stands on, on purpose (MINUTES=20; scripts/faults --help says what else)
	@scripts/faults

contract: build ## requests made up from openapi.json, as every role (EXAMPLES=30, ROLES="editor none"; SEED=… repeats one)
	@scripts/contract $(ARGS)

check: setup ## everything CI checks besides the tests: format, arrows, warnings as errors
	@scripts/check

format: ## rewrite the sources in the project's format
	@swift format --in-place --parallel --recursive Sources Tests Package.swift

bench: ARGS = submit
bench: build ## measure, by default from submission to ready (ARGS="--help" lists the others)
	@exec .build/release/claimdesk bench $(ARGS)

build-time: ## time a first build and a first test from nothing (ARGS="COMMIT COMMIT" side by side)
	@scripts/build-time $(ARGS)

clean: ## remove what was built; the desk's data in .claimdesk/ stays
	@rm -rf .build
