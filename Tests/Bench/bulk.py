"""CSV import and export compared with the sqlite3 shell, for `bench`.

Both read and write the same columns of the same agents in the same run. The shell imports the same rows of agents,
credentials and audit trail into tables with the same schema, indexes and triggers, and synchronous writes as here; it
checks nothing else, computes no hashes, and writes no files.
"""
import hashlib
import os
import shutil
import subprocess
import time

HASH = "$y$j9T$" + "a" * 22 + "$" + "b" * 43


def rows(bench, row, at_most, ratio, times, sizes):
    """The rows of the table. `bench` runs the tool, the others make rows."""
    bulk = Bulk(bench, times)
    found = []
    for size in sizes:
        found += bulk.rows(size, row, at_most, ratio)
    return found


class Bulk:
    def __init__(self, bench, times):
        self.bench, self.times = bench, times

    def rows(self, size, row, at_most, ratio):
        runs = 1 if size > 100_000 else 3
        shown = f"{size:,} agents"
        file = self.file(size)
        imports = [self.bulk_import(size, file) for _ in range(runs)]
        ours = self.times([pair[0] for pair in imports])
        applied = self.times([pair[1] for pair in imports])
        directory = f"{self.bench.directory}/bulk{size}"
        files = self.shell_files(directory)
        shell = self.times([self.shell_import(directory, files) for _ in range(runs)])
        self.export(size)
        pairs = [(self.export_to_pipe(size), self.shell_export(directory))
                 for _ in range(runs + 1)][1:]
        exports = [self.times([pair[index] for pair in pairs]) for index in (0, 1)]
        again = self.times([self.unchanged(size, file) for _ in range(runs)])
        def limited(what, times):
            what = f"{what}, {shown}"
            return at_most(what, times, 3000) if size == 100_000 else row(what, times)

        return [
            at_most(f"`export-csv`, all columns, {shown}", exports[0], megabytes=64),
            row(f"`export-csv --output`, which is on the disk then, {shown}", self.times(
                [self.export(size) for _ in range(runs)])),
            row(f"`sqlite3 -csv`, the same columns, {shown}", exports[1]),
            ratio(f"export, ratio, {shown}", exports[0], exports[1], 0.7),
            at_most(f"`import-csv`, new, with hashes, {shown}", ours, megabytes=200,
                    milliseconds=70_000 if size == 1_000_000 else None),
            row(f"`sqlite3 .import`, the same schema, {shown}", shell),
            ratio(f"import, ratio, {shown}", ours, shell, 0.75),
            limited("`apply` behind it", applied), limited("`import-csv`, unchanged", again),
        ] + self.trail(size, shown, row, at_most)

    def trail(self, size, shown, row, at_most):
        """Checks that the import wrote an audit row for each agent."""
        runs = self.times([self.bench.tool(f"bulk{size}", "audit", "verify") for _ in range(3)])
        what = f"`audit verify`, a trail of {shown}"
        return [at_most(what, runs, 2000) if size == 100_000 else row(what, runs)]

    def file(self, size):
        """New agents with the hash of a login and the digests of a phone."""
        path = f"{self.bench.directory}/new{size}.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write("name,fullname,email,internal,voicemail,phone,passwordHash,sipDigest\n")
            for number in range(size):
                md5 = hashlib.md5(b"%d" % number).hexdigest()
                sha = hashlib.sha256(b"%d" % number).hexdigest()
                file.write(f"agent{number},Agent {number},agent{number}@example.com,"
                           f"{1_000_000 + number},true,+39 010 {number},{HASH},asterisk:{md5}:{sha}\n")
        return path

    def start(self, centre):
        directory = f"{self.bench.directory}/{centre}"
        shutil.rmtree(directory, ignore_errors=True)
        os.makedirs(f"{directory}/asterisk")
        self.bench.tool(centre, "settings", "set", "asteriskDir", f"{directory}/asterisk/xcally",
                        "--quiet")
        return directory

    def bulk_import(self, size, file):
        """The import and, separately, the files for Asterisk."""
        centre = f"bulk{size}"
        self.start(centre)
        first = self.bench.tool(centre, "import-csv", file, "--no-apply")
        return first, self.bench.tool(centre, "apply", "--quiet")

    def unchanged(self, size, file):
        centre = f"bulk{size}"
        database = f"{self.bench.directory}/{centre}/agents.db"
        before = os.stat(database).st_mtime_ns
        result = self.bench.tool(centre, "import-csv", file)
        if os.stat(database).st_mtime_ns != before:
            raise SystemExit("an import of nothing new has written")
        return result

    def export(self, size):
        centre = f"bulk{size}"
        return self.bench.tool(centre, "export-csv", "--output",
                               f"{self.bench.directory}/{centre}/ours.csv")

    def export_to_pipe(self, size):
        """To standard output, like the export of the sqlite3 shell."""
        centre = f"bulk{size}"
        return self.bench.tool(centre, "export-csv",
                               output=f"{self.bench.directory}/{centre}/piped.csv")

    def sqlite(self, database, *commands, output=os.devnull):
        return self.bench.once(["sqlite3", "-bail", database, *commands],
                               self.bench.environment("small"), output=output)

    def shell_export(self, directory):
        with open(f"{directory}/ours.csv", encoding="utf-8") as file:
            columns = file.readline().strip().split(",")
        names = ", ".join(f'"{name}"' for name in columns
                          if name not in ("queues", "teams", "profiles", "kept"))
        return self.sqlite(
            f"{directory}/agents.db", ".mode csv", ".headers on",
            f"SELECT {names}, '' AS queues, '' AS teams, '' AS profiles, '' AS kept FROM agent"
            " WHERE deletedAt = '' ORDER BY name", output=f"{directory}/shell.csv")

    def shell_files(self, directory):
        """Table → its rows as CSV."""
        files = {}
        for table in ("agent", "credential", "audit"):
            files[table] = f"{directory}/{table}.csv"
            self.sqlite(f"{directory}/agents.db", ".mode csv", f"SELECT * FROM {table}",
                        output=files[table])
        return files

    def shell_import(self, directory, files):
        database = f"{directory}/shell.db"
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(database + suffix):
                os.remove(database + suffix)
        schema = subprocess.run(["sqlite3", f"{directory}/agents.db", ".schema --nosys"], check=True,
                                capture_output=True, text=True).stdout
        subprocess.run(["sqlite3", database], check=True, text=True, stdout=subprocess.DEVNULL,
                       input="PRAGMA journal_mode = WAL;\n" + schema)
        return self.sqlite(
            database, "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", ".mode csv", "BEGIN",
            *(f".import {file} {table}" for table, file in files.items()), "COMMIT")


def passwords(bench, count, at_most, hashing, cores):
    """New agents with passwords. Hashing on all cores takes most of the time."""
    path = f"{bench.directory}/passwords.csv"
    with open(path, "w", encoding="utf-8") as file:
        file.write("name,fullname,email,password\n")
        for number in range(count):
            file.write(f"agent{number},Agent {number},agent{number}@example.com,Sunny-Day{number}\n")
    os.makedirs(f"{bench.directory}/hashed", exist_ok=True)
    times = bench.times([bench.tool("hashed", "import-csv", path, "--no-apply")])
    bound = count * hashing.milliseconds / cores
    return [at_most(f"`import-csv`, {count:,} new passwords (1.15 × hashes ÷ cores)", times,
                    round(bound * 1.15))]
