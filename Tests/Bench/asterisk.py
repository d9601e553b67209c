"""An Asterisk of the lab that runs while something is measured. Needs root and `make lab`."""
import os
import shutil
import subprocess
import sys
import time
import uuid


def root(version):
    return os.path.abspath(f"{os.path.dirname(__file__)}/../../.lab/asterisk-{version}")


def can_run(version):
    return os.getuid() == 0 and os.path.exists(f"{root(version)}/usr/sbin/asterisk")


class Running:
    """Gives its configuration directory, whose path is one for Asterisk and for the tool."""

    def __init__(self, version, modules, files, prepare=lambda directory: None):
        self.root = root(version)
        self.base = f"{self.root}/runs/{uuid.uuid4().hex[:8]}"
        self.directory = f"{self.base}/etc/asterisk"
        self.console = ["chroot", self.root, "/usr/sbin/asterisk", "-C",
                        f"{self.directory.removeprefix(self.root)}/asterisk.conf"]
        self.modules, self.files, self.prepare, self.process = modules, files, prepare, None

    def __enter__(self):
        try:
            self.configure()
            self.process = subprocess.Popen(self.console + ["-f", "-n"], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            question = self.console + ["-rx", "core waitfullybooted"]
            while subprocess.run(question, capture_output=True).returncode:
                if self.process.poll() is not None:
                    sys.exit("Asterisk did not start")
                time.sleep(0.1)
        except BaseException:
            self.__exit__()
            raise
        return self.directory

    def __exit__(self, *_):
        if self.process:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.base, ignore_errors=True)

    def configure(self):
        inside = f"{self.root}{self.root}"
        if not os.path.islink(inside):
            os.makedirs(os.path.dirname(inside), exist_ok=True)
            os.symlink("/".join([".."] * (self.root.count("/") - 1)), inside)
        for name in ["etc/asterisk/xcally", "run", "log", "spool", "lib", "data"]:
            os.makedirs(f"{self.base}/{name}")
        places = {"astetcdir": "etc/asterisk", "astvarlibdir": "lib", "astdbdir": "lib", "astkeydir": "lib",
                  "astspooldir": "spool", "astrundir": "run", "astlogdir": "log"}
        lines = "".join(f"{key} => {self.base}/{place}\n" for key, place in places.items())
        modules = "".join(f"load = {name}.so\n" for name in self.modules.split())
        files = {"asterisk.conf": f"[directories]\n{lines}", "logger.conf": "[general]\n[logfiles]\n",
                 "modules.conf": f"[modules]\nautoload = no\n{modules}"}
        for name, text in (files | self.files).items():
            with open(f"{self.directory}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        self.prepare(self.directory)
