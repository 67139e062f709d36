"""Tries 'formscan ingest' as machines treat it, and holds the store and the folders against what was put in.

    campaign.py FORMSCAN [--kills 200] [--documents 60] [--seed 1] [--only PART,PART]

After every part: each good file is in done/ with its bytes, once; each has one record, equal to that of a plain run; each damaged one is
in quarantine with its reason; nothing is left in working/; the audit log holds.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
parser.add_argument("formscan")
parser.add_argument("--kills", type=int, default=200)
parser.add_argument("--documents", type=int, default=60)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--only")
options = parser.parse_args()
formscan = os.path.abspath(options.formscan)
chance = random.Random(options.seed)
parts = {}


def part(body):
    parts[body.__name__] = body
    return body


def digest(file):
    return hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()


def files(folder):
    return [f for f in sorted(folder.rglob("*")) if f.is_file() and not f.name.endswith(".why.txt") and f.name != ".lock"]


def children(process):
    """Numbers of the processes that it has started."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may hold anything.
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == process:
            found.append(int(status.parent.name))
    return found


class Yard:
    """A drop folder with a store, in a folder of its own."""

    def __init__(self, home, settings=""):
        self.home = pathlib.Path(home)
        (self.home / "incoming").mkdir(parents=True)
        self.pipeline = self.home / "night.yaml"
        self.pipeline.write_text(
            "pipeline: faults\nstages: { read: { workers: 2 } }\n"
            f"ingest: {{ settle: 0.1 s, batch: 4{settings} }}\n")
        self.good, self.bad, self.copies = {}, {}, 0

    def drop(self, file, name=None, kind="good"):
        """Copies a file in, as a supplier would: under an unfinished name first."""
        name = name or file.name
        draft = self.home / "incoming" / (name + ".part")
        draft.write_bytes(file.read_bytes())
        os.utime(draft, (1764000000, 1764000000))
        draft.rename(self.home / "incoming" / name)
        if kind == "copy":
            self.copies += 1
        else:
            (self.good if kind == "good" else self.bad)[name] = digest(file)

    def start(self, before=(), **more):
        command = [*before, formscan, "ingest", "--pipeline", str(self.pipeline), "--incoming", str(self.home / "incoming"),
                   "--output", str(self.home / "night")]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **more)

    def finish(self, before=()):
        """Runs it to its end."""
        process = self.start(before)
        try:
            said, _ = process.communicate(timeout=1200)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise SystemExit("it does not come to its end: " + process.communicate()[0][-2000:])
        if process.returncode not in (0, 3, 4):
            raise SystemExit(f"it ended with {process.returncode}: {said[-2000:]}")
        return said

    def check(self, reference, name):
        """Holds everything against what was put in."""
        wrong = []
        done = [digest(f) for f in files(self.home / "done")]
        for file, sha in self.good.items():
            if done.count(sha) < 1:
                wrong.append(f"{file} is not in done/")
        if len(done) != len(self.good) + self.copies:
            wrong.append(f"{len(done)} files in done/, not {len(self.good)} and {self.copies} copies")
        held = {digest(f) for f in files(self.home / "quarantine")}
        for file, sha in self.bad.items():
            if sha not in held:
                wrong.append(f"{file} is not in quarantine/")
        if len(held) != len(set(self.bad.values())):
            wrong.append(f"{len(held)} files in quarantine/, not {len(set(self.bad.values()))}: {[f.name for f in files(self.home / 'quarantine')]}")
        for file in files(self.home / "quarantine"):
            batch, _, inside = str(file.relative_to(self.home / "quarantine")).partition("/")
            reasons = self.home / "quarantine" / (batch + ".why.txt")
            if not reasons.exists() or inside + "\n" not in reasons.read_text():
                wrong.append(f"{file.name} is in quarantine without its reason")
        for folder in ("incoming", "working"):
            if files(self.home / folder):
                wrong.append(f"{folder}/ is not empty: {[f.name for f in files(self.home / folder)]}")
        store = sqlite3.connect(self.home / "night" / "store.sqlite")
        states = dict(store.execute("SELECT state, count(*) FROM arrivals GROUP BY state"))
        expected = {"done": len(self.good), "quarantined": len(set(self.bad.values())), "duplicate": self.copies}
        if states != {state: count for state, count in expected.items() if count}:
            wrong.append(f"the store has {states}, not {expected}")
        stored = {}
        for record, text in store.execute(
                "SELECT r.id, e.json FROM records r JOIN emissions e ON e.record = r.id AND e.number = r.emission "
                "WHERE r.superseded IS NULL"):
            record = json.loads(text)
            if record["source"]["sha256"] in stored:
                wrong.append(f"two records of {record['source']['file']}")
            stored[record["source"]["sha256"]] = record
        for file, sha in self.good.items():
            one, other = stored.pop(sha, None), reference[sha]
            if one is None:
                wrong.append(f"no record of {file}")
            elif [one[k] for k in ("fields", "form", "pages", "id")] != [other[k] for k in ("fields", "form", "pages", "id")]:
                wrong.append(f"the record of {file} is not that of a plain run")
        if stored:
            wrong.append(f"{len(stored)} records of no file that was put in")
        audit = subprocess.run([formscan, "audit", "verify", "--store", str(self.home / "night" / "store.sqlite")],
                               capture_output=True, text=True)
        if audit.returncode != 0:
            wrong.append("the audit log: " + audit.stdout + audit.stderr)
        if not list((self.home / "night").glob("report-*.html")):
            wrong.append("there is no report")
        print(f"{name}: " + (f"{len(self.good)} read, {len(self.bad)} set aside, {self.copies} duplicates: all right"
                             if not wrong else "WRONG"), flush=True)
        for line in wrong:
            print("  " + line, flush=True)
        return not wrong


def kill_often(yard, kills, longest=6.0):
    """Starts it again and again, and kills it with its children, or one of them, at a random moment."""
    ended = 0
    for number in range(kills):
        process = yard.start()
        try:
            process.wait(timeout=chance.uniform(0.02, longest))
            ended += 1
            process.stdout.close()
            if ended > 3 and not files(yard.home / "working") and not files(yard.home / "incoming"):
                return number
        except subprocess.TimeoutExpired:
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                # The one in charge alone: its children must end by themselves.
                process.kill()
            process.wait()
            process.stdout.close()
    return kills


@part
def killed(yard, scans, reference):
    """kill -9 at random moments, over all documents."""
    left, made = options.kills, 0
    scans = list(scans)
    while left > 0:
        # New ones, until it was killed often enough.
        for scan in scans:
            yard.drop(scan)
        made = kill_often(yard, left)
        left -= made
        if made < options.kills and left > 0:
            ok = yard.check(reference, f"killed {options.kills - left} times so far")
            if not ok:
                return False
            shutil.rmtree(yard.home)
            yard.__init__(yard.home)
    yard.finish()
    return yard.check(reference, f"killed {options.kills} times")


@part
def worker_killed(yard, scans, reference):
    """The process that reads is killed, also by what a crash sends it; the one in charge goes on."""
    # On a slow machine every kill may meet the same page; the tenth would set its file aside.
    yard.pipeline.write_text(yard.pipeline.read_text().replace("batch: 4", "batch: 4, attempts: 10"))
    for scan in scans[:12]:
        yard.drop(scan)
    process = yard.start()
    for _ in range(9):
        time.sleep(chance.uniform(0.3, 1.5))
        for reader in children(process.pid):
            try:
                os.kill(reader, chance.choice([signal.SIGSEGV, signal.SIGKILL, signal.SIGABRT]))
            except ProcessLookupError:
                pass
    process.communicate(timeout=1200)
    yard.finish()
    return yard.check(reference, "the reading process killed 9 times")


@part
def duplicates(yard, scans, reference):
    """A storm of the same files under other names, with kills."""
    for scan in scans[:6]:
        yard.drop(scan)
        for copy in range(6):
            yard.drop(scan, f"copy-{copy}-{scan.name}", "copy")
    kill_often(yard, 8, 3)
    yard.finish()
    for scan in scans[:6]:
        yard.drop(scan, "again-" + scan.name, "copy")
    yard.finish()
    return yard.check(reference, "a storm of duplicates")


@part
def damaged(yard, scans, reference):
    """Damaged files among good ones."""
    for scan in scans[:4]:
        yard.drop(scan)
    made = yard.home / "made"
    made.mkdir()
    for number, scan in enumerate(scans[4:16]):
        data = bytearray(scan.read_bytes())
        how = number % 4
        if how == 0:
            data = data[:chance.randrange(20, len(data) // 3)]
        elif how == 1:
            data = data[:8] + bytes(chance.randrange(256) for _ in range(4000))
        elif how == 2:
            data = bytes()  + bytes(chance.randrange(256) for _ in range(number + 1))
        else:
            data = b"%PDF-1.7\n" + bytes([number]) * 100
        file = made / f"damaged-{number}.pdf"
        file.write_bytes(data)
        yard.drop(file, kind="bad")
    yard.finish()
    return yard.check(reference, "damaged files")


@part
def writes_fail(yard, scans, reference):
    """Writes fail beyond a size of file, as on a disk with a quota; later they do not."""
    for scan in scans[:6]:
        yard.drop(scan)
    for blocks in (1, 20, 100, 300):
        process = yard.start(["bash", "-c", f"trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"", "bash"])
        process.communicate(timeout=600)
    yard.finish()
    return yard.check(reference, "failing writes")


@part
def disk_full(yard, scans, reference):
    """A disk that is full at one step or another, and later is not."""
    room = yard.home / "room"
    room.mkdir()
    size = sum(scan.stat().st_size for scan in scans[:3]) // 1024 + 300
    full = 0
    # kB left besides the scans: from what lets nothing begin to what lets all but the last record be written.
    for left in range(0, 3200, 200):
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size + left}k", "tmpfs", str(room)]
        if subprocess.run(mount, capture_output=True).returncode != 0:
            print("disk_full: SKIPPED, for no file system can be mounted here (needs root)", flush=True)
            return True
        try:
            small = Yard(room / "yard")
            for scan in scans[:3]:
                small.drop(scan)
            process = small.start()
            process.communicate(timeout=600)
            full += process.returncode not in (0, 3)
            subprocess.run(["mount", "-o", "remount,size=200m", str(room)], check=True)
            small.finish()
            if not small.check(reference, f"a full disk, {left} kB left"):
                return False
        finally:
            subprocess.run(["umount", "-l", str(room)])
    if full < 8:
        print(f"disk_full: WRONG: the disk was full only {full} times of 16", flush=True)
    return full >= 8


@part
def store_locked(yard, scans, reference):
    """Another process keeps the store locked for longer than anyone waits, from one moment or another on."""
    for round in range(4):
        for scan in scans[round * 3:round * 3 + 3]:
            yard.drop(scan)
        if round == 0:
            # There is a store from here on.
            yard.finish()
            continue
        process = yard.start()
        time.sleep(chance.uniform(0.5, 2.5))
        store = sqlite3.connect(yard.home / "night" / "store.sqlite", isolation_level=None, timeout=30)
        store.execute("BEGIN EXCLUSIVE")
        time.sleep(15)
        store.execute("ROLLBACK")
        store.close()
        process.communicate(timeout=600)
    yard.finish()
    return yard.check(reference, "a locked store")


@part
def clock_jumps(yard, scans, reference):
    """The clock is another at each start, and jumps while a batch is read."""
    shim, offset = yard.home / "clock.so", yard.home / "offset"
    source = pathlib.Path(__file__).with_name("clock.c")
    compiler = next((name for name in ("clang", "cc", "gcc") if shutil.which(name)), None)
    if not compiler or subprocess.run([compiler, "-shared", "-fPIC", "-O", "-o", str(shim), str(source)]).returncode != 0:
        print("clock_jumps: SKIPPED, for there is no C compiler", flush=True)
        return True
    day, days = 86400, set()
    for number, (first, then) in enumerate([(-3 * day, -3 * day), (400 * day, 399 * day), (-day, 30 * day), (3600, -3600)]):
        yard.drop(scans[number])
        offset.write_text(str(first))
        days.add(time.strftime("%Y-%m-%d", time.gmtime(time.time() + first)))
        process = yard.start(["env", f"LD_PRELOAD={shim}", f"CLOCK_OFFSET={offset}"])
        # It is reading by then.
        time.sleep(1.5)
        offset.write_text(str(then))
        said, _ = process.communicate(timeout=600)
        if process.returncode not in (0, 3):
            print(f"clock_jumps: WRONG: it ended with {process.returncode}: {said[-500:]}", flush=True)
            return False
    begun = {batch.name[:10] for batch in (yard.home / "done").iterdir()}
    if not days <= begun:
        print(f"clock_jumps: WRONG: batches of {sorted(begun)}, not of {sorted(days)}", flush=True)
        return False
    yard.finish()
    return yard.check(reference, "clock jumps")


def main():
    with tempfile.TemporaryDirectory(prefix="formscan-faults-") as home:
        home = pathlib.Path(home)
        subprocess.run([formscan, "specimen", "n5b", "--count", str(max(16, options.documents)), "--severity", "clean",
                        "--output", str(home / "scans")], check=True, stdout=subprocess.DEVNULL)
        scans = sorted(f for f in (home / "scans").iterdir() if f.suffix in (".pdf", ".tif"))
        subprocess.run([formscan, "run", str(home / "scans"), "--output", str(home / "plain")], stdout=subprocess.DEVNULL)
        reference = {}
        for file in (home / "plain" / "records").iterdir():
            record = json.loads(file.read_text())
            reference[record["source"]["sha256"]] = record
        ok = True
        for name, body in parts.items():
            if options.only is None or name in options.only.split(","):
                ok = body(Yard(home / name), scans, reference) and ok
        return 0 if ok else 1


sys.exit(main())
