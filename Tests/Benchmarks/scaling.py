"""What FormScan costs by workers, by length of a batch and by known forms; see Scripts/bench."""
import json, os, random, shutil, tempfile
from measure import FORMSCAN, copies, cost, median, specimen
import chart

PAGES = 20


def run(paths, out, workers, *more):
    return [FORMSCAN, "run", *paths, "--output", out, "--workers", str(workers), *more]


def by_workers(pdf, work, rounds, quick):
    """CPU a page and peak by workers, and two workers beside two runs of one."""
    paths = copies(pdf, 4 if quick else 10, work)
    pages, half = PAGES * len(paths), len(paths) // 2
    found = {}
    for _ in range(rounds):
        for workers in (1, 2) if quick else (1, 2, 4, 8):
            found.setdefault(workers, []).append(cost(run(paths, f"{work}/out", workers)))
        apart = cost(run(paths[:half], f"{work}/a", 1), run(paths[half:], f"{work}/b", 1))
        found.setdefault("apart", []).append(apart)
    return pages, {name: median(costs) for name, costs in found.items()}


def by_length(pdf, work, lengths):
    found = {}
    for pages in lengths:
        folder = f"{work}/{pages}"
        os.makedirs(folder)
        found[pages] = cost(run(copies(pdf, pages // PAGES, folder), f"{folder}/out", 2))
        shutil.rmtree(folder)
    return found


def strangers(count, folder):
    """A folder of definitions that knows LP1F and other forms of as many pages, up to `count` form pages that differ.

    Their pages are LP1F's with the print moved about, so that each is as hard to tell apart as a real one.
    """
    shutil.copytree("Pipelines", folder, ignore=shutil.ignore_patterns("forms"))
    source = "Pipelines/forms/lp1f"
    layout = json.load(open(f"{source}/layout.json"))
    yaml = open(f"{source}/form.yaml").read().split("rules:")[0]
    shutil.copytree(source, f"{folder}/forms/lp1f")
    # Pages 13 to 15 have the print of page 12: 17 different ones.
    each = PAGES - 3
    for number in range(1, round(count / each)):
        form = f"x{number:03}"
        pages = []
        for page in layout["pages"]:
            def moved(marks):
                out = []
                for x, y, width, height, *rest in marks:
                    strip = int(y / 18)
                    shift = random.Random(number * 1000 + page["number"] * 50 + strip).uniform(5, 150)
                    out.append([round((x + shift) % max(page["width"] - width, 1), 2), y, width, height, *rest])
                return out
            pages.append({**page, "words": moved(page["words"]), "rules": moved(page["rules"])})
        os.makedirs(f"{folder}/forms/{form}")
        with open(f"{folder}/forms/{form}/layout.json", "w") as out:
            json.dump({**layout, "pages": pages}, out)
        with open(f"{folder}/forms/{form}/form.yaml", "w") as out:
            out.write(yaml.replace("form: lp1f", f"form: {form}", 1))
    return each * max(1, round(count / each))


def by_forms(pdf, work, counts):
    """CPU and time to identify, a page, by how many form pages are known. What is read once a run is left out."""
    found = {}
    for count in counts:
        folder = f"{work}/known-{count}"
        known = strangers(count, folder)
        # Rules name forms that are not known here.
        shutil.rmtree(f"{folder}/rules", ignore_errors=True)
        paths = copies(pdf, 6, work)
        few, many = (cost(run(some, f"{work}/out", 1, "--definitions", folder)) for some in (paths[:1], paths))
        pages = PAGES * (len(paths) - 1)
        found[known] = {"cpu": (many.cpu - few.cpu) / pages, "start": few.cpu - (many.cpu - few.cpu) / (len(paths) - 1)}
        shutil.rmtree(folder)
    return found


def main(quick, rounds, lengths, output):
    work = tempfile.mkdtemp(prefix="formscan-scaling-")
    pdf = specimen(work, "lp1f", "lp1f")
    pages, workers = by_workers(pdf, work, rounds, quick)
    print(f"LP1F typed, 300 dpi bitonal, {pages} pages; {os.cpu_count()} cores\n")
    print("| workers | CPU s a page | pages a minute | peak MB |\n|---|---|---|---|")
    for name, one in workers.items():
        label = "two runs of 1" if name == "apart" else name
        print(f"| {label} | {one.cpu / pages:.3f} | {60 * pages / one.wall:.0f} | {one.peak:.0f} |")
    print(f"\ntwo workers do {workers['apart'].wall / workers[2].wall:.2f} of what two runs do\n", flush=True)
    length = by_length(pdf, work, lengths)
    print("| pages in the batch | CPU s a page | pages a minute | peak MB |\n|---|---|---|---|")
    for count, one in length.items():
        print(f"| {count:,} | {one.cpu / count:.3f} | {60 * count / one.wall:.0f} | {one.peak:.0f} |", flush=True)
    forms = by_forms(pdf, work, (10, 100) if quick else (10, 100, 1000))
    print("\n| form pages known | CPU s a page | CPU s to start |\n|---|---|---|")
    for known, one in forms.items():
        print(f"| {known:,} | {one['cpu']:.3f} | {one['start']:.2f} |", flush=True)
    numbers = [name for name in workers if name != "apart"]
    panels = [
        ("CPU s a page", "workers", [("CPU", [(name, workers[name].cpu / pages) for name in numbers])]),
        ("Peak MB", "workers", [("largest process", [(name, workers[name].peak) for name in numbers])]),
        ("CPU s a page", "pages in the batch", [("CPU", [(name, one.cpu / name) for name, one in length.items()])]),
        ("Peak MB", "pages in the batch", [("largest process", [(name, one.peak) for name, one in length.items()])]),
        ("CPU s a page", "form pages known", [("CPU", [(name, one["cpu"]) for name, one in forms.items()])])]
    os.makedirs(output, exist_ok=True)
    with open(f"{output}/scaling.svg", "w") as out:
        out.write(chart.lines(panels))
    with open(f"{output}/scaling.json", "w") as out:
        json.dump({"workers": {name: vars(one) for name, one in workers.items()}, "pages": pages,
                   "length": {name: vars(one) for name, one in length.items()}, "forms": forms}, out, indent=1)
    print(f"\n{output}/scaling.svg, scaling.json")
    shutil.rmtree(work)
