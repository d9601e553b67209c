"""What does not depend on the machine: disk syncs and instructions of a run, and its time on a slow disk, for `bench`.

A slow disk is made by a library that sleeps in fsync(2) and fdatasync(2): 8 ms, as a spinning disk takes.
"""
import os
import re
import shutil
import subprocess

SLEEP = 8
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slowly(const char *name, int file) {
  int (*call)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  usleep(%d * 1000);
  return call(file);
}
int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
""" % SLEEP


class Count:
    """One verb: how it is run, and its bounds."""

    def __init__(self, what, words, syncs=None):
        self.what, self.words, self.syncs = what, words, syncs


def verbs(number, password):
    """Commands that can be run again and again: `number` makes them differ."""
    name, other = f"counted{number}", f"again{number}"
    create = ["--full-name", "New Agent", "--password-file", password]
    return [
        Count("`--version`", ["--version"], 0),
        Count("`show`", ["show", "agent1050"], 0),
        Count("`edit`, nothing changed", ["edit", "agent1050", "--full-name", "Agent 1050"], 0),
        Count("`edit`, no file", ["edit", "agent1050", "--alias", f"Alias {number}"], 2),
        Count("`edit`, one file", ["edit", "agent1050", "--set", f"callGroup={number % 60}"], 5),
        Count("`create --voicemail`, three files",
              ["create", name, "--email", f"{name}@example.com", "--voicemail", *create], 8),
        Count("`create`, two files", ["create", other, "--email", f"{other}@example.com", *create], 8),
        Count("`disable`", ["disable", name]),
        Count("`delete`", ["delete", name, "--yes"]),
        Count("`delete --permanent`, which erases", ["delete", name, "--permanent", "--yes"]),
        Count("`apply`, nothing to do", ["apply"], 0),
    ]


def rows(bench):
    """The lines of the table, and whether all bounds are met."""
    shim = slow_disk(bench)
    stripped = f"{bench.directory}/stripped"
    subprocess.run(["strip", "--strip-debug", "-o", stripped, bench.binary], check=True)
    bench.furnish("counted", 100)
    bench.tool("counted", "apply")
    lines = [f"| What | Syncs | Bound | Met | Instructions | {SLEEP} ms a sync |",
             "| --- | ---: | ---: | --- | ---: | ---: |"]
    passes = True
    for *traced, counted, slow in zip(*(verbs(number, bench.password) for number in range(5))):
        # The median: about every tenth change also empties the log, which takes three syncs more.
        syncs = sorted(count_syncs(bench, one.words) for one in traced)[1]
        instructions = count_instructions(bench, stripped, counted.words)
        environment = bench.environment("counted") | {"LD_PRELOAD": shim}
        time = bench.once([bench.binary, *slow.words], environment)[0]
        isMet = slow.syncs is None or syncs <= slow.syncs
        passes = passes and isMet
        bound = "" if slow.syncs is None else f"≤ {slow.syncs}"
        met = "" if slow.syncs is None else "yes" if isMet else "**no**"
        lines.append(f"| {slow.what} | {syncs} | {bound} | {met} | {instructions / 1e6:.1f} M | {time:.0f} ms |")
    return "\n".join(lines) + "\n", passes


def slow_disk(bench):
    source = bench.file("slow.c", SHIM)
    shim = f"{bench.directory}/slow.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    return shim


def count_syncs(bench, words):
    trace = f"{bench.directory}/trace"
    subprocess.run(
        ["strace", "-f", "-qq", "-o", trace, "-e", "trace=fsync,fdatasync,msync,sync_file_range,syncfs",
         bench.binary, *words],
        check=True, env=bench.environment("counted"), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(trace, encoding="utf-8") as file:
        return sum("sync" in line for line in file)


def count_instructions(bench, program, words):
    """valgrind cannot read Swift's debugging information, so the program has none."""
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *words],
        check=True, env=bench.environment("counted"), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"Collected : (\d+)", result.stderr).group(1))
