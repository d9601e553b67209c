# xcally-agents: build, test, show.

SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
TO       = $(DESTDIR)$(PREFIX)
RELEASE  = .build/release/xcally-agents
# One binary that needs glibc, libsqlite3, libcrypt, libyaml and zlib, but no Swift. What each flag saves of a start is in
# docs/decisions/0007-start-up.md. For libstdc++ there is no flag: the linker finds its archive alone in a directory.
ARCHIVES = $(CURDIR)/.build/archives
STATIC   = --static-swift-stdlib -Xlinker -s -Xswiftc -Xclang-linker -Xswiftc -no-pie -Xswiftc -L$(ARCHIVES) \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xswiftc -Osize -Xlinker --no-export-dynamic -Xlinker --icf=safe

# Tests start processes, so running a few tests at a time is faster than all at once.
TEST     = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 $(SWIFT) test

# Long suites: they run the built program or Asterisk many times, or need root.
LONG     = Transcript|RoundTrip|Resilience|Account|Shell|Lab

# The program prints the completion scripts.
SCRIPT   = umask 022; $(RELEASE) --generate-completion-script

.PHONY: demo test unit examples check check-field docc build install install-files lab bench fuzz format docs clean packages

## Builds the tool and shows the main job: agents, their files, and a phone that registers.
demo: build lab
	Tests/Demo/demo $(RELEASE)

## All tests, including those with a live Asterisk.
test: packages lab examples
	$(TEST)

## The tests that need no live Asterisk and no root: under a minute after the build.
unit: packages examples
	$(TEST) --skip '^($(LONG))Tests\.'

## The programs of docs/examples, out of the same build: the tests run them.
examples: packages
	$(SWIFT) build --build-tests
	$(SWIFT) build --package-path docs/examples --scratch-path .build

## Format, warnings as errors, what the program links, generated documents current, the reference without a warning.
check: packages
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests docs/examples
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	Tests/Size/check .build/debug/xcally-agents $(wildcard $(RELEASE))
	$(SWIFT) test --skip-build --filter DocumentTests
	Tests/DocC/build Agents AgentsModel

## The reference of the library, warnings as errors.
docc: packages
	$(SWIFT) build --target Agents
	Tests/DocC/build Agents AgentsModel

## Tries the steps of CONTRIBUTING for a new field in a scratch copy. Run it before a release.
check-field: packages
	Tests/CheckField/check-field

## The release binary.
build: packages
	mkdir -p $(ARCHIVES)
	ln -sf "$$(clang -print-file-name=libstdc++.a)" $(ARCHIVES)/
	$(SWIFT) build -c release --product xcally-agents $(STATIC)
	Tests/Size/check $(RELEASE)

## The binary, completions for three shells, and the manual.
install: build
	$(MAKE) install-files

## The steps of `install` after the build.
install-files:
	install -D -m 0755 $(RELEASE) $(TO)/bin/xcally-agents
	install -d $(TO)/share/bash-completion/completions $(TO)/share/zsh/site-functions \
	  $(TO)/share/fish/vendor_completions.d $(TO)/share/man/man1
	$(SCRIPT) bash > $(TO)/share/bash-completion/completions/xcally-agents
	$(SCRIPT) zsh > $(TO)/share/zsh/site-functions/_xcally-agents
	$(SCRIPT) fish > $(TO)/share/fish/vendor_completions.d/xcally-agents.fish
	install -m 0644 docs/man/*.1 $(TO)/share/man/man1

## A real Asterisk 16 and 22 under .lab/. It takes seconds if they are there.
lab:
	Tests/Lab/prepare 16
	Tests/Lab/prepare 22

## Times and memory, compared with named peers in one run.
bench: build
	Tests/Bench/bench $(RELEASE)

## Searches for bytes that break the CSV reader, guided by coverage, for a minute.
fuzz:
	Tests/Fuzz/fuzz 60

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests docs/examples

## Generates the documents that come from the program.
docs: packages
	UPDATE_DOCUMENTS=1 $(SWIFT) test --filter DocumentTests

clean:
	$(SWIFT) package clean

packages:
	@.ci/packages
