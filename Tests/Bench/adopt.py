"""Taking over a large centre: templates, includes, mailboxes and queues, for `bench`. The cut-over needs root and `make lab`."""
import os
import sys

import asterisk

PHONES = 10_000
QUEUES = 50
FILES = 20
MODULES = """pbx_config res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb res_crypto
    res_http_websocket res_rtp_asterisk codec_ulaw codec_alaw app_voicemail app_queue app_dial chan_sip"""


def rows(bench, row, at_most, times):
    os.makedirs(f"{bench.directory}/adopt")
    if not asterisk.can_run(16):
        print("no rows of a cut-over: they need root and make lab", file=sys.stderr)
        return [looking(bench, f"{bench.directory}/adopt/asterisk", at_most, times)]
    with asterisk.Running(16, MODULES, {}, write) as directory:
        found = [looking(bench, directory, at_most, times)]
        bench.tool("adopt", "settings", "set", "asteriskDir", f"{directory}/xcally", "--quiet")
        cut_over = [bench.tool("adopt", *words(directory), "--cut-over", "--yes")]
        back = [bench.tool("adopt", "adopt", directory, "--roll-back", "--yes")]
        return found + [
            at_most(f"`adopt --cut-over` of {PHONES:,} phones where Asterisk 16 runs", times(cut_over), 30_000),
            row(f"`adopt --roll-back` of {PHONES:,} phones", times(back))]


def words(directory):
    return ["adopt", directory, "--domain", "example.org"]


def looking(bench, directory, at_most, times):
    if not os.path.exists(directory):
        os.makedirs(directory)
        write(directory)
    runs = [bench.tool("adopt", *words(directory)) for _ in range(5)]
    return at_most(f"`adopt`, looking at {PHONES:,} phones", times(runs), 2000, 200)


def write(directory):
    """Phones in files of their own, each with a template and every fourth with two; every second has a mailbox."""
    os.makedirs(f"{directory}/phones.d")
    texts = {
        "sip.conf": """[general]
udpbindaddr=127.0.0.9:5060
realm=pbx.example.org
[desk](!)
type=friend
host=dynamic
context=internal
disallow=all
allow=alaw
nat=force_rport,comedia
[group](!)
callgroup=1
pickupgroup=1
#include phones.d/*.conf
""",
        "voicemail.conf": "[general]\nformat=wav\n[default]\n", "queues.conf": "[general]\n",
        "extensions.conf": "[general]\n[internal]\n",
    }
    for number in range(PHONES):
        name, file = 10000 + number, f"phones.d/{number % FILES:02}.conf"
        group = ",group" if number % 4 == 0 else ""
        box = f"mailbox={name}@default\n" if number % 2 else ""
        texts[file] = texts.get(file, "") + (
            f"; number {number}\n[{name}](desk{group})\nsecret=s3cret-{name}\n"
            f'callerid="Agent {name}" <{name}>\n{box}')
        if number % 2:
            texts["voicemail.conf"] += f"{name} => 4826{number % 10},Agent {name},a{name}@example.org\n"
        texts["extensions.conf"] += f"exten => {name},1,Dial(SIP/{name},20)\n"
    for queue in range(QUEUES):
        members = "".join(f"member => SIP/{10000 + number},{number % 3}\n"
                          for number in range(queue, PHONES, QUEUES))
        texts["queues.conf"] += f"[queue{queue}]\nstrategy=rrmemory\ntimeout=15\nringinuse=no\n{members}"
    for name, text in texts.items():
        with open(f"{directory}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
