"""Reads JSON with a parser that is not ours: `pass IN OUT` writes each line again, `compare A B` tells
the first line of which the bodies are not equal value for value."""

import json
import sys

command, first, second = sys.argv[1:]
with open(first, encoding="utf-8") as lines:
    originals = [json.loads(line) for line in lines]
if command == "pass":
    with open(second, "w", encoding="utf-8") as out:
        for original in originals:
            out.write(json.dumps(original) + "\n")
else:
    with open(second, encoding="utf-8") as lines:
        others = [json.loads(line) for line in lines]
    assert len(originals) == len(others), f"{len(originals)} lines became {len(others)}"
    for original, other in zip(originals, others):
        # `1` and `1.0` are one number, but `1` and `true` are not one value.
        assert original["body"] == other, f"{original}\nbecame\n{other}"
    print(f"{len(originals)} bodies are equal")
