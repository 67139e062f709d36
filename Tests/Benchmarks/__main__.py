"""The arguments of Scripts/bench."""
import argparse, compare, scaling

parser = argparse.ArgumentParser(prog="Scripts/bench", description="What FormScan costs, in one run on the same pages.")
parser.add_argument("what", nargs="?", choices=("compare", "scaling"), default="compare",
                    help="compare with full-page OCR, or see how cost grows with workers, batches and known forms")
parser.add_argument("--quick", action="store_true", help="fewer pages, one round")
parser.add_argument("--rounds", type=int, help="how often each is measured; the median counts (3)")
parser.add_argument("--scan", action="append", default=[], metavar="PDF", help="also compare on these scans, such as real blanks")
parser.add_argument("--pages", default="200,2000", help="lengths of batches for scaling, such as 200,2000,10000")
parser.add_argument("--output", default="out/bench", metavar="FOLDER", help="where charts and figures are written")
given = parser.parse_args()
rounds = given.rounds or (1 if given.quick else 3)
if given.what == "compare":
    compare.main(given.quick, rounds, given.scan, given.output)
else:
    lengths = [200] if given.quick else [int(count) for count in given.pages.split(",")]
    scaling.main(given.quick, rounds, lengths, given.output)
