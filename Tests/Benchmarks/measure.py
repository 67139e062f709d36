"""What a command costs, and files of pages to try it on."""
import os, statistics, subprocess, time
from dataclasses import dataclass

FORMSCAN = os.path.abspath(".build/release/formscan")


@dataclass
class Cost:
    """Seconds of CPU of a command and all its children, seconds by the clock, and MB of its largest process."""
    cpu: float
    wall: float
    peak: float


def cost(*commands, env=None):
    """Runs commands side by side to their ends: CPU summed, the largest peak."""
    start = time.monotonic()
    running = [subprocess.Popen(command, env={**os.environ, **(env or {})}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
               for command in commands]
    total = Cost(0, 0, 0)
    for process in running:
        said = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # 3 says that some documents need a person's look.
        if process.returncode not in (0, 3):
            raise SystemExit(f"{' '.join(process.args[:6])} … ended with {process.returncode}:\n{said[-2000:]}")
        total.cpu += usage.ru_utime + usage.ru_stime
        total.peak = max(total.peak, usage.ru_maxrss / 1024)
    total.wall = time.monotonic() - start
    return total


def median(costs):
    return Cost(*(statistics.median(getattr(one, name) for one in costs) for name in ("cpu", "wall", "peak")))


def formscan(*words):
    subprocess.run([FORMSCAN, *words], check=True, stdout=subprocess.DEVNULL)


def specimen(folder, name, *words):
    """Draws a file of pages, and gives its path; the same words always give the same pages."""
    formscan("specimen", *words, "--name", name, "--output", folder)
    return next(os.path.join(folder, f"{name}.{end}") for end in ("pdf", "tif") if os.path.exists(f"{folder}/{name}.{end}"))


def copies(pdf, count, folder):
    """Copies of a PDF that differ by a remark behind their ends: a file that comes twice would be read once."""
    paths = []
    with open(pdf, "rb") as source:
        content = source.read()
    for number in range(count):
        paths.append(os.path.join(folder, f"copy-{number:04}.pdf"))
        with open(paths[-1], "wb") as target:
            target.write(content + b"\n%%%d\n" % number)
    return paths
