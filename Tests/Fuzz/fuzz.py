"""Mutates files of every kind that comes from outside, with a seed, and runs the real command over them.

    fuzz.py FORMSCAN [--minutes 10] [--seed 1] [--keep FOLDER]

Never may: a signal end the command, a run take longer than its limits, a file that came in be in no count, a definition that is broken be
taken without a word and then end a run, or an error quote what stands in a file. Minutes are of CPU.
"""
import argparse
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

parser = argparse.ArgumentParser()
parser.add_argument("formscan")
parser.add_argument("--minutes", type=float, default=10)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--keep", default="fuzz-findings")
options = parser.parse_args()
formscan = os.path.abspath(options.formscan)
root = pathlib.Path(__file__).resolve().parents[2]
chance = random.Random(options.seed)
kept = pathlib.Path(options.keep)
findings = 0
tried = {}

# What parsers stumble over: lengths, counts and offsets at their ends.
EDGES = [b"\x00", b"\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x80\x00\x00\x00",
         b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"\xc3\x28", b"\xed\xa0\x80", b"../../../../etc/passwd", b"%n%s"]
WORDS = {
    "pdf": [b"obj", b"endobj", b"stream", b"endstream", b"/Length", b"/Width", b"/Height", b"/Filter", b"/JBIG2Decode",
            b"/CCITTFaxDecode", b"/DCTDecode", b"/Kids", b"/Parent", b"/MediaBox", b"xref", b"trailer", b"/Encrypt", b"<<", b">>", b"["],
    "xml": [b"<Set>", b"</Set>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<![CDATA[", b"]]>", b"<Document ", b"<PDF>", b"&#0;",
            b" xmlns='x'", b"<?xml version='1.1'?>"],
    "json": [b"{", b"}", b"[", b"]", b",", b":", b'"', b"null", b"true", b"\\u0000", b"\\ud800", b"1E400"],
    "yaml": [b"&a ", b"*a", b"<<: ", b"!!binary ", b"- ", b": ", b"{", b"[", b"|", b">", b"---\n", b"\t", b"%YAML 9.9\n", b"~"],
}


def mutated(data, kind):
    """A few random changes: bytes, edges, pieces doubled, cut out, moved, words of the format."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8, 40])):
        if not data:
            break
        place, how = chance.randrange(len(data)), chance.randrange(8)
        # Heads and tails hold the structure.
        if chance.random() < 0.4:
            place = min(len(data) - 1, chance.randrange(600) if chance.random() < 0.6 else max(0, len(data) - 1 - chance.randrange(600)))
        if how == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif how == 1:
            data[place] = chance.randrange(256)
        elif how == 2:
            edge = chance.choice(EDGES)
            data[place:place + len(edge)] = edge
        elif how == 3:
            del data[place:place + chance.choice([1, 4, 64, 4096])]
        elif how == 4:
            piece = data[place:place + chance.choice([1, 16, 512])]
            data[place:place] = piece * chance.choice([1, 1, 2, 50])
        elif how == 5:
            del data[max(1, place):]
        elif how == 6:
            other = chance.randrange(len(data))
            size = chance.choice([4, 32, 256])
            data[place:place + size] = data[other:other + size]
        else:
            word = chance.choice(WORDS.get(kind, EDGES))
            data[place:place] = word
    return bytes(data)


def png(width, height):
    """A small grey picture."""
    def chunk(name, body):
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
    rows = b"".join(b"\x00" + bytes(255 if (x // 9 + y // 7) % 3 else 0 for x in range(width)) for y in range(height))
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def found(what, paths, said=""):
    global findings
    findings += 1
    place = kept / f"{options.seed}-{findings}"
    place.mkdir(parents=True, exist_ok=True)
    for path in paths:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, place / path.name)
    (place / "what.txt").write_text(f"{what}\n{said[-4000:]}")
    print(f"FOUND: {what}; kept in {place}", flush=True)


def call(arguments, inputs, codes, seconds, **more):
    """Runs the command; what may not be is kept."""
    try:
        done = subprocess.run([formscan, *map(str, arguments)], capture_output=True, timeout=seconds, **more)
    except subprocess.TimeoutExpired as error:
        found(f"longer than {seconds} s", inputs, str(error.stdout))
        return None
    said = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode not in codes:
        found(f"ended with {done.returncode}", inputs, said)
        return None
    return said


def count(kind, number=1):
    tried[kind] = tried.get(kind, 0) + number


def seeds(home):
    """Files of every kind that the product makes and takes."""
    made = {"pdf": [], "tif": [], "jpg": [], "png": [png(40, 30), png(300, 200)], "zip": [], "xml": [], "json": [], "yaml": []}
    for name in ("n5b-typed-grey.pdf", "n5b-typed.pdf", "n5b-skewed.tif"):
        data = (root / "SampleScans" / name).read_bytes()
        made[name[-3:]].append(data)
        begin = data.find(b"\xff\xd8\xff")
        end = data.find(b"\xff\xd9", begin)
        if name.endswith("grey.pdf") and 0 < begin < end:
            made["jpg"].append(data[begin:end + 2])
    metadata = {
        "po_box": "1", "jurisdiction": "A", "delivery_date": "2026-11-20T09:00:00.000Z", "opening_date": "2026-11-20T09:00:00.000Z",
        "zip_file_createddate": "2026-11-20T09:00:00.000Z", "zip_file_name": "1_20-11-2026-09-00-00.zip",
        "envelope_classification": "exception", "scannable_items": [{
            "document_control_number": "1001", "scanning_date": "2026-11-20T09:00:00.000Z", "next_action": "n",
            "next_action_date": "2026-11-20T09:00:00.000Z", "file_name": "a.pdf", "document_type": "Other"}]}
    archive = home / "seed.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("metadata.json", json.dumps(metadata))
        zipped.writestr("a.pdf", made["pdf"][0])
    made["zip"].append(archive.read_bytes())
    made["metadata"] = [json.dumps(metadata).encode()]
    made["xml"].append(
        b'<?xml version="1.0"?><Set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="SET.xsd">'
        b'<Header CaseNo="" Scanner="9" ScanTime="2026-11-20 09:00:00" ScannerOperator="a" Schedule="01-1"/><Body>'
        b'<Document Type="LP1F" Encoding="UTF-8" NoPages="1" ID="1"><XML>PGEvPg==</XML><PDF>JVBERi0xLjcK</PDF></Document></Body></Set>')
    made["json"].append(b'{"form_type":"N5B","ocr_data_fields":[{"name":"claimants/0/postcode","value":"HU15 2PW"}]}')
    for path in ("forms/n5b/form.yaml", "forms/lpa120/form.yaml", "rules/section-21.yaml", "tables/lpa-fees.yaml", "default.yaml"):
        made["yaml"].append((path, (root / "Pipelines" / path).read_bytes()))
    return made


def scans(home, made):
    """Damaged scans, archives and sets in one run."""
    inputs, out = home / "in", home / "out"
    inputs.mkdir()
    number = 0
    for kind in ("pdf", "tif", "jpg", "png", "zip", "xml"):
        for _ in range(6):
            number += 1
            if kind == "zip" and chance.random() < 0.5:
                # The archive is whole and its metadata is not.
                path = inputs / "1_20-11-2026-09-00-00.zip" if not (inputs / "1_20-11-2026-09-00-00.zip").exists() else inputs / f"{number}.zip"
                with zipfile.ZipFile(path, "w") as zipped:
                    zipped.writestr("metadata.json", mutated(made["metadata"][0], "json"))
                    zipped.writestr("a.pdf", mutated(made["pdf"][1], "pdf"))
            else:
                (inputs / f"{number}.{kind}").write_bytes(mutated(chance.choice(made[kind]), kind))
            count(kind)
    pipeline = home / "pipeline.yaml"
    pipeline.write_text("pipeline: fuzz\nlimits: { seconds: 10, memory: 1 GB }\n")
    said = call(["run", inputs, "--pipeline", pipeline, "--output", out], [inputs], (0, 3, 4), 900)
    if said is None:
        return
    try:
        summary = json.loads((out / "summary.json").read_text())
    except (OSError, ValueError):
        # Nothing among them was a scan at all.
        if "nothing to read" not in said:
            found("no summary", [inputs], said)
        return
    named = json.dumps(summary) + said
    for path in inputs.iterdir():
        records = list((out / "records").glob(f"{path.stem}-*")) if (out / "records").exists() else []
        if path.name not in named and not records:
            found(f"{path.name} is in no count", [inputs], said)
            break


def definitions(home, made):
    """A definition that is damaged: said with its place, or taken."""
    folder = home / "Pipelines"
    shutil.copytree(root / "Pipelines", folder)
    path, data = chance.choice(made["yaml"])
    (folder / path).write_bytes(mutated(data, "yaml"))
    count("yaml")
    call(["check", "--definitions", folder], [folder / path], (0, 2), 60)


def requests(home, made):
    """OCR data and statements as others send them."""
    file = home / "ocr.json"
    file.write_bytes(mutated(chance.choice(made["json"]), "json"))
    count("json")
    call(["validate-ocr", "n5b"], [file], (0, 3, 4), 60, stdin=open(file, "rb"))


def main():
    start, turn = used(), 0
    with tempfile.TemporaryDirectory(prefix="formscan-fuzz-") as base:
        made = seeds(pathlib.Path(base))
        while used() - start < options.minutes * 60:
            turn += 1
            home = pathlib.Path(base) / str(turn)
            home.mkdir()
            scans(home, made)
            for number in range(4):
                for body in (definitions, requests):
                    place = home / f"{body.__name__}-{number}"
                    place.mkdir()
                    body(place, made)
            shutil.rmtree(home)
    total = ", ".join(f"{kind} {number}" for kind, number in sorted(tried.items()))
    print(f"{sum(tried.values())} files ({total}), {(used() - start) / 60:.1f} minutes of CPU, {findings} findings")
    return 1 if findings else 0


sys.exit(main())
