# xcally-agents: build, test, show.

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
TO       = $(DESTDIR)$(PREFIX)
RELEASE  = .build/release/xcally-agents
# One binary that needs glibc, libstdc++, libsqlite3, libcrypt and zlib, and no Swift. At a fixed address
# the loader has not 90,000 places to relocate, which took 2 of 8 ms of every start.
STATIC   = --static-swift-stdlib -Xlinker -s -Xswiftc -Xclang-linker -Xswiftc -no-pie

# Tests start processes of their own: a few at a time are faster than all at once.
TEST     = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 $(SWIFT) test

# Suites that start the built program or Asterisk all the time, or need root.
LONG     = Transcript|RoundTrip|Resilience|Account|Shell|Lab

# The completions of a shell come from the program.
SCRIPT   = umask 022; $(RELEASE) --generate-completion-script

.PHONY: demo test unit check check-field build install install-files lab bench fuzz format docs clean packages

## Builds the tool and shows the main job: agents, their files, and a phone that registers.
demo: build lab
	Tests/Demo/demo $(RELEASE)

## All tests, those with a live Asterisk included.
test: packages lab
	$(TEST)

## The tests that need no live Asterisk and no root: under a minute after the build.
unit: packages
	$(TEST) --skip '^($(LONG))Tests\.'

## Format, warnings as errors, generated documents current.
check: packages
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build --filter DocumentTests

## What CONTRIBUTING says of adding a field, tried in a scratch copy; before a release.
check-field: packages
	Tests/CheckField/check-field

## The release binary.
build: packages
	$(SWIFT) build -c release --product xcally-agents $(STATIC)

## The binary, completions for three shells, and the manual.
install: build
	$(MAKE) install-files

## What `install` does when the binary is there.
install-files:
	install -D -m 0755 $(RELEASE) $(TO)/bin/xcally-agents
	install -d $(TO)/share/bash-completion/completions $(TO)/share/zsh/site-functions \
	  $(TO)/share/fish/vendor_completions.d $(TO)/share/man/man1
	$(SCRIPT) bash > $(TO)/share/bash-completion/completions/xcally-agents
	$(SCRIPT) zsh > $(TO)/share/zsh/site-functions/_xcally-agents
	$(SCRIPT) fish > $(TO)/share/fish/vendor_completions.d/xcally-agents.fish
	install -m 0644 docs/man/*.1 $(TO)/share/man/man1

## A real Asterisk 16 and a 22 under .lab/; seconds when they are there.
lab:
	Tests/Lab/prepare 16
	Tests/Lab/prepare 22

## Times and memory beside named peers, in one run.
bench: build
	Tests/Bench/bench $(RELEASE)

## Looks for bytes that break the CSV reader, led by coverage, for a minute.
fuzz:
	Tests/Fuzz/fuzz 60

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

## Documents that are made from the program.
docs: packages
	UPDATE_DOCUMENTS=1 $(SWIFT) test --filter DocumentTests

clean:
	$(SWIFT) package clean

packages:
	@.ci/packages
