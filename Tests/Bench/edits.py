"""Changes of many agents, how their cost grows, and who waits for them, for `bench`."""
import math
import os
import subprocess
import time

# Seconds of a centre of so many agents.
BOUNDS = {"edit": {10_000: 1.2, 100_000: 12}, "undo": {10_000: 2}}
# Such a change would be asked about.
ALL = ["--max-change", "100%"]
LONGEST_WAIT = 3


class Change:
    """One change of all agents, and the one that undoes it."""

    def __init__(self, what, words, back):
        self.what, self.words, self.back = what, words, back


CHANGES = [
    Change("edit", ["edit", "--where", "internal>0", "--set", "alias=x"],
           ["edit", "--where", "internal>0", "--set", "alias="]),
    Change("disable", ["disable", "--where", "internal>0"], ["enable", "--where", "internal>0"]),
    Change("delete", ["delete", "--where", "internal>0", "--yes"], None),
]


def rows(bench, row, times, sizes):
    found = []
    figures = {change.what: {} for change in CHANGES}
    figures["undo"] = {}
    for size in sizes:
        centre = f"edits{size}"
        bench.furnish(centre, size)
        if size == max(sizes):
            found += waits(bench, row, centre, size)
        figures["undo"][size] = undone(bench, times, centre)
        for change in CHANGES:
            figures[change.what][size] = measure(bench, times, centre, change)
    table = []
    for what in figures:
        for size, figure in figures[what].items():
            bound = BOUNDS.get(what, {}).get(size)
            limit = f"≤ {bound * 1000:g} ms" if bound else ""
            passes = figure.milliseconds <= bound * 1000 if bound else None
            name = "`undo` of that edit" if what == "undo" else f"`{what} --where`"
            table.append(row(f"{name}, {size:,} agents", figure, limit, passes))
        table += growth(row, what, figures[what])
    return table + found


def measure(bench, times, centre, change):
    runs = []
    for _ in range(1 if change.back is None else 3):
        runs.append(bench.tool(centre, *change.words, *ALL, "--no-apply", "--quiet"))
        if change.back:
            bench.tool(centre, *change.back, *ALL, "--no-apply", "--quiet")
    return times(runs)


def undone(bench, times, centre):
    runs = []
    for _ in range(3):
        bench.tool(centre, *CHANGES[0].words, *ALL, "--no-apply", "--quiet")
        runs.append(bench.tool(centre, "undo", "--no-apply", "--quiet"))
    return times(runs)


def growth(row, what, figures):
    """The exponent of the cost: 1 = it follows the agents, and more is named."""
    sizes = sorted(figures)
    found = []
    for small, large in zip(sizes, sizes[1:]):
        if small < 10_000:
            continue
        ratio = figures[large].milliseconds / figures[small].milliseconds
        exponent = math.log(ratio) / math.log(large / small)
        found.append(row(f"`{what} --where`, growth from {small:,} to {large:,}", f"n^{exponent:.2f}",
                         "≤ n^1.1", exponent <= 1.1))
    return found


def waits(bench, row, centre, size):
    """Logins while all agents are edited: none may be turned away, and how long the slowest waits."""
    words = ["edit", "--where", "internal>0", "--set", "alias=waiting", *ALL, "--no-apply",
             "--quiet"]
    environment = bench.environment(centre)
    edit = subprocess.Popen([bench.binary, *words], env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wrong = bench.file("wrong", "Bb2?another-word\n")
    slowest, number = 0.0, 1
    while edit.poll() is None:
        number += 1
        # An agent is locked after a few wrong passwords, so each login is of another one.
        login = [bench.binary, "verify-password", f"agent{1000 + number}", "--password-file", wrong]
        start = time.perf_counter()
        status = subprocess.run(login, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        slowest = max(slowest, time.perf_counter() - start)
        if status != 1:
            return [row(f"logins during an edit of {size:,} agents: one ended with {status}", "", "1", False)]
    if edit.returncode != 0:
        return [row(f"an edit of {size:,} agents during logins ended with {edit.returncode}", "", "0", False)]
    return [row(f"the slowest of {number} logins during an edit of {size:,} agents",
                f"{slowest * 1000:.0f} ms", f"≤ {LONGEST_WAIT * 1000} ms", slowest <= LONGEST_WAIT)]
