"""Changes on a host where Asterisk runs: it is reloaded, and asked what it runs. Needs root and `make lab`."""
import os
import shutil
import subprocess
import sys
import time
import uuid

ROOT = os.path.abspath(f"{os.path.dirname(__file__)}/../../.lab/asterisk-22")
MODULES = """pbx_config res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_pjproject
    res_crypto res_http_websocket res_pjsip res_pjsip_session res_pjsip_authenticator_digest chan_pjsip
    app_voicemail app_queue app_dial"""


def rows(bench, row):
    """The rows; none where no Asterisk can be run."""
    if os.getuid() != 0 or not os.path.exists(f"{ROOT}/usr/sbin/asterisk"):
        print("no rows with a running Asterisk: they need root and make lab", file=sys.stderr)
        return []
    base = f"{ROOT}/runs/{uuid.uuid4().hex[:8]}"
    process = None
    try:
        configure(base)
        process = subprocess.Popen(console(base) + ["-f", "-n"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        question = console(base) + ["-rx", "core waitfullybooted"]
        while subprocess.run(question, capture_output=True).returncode:
            if process.poll() is not None:
                sys.exit("Asterisk did not start")
            time.sleep(0.1)
        bench.furnish("running", 1000)
        bench.tool("running", "settings", "set", "asteriskDir", f"{base}/etc/asterisk/xcally", "--quiet")
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
            row("`asterisk -rx`, one question", bench.peer(console(base) + ["-rx", "core show version"])),
        ]
    finally:
        if process:
            process.kill()
            process.wait()
        shutil.rmtree(base, ignore_errors=True)


def console(base):
    return ["chroot", ROOT, "/usr/sbin/asterisk", "-C", f"{base.removeprefix(ROOT)}/etc/asterisk/asterisk.conf"]


def configure(base):
    """A run directory whose socket has one path for Asterisk and for the tool."""
    inside = f"{ROOT}{ROOT}"
    if not os.path.islink(inside):
        os.makedirs(os.path.dirname(inside), exist_ok=True)
        os.symlink("/".join([".."] * (ROOT.count("/") - 1)), inside)
    for directory in ["etc/asterisk/xcally", "run", "log", "spool", "lib", "data"]:
        os.makedirs(f"{base}/{directory}")
    places = {"astetcdir": "etc/asterisk", "astvarlibdir": "lib", "astdbdir": "lib", "astkeydir": "lib",
              "astspooldir": "spool", "astrundir": "run", "astlogdir": "log"}
    files = {
        "asterisk.conf": "[directories]\n" + "".join(f"{key} => {base}/{place}\n" for key, place in places.items()),
        "modules.conf": "[modules]\nautoload = no\n" + "".join(f"load = {name}.so\n" for name in MODULES.split()),
        "logger.conf": "[general]\n[logfiles]\n",
        "pjsip.conf": "[udp]\ntype = transport\nprotocol = udp\nbind = 127.0.0.9:5070\n",
        "queues.conf": "[general]\n", "voicemail.conf": "[general]\n", "extensions.conf": "[general]\n",
    }
    for kind in ["pjsip", "queues", "voicemail", "extensions"]:
        files[f"{kind}.conf"] += f"#tryinclude xcally/{kind}_agents.conf\n"
    for name, text in files.items():
        with open(f"{base}/etc/asterisk/{name}", "w", encoding="utf-8") as file:
            file.write(text)
