"""A centre in a file: `centre export`, `diff` and `apply`, for `bench`."""

AGENTS, QUEUES, TEAMS = 10_000, 200, 20


def rows(bench, row, at_most, times):
    path = f"{bench.directory}/centre.yaml"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text())
    centre = "state"
    bench.furnish(centre, 1)
    words = ("--max-change", "100%", "--no-apply", "--quiet")
    first = bench.tool(centre, "centre", "apply", path, *words)
    shown = f"{AGENTS:,} agents and {QUEUES} queues"
    runs = [bench.tool(centre, "centre", "export", "--output", path) for _ in range(3)]
    found = [row(f"`centre apply`, {shown}, all new", times([first])),
             row(f"`centre export`, {shown}", times(runs))]
    runs = [bench.tool(centre, "centre", "diff", path) for _ in range(5)]
    found.append(at_most("`centre diff`, the same, nothing differs", times(runs), 2000))
    runs = [change(bench, centre, path, number) for number in range(5)]
    found.append(at_most("`centre apply`, the same, one agent changes", times(runs), 2000))
    return found


def change(bench, centre, path, number):
    """One agent gets another alias; its file is written as well."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().replace("  agent5000:\n", f"  agent5000:\n    alias: A{number}\n", 1)
    other = bench.file("other.yaml", lines)
    return bench.tool(centre, "centre", "apply", other, "--quiet")


def text():
    lines = ["centre: 1", "queues:"]
    lines += [f"  voice:q{number}: {{strategy: rrmemory, timeout: 15}}" for number in range(QUEUES)]
    lines += ["teams:"] + [f"  t{number}: {{}}" for number in range(TEAMS)]
    lines += ["agents:"]
    for number in range(AGENTS):
        lines += [f"  agent{number}:", f"    fullname: Agent {number}",
                  f"    email: agent{number}@example.org", f"    internal: \"{100_000 + number}\"",
                  f"    description: \"remark # {number}\"", "    voicemail: true",
                  "    allow: [g722, ulaw]", "    queues:",
                  f"      voice:q{number % QUEUES}: {number % 5}",
                  f"      voice:q{(number * 7 + 1) % QUEUES}: 0", f"    teams: [t{number % TEAMS}]"]
    return "\n".join(lines) + "\n"
