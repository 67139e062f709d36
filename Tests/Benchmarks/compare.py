"""FormScan beside full-page OCR over the same pages; see Scripts/bench."""
import glob, json, os, shutil, subprocess, tempfile
from measure import FORMSCAN, cost, median, specimen
import chart

LP1F, N5B = ("lp1f",), ("n5b",) * 5


def sets(quick):
    """Title, and what `formscan specimen` is asked for."""
    some = ("--sheets", "1,2,3,6,10") if quick else ()
    scans = [("LP1F typed, 300 dpi bitonal", (*LP1F, *some)),
             ("LP1F blank, 300 dpi bitonal", (*LP1F, *some, "--mode", "blank"))]
    if quick:
        return scans
    return [scans[0],
            ("LP1F by hand, 300 dpi bitonal", (*LP1F, "--mode", "handwritten")),
            scans[1],
            ("LP1F typed, 300 dpi grey", (*LP1F, "--color", "grey")),
            ("LP1F blank, 300 dpi grey", (*LP1F, "--color", "grey", "--mode", "blank")),
            ("N5B typed, 200 dpi bitonal", (*N5B, "--dpi", "200")),
            ("N5B blank, 200 dpi bitonal", (*N5B, "--dpi", "200", "--mode", "blank"))]


def pictures(pdf, folder):
    """The PDF's pages as files that Tesseract takes, as they lie in it: JPEGs, else black and white."""
    os.makedirs(folder)
    listed = subprocess.run(["pdfimages", "-list", pdf], check=True, capture_output=True, text=True).stdout.split("\n")[2:]
    are_jpeg = all(" jpeg " in line for line in listed if line)
    subprocess.run(["pdfimages", "-j" if are_jpeg else "-tiff", pdf, f"{folder}/p"], check=True)
    names = sorted(glob.glob(f"{folder}/p*"))
    with open(f"{folder}/list.txt", "w") as out:
        out.write("\n".join(names) + "\n")
    return f"{folder}/list.txt", len(names)


def tools(pdf, pages, out):
    run = [FORMSCAN, "run", pdf, "--output", f"{out}/records", "--workers"]
    ocr = ["tesseract", pages, f"{out}/text", "--psm", "3"]
    return [("formscan run", [*run, "1"], {}),
            ("formscan run, 2 workers", [*run, "2"], {}),
            ("tesseract, 1 thread", ocr, {"OMP_THREAD_LIMIT": "1"}),
            ("tesseract, as it comes", ocr, {}),
            ("ocrmypdf", ["ocrmypdf", "--output-type", "pdf", pdf, f"{out}/text.pdf"], {})]


def stages(records, pages):
    seconds = json.load(open(f"{records}/summary.json"))["seconds"]
    return {name: 1000 * seconds.get(name, 0) / pages for name in ("decode", "identify", "read")}


def main(quick, rounds, scans, output):
    work = tempfile.mkdtemp(prefix="formscan-bench-")
    wanted = [(title, specimen(work, f"set-{place}", *words)) for place, (title, words) in enumerate(sets(quick))]
    wanted += [(os.path.basename(path), path) for path in scans]
    names = [name for name, _, _ in tools("", "", "")]
    table = ["| CPU s a page (× FormScan) | " + " | ".join(name for name in names if "workers" not in name) + " |",
             "|---" * len(names) + "|"]
    more = ["| pages a minute · peak MB | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    times = ["| ms a page by the clock | decode | identify and register | read |", "|---|---|---|---|"]
    groups, kept = [], {}
    nothing = specimen(work, "nothing", "n5b", "--sheets", "blank")
    start = median([cost([FORMSCAN, "run", nothing, "--output", f"{work}/records", "--workers", "1"]) for _ in range(max(rounds, 3))])
    for place, (title, pdf) in enumerate(wanted):
        listed, pages = pictures(pdf, f"{work}/pictures-{place}")
        found, stage = {}, None
        # One round after the other, so that what else the machine does falls on all.
        for _ in range(rounds):
            for name, command, env in tools(pdf, listed, work):
                found.setdefault(name, []).append(cost(command, env=env))
                if name == "formscan run":
                    stage = stages(f"{work}/records", pages)
        medians = {name: median(costs) for name, costs in found.items()}
        own = medians["formscan run"].cpu
        cells = [f"{one.cpu / pages:.3f}" + ("" if name.startswith("formscan") else f" ({one.cpu / own:.1f} ×)")
                 for name, one in medians.items() if "workers" not in name]
        table.append(f"| {title} | " + " | ".join(cells) + " |")
        more.append(f"| {title} | " + " | ".join(f"{60 * pages / one.wall:.0f} · {one.peak:.0f}" for one in medians.values()) + " |")
        times.append(f"| {title} | " + " | ".join(f"{stage[name]:.0f}" for name in ("decode", "identify", "read")) + " |")
        groups.append((title, [(name, one.cpu / pages) for name, one in medians.items() if "workers" not in name]))
        kept[title] = {"pages": pages, "stages": stage, **{name: vars(one) for name, one in medians.items()}}
        print(f"{title}: {own / pages:.3f} CPU s a page, tesseract {medians['tesseract, 1 thread'].cpu / own:.1f} ×, "
              f"ocrmypdf {medians['ocrmypdf'].cpu / own:.1f} ×", flush=True)
    said = f"FormScan takes {start.cpu:.2f} s of CPU to start, which its figures have in them."
    os.makedirs(output, exist_ok=True)
    with open(f"{output}/speed.md", "w") as out:
        out.write("\n".join([*table, "", said, "", *more, "", *times]) + "\n")
    with open(f"{output}/speed.svg", "w") as out:
        out.write(chart.bars("Seconds of CPU a page", groups))
    with open(f"{output}/speed.json", "w") as out:
        json.dump({"start": vars(start), "sets": kept}, out, indent=1)
    print("\n".join(["", *table, "", said, "", *more, "", *times, "", f"{output}/speed.md, speed.svg, speed.json"]))
    shutil.rmtree(work)
