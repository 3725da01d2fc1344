# Sleutelbos: `make run` shows it, `make test` proves it. The work is done in .ci/.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

LISTEN ?= 127.0.0.1:8080
DEMO := target/debug/sleutelbos demo --data-dir target/demo --listen $(LISTEN)
TESTED := --workspace --exclude wasm

# Rust where rustup put it, before any of Debian's, also in a shell that has not read its profile or has another HOME.
ACCOUNT_HOME := $(shell getent passwd "$$(id -u)" | cut -d : -f 6)
export HOME ?= $(ACCOUNT_HOME)
export CARGO_HOME ?= $(firstword $(wildcard $(HOME)/.cargo $(ACCOUNT_HOME)/.cargo) $(HOME)/.cargo)
export RUSTUP_HOME ?= $(firstword $(wildcard $(HOME)/.rustup $(ACCOUNT_HOME)/.rustup) $(HOME)/.rustup)
export PATH := $(CARGO_HOME)/bin:$(PATH)
# Every path here and in .ci/ starts at ./target.
unexport CARGO_TARGET_DIR

.PHONY: help run dev test check e2e journeys faults bench release screenshots site site-quick binary browser rust

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 20

run: site binary ## build everything and start the demo (first time 15 minutes, then seconds)
	@$(DEMO)

dev: site-quick binary ## the same without wasm-opt, for while you are changing things
	@$(DEMO)

test: check ## everything that must be true: checks, tests on both databases, journeys in a browser
	@printf 'Testing on SQLite and PostgreSQL (5 minutes the first time) …\n'
	.ci/with-postgres cargo test $(TESTED)
	@$(MAKE) --no-print-directory journeys
	@[ ! -e target/advisories-unchecked ] || printf 'All tests passed, but known advisories were not looked at: their database cannot be reached from here.\n'

# The site comes first: the server embeds it, so without it nothing of the server compiles. It compiles the islands for
# the browser, too; their code is the same on both sides and linted with the server's, so that leptos need not be
# checked a second time with the features of the browser (a minute for the ten lines of app/wasm).
check: rust ## format, lints, arrows, licences and advisories, shell scripts
	cargo fmt --all --check
	cargo fmt --manifest-path app/wasm/bindgen/Cargo.toml --check
	.ci/arrows
	@.ci/need shellcheck
	shellcheck $$(grep -lE '^#!/bin/(ba)?sh' .ci/*)
	.ci/deny
	@$(MAKE) --no-print-directory site
	@printf 'Linting (5 minutes the first time) …\n'
	cargo clippy $(TESTED) --all-targets -- -D warnings

e2e: site binary journeys ## the journeys in Chromium, with and without JavaScript

# With the program as it was last compiled: `make test` has just done so, and asking cargo for it alone would compile sqlx
# and all that stands on it a second time, because the tests' dependencies switch on features of theirs.
journeys: browser
	@cd end2end && node_modules/.bin/tsc --noEmit
	cd end2end && node_modules/.bin/playwright test --project plain --project hydrated

faults: site ## what `make test` does briefly, at length: deeds in any order, broken disks, servers and clocks (half an hour)
	SLEUTELBOS_ROUNDS=100 .ci/with-postgres cargo test -p server --test site random
	SLEUTELBOS_ROUNDS=20 .ci/with-postgres cargo test -p server --test faults working

bench: site ## the figures of docs/benchmarks.md, anew: a quarter of an hour, on a machine that does nothing else
	@printf 'Compiling the server with every optimisation (10 to 15 minutes the first time) …\n'
	cargo bench -p server --bench figures --no-run
	.ci/with-postgres cargo bench -p server --bench figures -- $(CHAPTERS)

release: site ## the program as it is delivered, and what is in it (CycloneDX), in target/release; fails without the database of advisories
	.ci/deny --strict
	@printf 'Compiling the server with every optimisation (10 to 15 minutes) …\n'
	cargo build --locked --release -p server
	.ci/sbom target/release

screenshots: site binary browser ## the pictures of docs/screenshots, anew
	cd end2end && node_modules/.bin/playwright test --project screenshots

site: rust ## what the browser loads: wasm, style, font, in target/site
	@.ci/site

site-quick: rust
	@.ci/site --quick

binary: rust
	@printf 'Compiling the server (5 to 10 minutes the first time) …\n'
	cargo build -p server

browser:
	@.ci/need chromium-headless-shell
	@.ci/node-modules

rust:
	@command -v cargo >/dev/null || { echo 'Rust is missing: see https://rustup.rs, then try again.' >&2; exit 1; }
	@.ci/need cc
