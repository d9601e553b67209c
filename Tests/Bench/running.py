"""Changes on a host where Asterisk runs: it is reloaded, and asked what it runs. Needs root and `make lab`."""
import sys

import asterisk

MODULES = """pbx_config res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject
    res_crypto res_http_websocket res_pjsip res_pjsip_session res_pjsip_authenticator_digest chan_pjsip
    app_voicemail app_queue app_dial"""


def rows(bench, row):
    """The rows; none where no Asterisk can be run."""
    if not asterisk.can_run(22):
        print("no rows with a running Asterisk: they need root and make lab", file=sys.stderr)
        return []
    running = asterisk.Running(22, MODULES, files())
    with running as directory:
        bench.furnish("running", 1000)
        bench.tool("running", "settings", "set", "asteriskDir", f"{directory}/xcally", "--quiet")
        bench.tool("running", "apply", "--quiet")
        bench.create("running")
        first = f"new{bench.counter}"
        found = frozenset({0, 1})
        health = bench.times([bench.tool("running", "doctor", statuses=found) for _ in range(bench.runs)])
        difference = bench.times([bench.tool("running", "diff", statuses=found) for _ in range(bench.runs)])
        return [
            row("`create` where Asterisk 22 runs, 1,000 agents",
                bench.times([bench.create("running") for _ in range(bench.runs)])),
            row("`edit` of a name where Asterisk 22 runs, 1,000 agents",
                bench.times([bench.move("running", first, 0) for _ in range(bench.runs)])),
            row("`doctor` where Asterisk 22 runs, 1,000 agents", health, "≤ 300 ms", health.milliseconds <= 300),
            row("`diff` where Asterisk 22 runs, 1,000 agents", difference),
            row("`asterisk -rx`, one question", bench.peer(running.console + ["-rx", "core show version"])),
        ]


def files():
    own = {
        "pjsip.conf": "[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.9:5070\n",
        "queues.conf": "[general]\n", "voicemail.conf": "[general]\n", "extensions.conf": "[general]\n",
    }
    return {name: f"{text}#tryinclude xcally/{name.removesuffix('.conf')}_agents.conf\n"
            for name, text in own.items()}
