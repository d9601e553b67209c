"""Logins: an unknown name must take as long as the name of an agent in any state."""
import os
import subprocess

RUNS = 200
SHARE = 0.02

# The states of the agent, made with SQL, each in its own centre.
STATES = {
    "a known name": None,
    "a disabled agent": "UPDATE agent SET disabled = 1",
    "a locked agent": "UPDATE agent SET locked = 1, lockedAt = '2026-01-02T03:04:05.678Z'",
    "an expired password": "UPDATE agent SET passwordResetAt = '2001-01-02T03:04:05.678Z'",
}


def rows(bench, row, times):
    """One row for each state, measured alternately with the unknown name and compared with it."""
    wrong = bench.file("wrong", "Aa1!wrong-word\n")
    names = {what: f"login{number}" for number, what in enumerate(STATES)}
    for what, centre in names.items():
        furnish(bench, centre, STATES[what])
    runs = {what: [] for what in ["an unknown name", *STATES]}
    for turn in range(RUNS + 1):
        for what in runs:
            run = attempt(bench, names.get(what, "login0"),
                          "agent1000" if what in names else "ghost", wrong)
            # The first run reads programs from the disk.
            if turn:
                runs[what].append(run)
    unknown = times(runs["an unknown name"])
    found = [row("`verify-password`, wrong, an unknown name", unknown)]
    for what in STATES:
        measured = times(runs[what])
        apart = abs(measured.milliseconds / unknown.milliseconds - 1)
        found.append(row(f"`verify-password`, wrong, {what}: {apart:.1%} apart", measured,
                         f"≤ {SHARE:.0%} apart", apart <= SHARE))
    right = times([attempt(bench, "login0", "agent1000", bench.password, {0})
                   for _ in range(RUNS)])
    return found + [row("`verify-password`, right", right)]


def furnish(bench, centre, sql):
    directory = f"{bench.directory}/{centre}"
    os.makedirs(f"{directory}/asterisk")
    bench.tool(centre, "settings", "set", "asteriskDir", f"{directory}/asterisk/xcally", "--quiet")
    bench.tool(centre, "settings", "set", "maxLoginAttempts", "1000000", "--quiet")
    bench.tool(centre, "create", "agent1000", "--full-name", "Agent 1000", "--email",
               "agent1000@example.com", "--password-file", bench.password, "--quiet")
    if sql:
        subprocess.run(["sqlite3", f"{directory}/agents.db", sql], check=True)


def attempt(bench, centre, name, password, statuses=frozenset({1, 77})):
    return bench.tool(centre, "verify-password", name, "--password-file", password, "--quiet",
                      statuses=statuses)
