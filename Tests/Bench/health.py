"""What is found wrong with a centre, and how long that takes: `doctor`, `status` and `diff`, for `bench`."""

# Milliseconds of `doctor --offline` in a centre of so many agents.
BOUNDS = {1_000: 100, 100_000: 1500}
MEGABYTES = 64


def rows(bench, row, at_most, sizes):
    found = []
    for size in sizes:
        centre = f"health{size}"
        bench.furnish(centre, size)
        include(f"{bench.directory}/{centre}/asterisk")
        bench.tool(centre, "settings", "set", "asteriskReload", "never", "--quiet")
        bench.tool(centre, "apply", "--quiet")
        what = f"`doctor --offline`, {size:,} agents"
        times = measure(bench, centre, "doctor", "--offline")
        bound = BOUNDS.get(size)
        found.append(at_most(what, times, bound, MEGABYTES) if bound else row(what, times))
        found.append(row(f"`status`, {size:,} agents", measure(bench, centre, "status")))
        found.append(row(f"`diff --files`, {size:,} agents", measure(bench, centre, "diff", "--files")))
    return found


def measure(bench, centre, *words):
    """The agents are copies, and the host is no centre: there may be findings."""
    found = frozenset({0, 1})
    return bench.times([bench.tool(centre, *words, statuses=found) for _ in range(5)])


def include(directory):
    """The centre's own files, which include ours."""
    own = {"sip": "[general]\ntcpenable = yes\n", "voicemail": "[general]\n", "queues": "[general]\n",
           "extensions": "[from-sip]\ninclude => xcally-agents\n"}
    for kind, text in own.items():
        with open(f"{directory}/{kind}.conf", "w", encoding="utf-8") as file:
            file.write(f'{text}#include "xcally/{kind}_agents.conf"\n')
