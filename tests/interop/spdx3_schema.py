"""Documents of SPDX 3.0.1, one with each class and all that the class may say, and the same
changed at random places, judged by `avouch sbom validate` and by the published schema: the same
verdict, or a reason why not.

    spdx3_schema.py AVOUCH SOURCE [CHANGES]

The documents are made here, from the schema's own list of classes; which places change follows
from a fixed number. Skips (77) without jsonschema, which ./dev interop installs, pinned, and
without the sbom topic of AVOUCH_DATA, which has the schema.
"""

import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

AVOUCH, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
CHANGES = int(sys.argv[3]) if len(sys.argv) > 3 else 150
try:
    import jsonschema
except ImportError:
    print("skipped: needs the Python package jsonschema (./dev interop installs it)")
    sys.exit(77)
SCHEMA = pathlib.Path(os.environ.get("AVOUCH_DATA") or SOURCE / "build/data",
                      "sbom/schemas/spdx/spdx-json-schema-v3.0.1.json")
if not SCHEMA.exists():
    print("skipped: needs the sbom topic of AVOUCH_DATA")
    sys.exit(77)
DEFS = json.loads(SCHEMA.read_text())["$defs"]
JUDGE = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
# What the schema asks of each thing of a document: five times as fast as the whole of it.
OF_ONE = jsonschema.Draft202012Validator({"$defs": DEFS, "type": "object", "$ref": "#/$defs/AnyClass",
                                          "unevaluatedProperties": False})
CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
ANN, TEA = "https://example.org/ann", "https://example.org/tea"
MADE = [
    {"type": "CreationInfo", "@id": "_:made", "specVersion": "3.0.1",
     "created": "2026-01-02T03:04:05Z", "createdBy": [ANN]},
    {"type": "Person", "spdxId": ANN, "name": "Ann", "creationInfo": "_:made"},
    {"type": "software_Package", "spdxId": TEA, "name": "tea", "creationInfo": "_:made"},
    {"type": "SpdxDocument", "spdxId": "https://example.org/doc", "creationInfo": "_:made",
     "rootElement": [TEA]},
]
NAMED = {}  # Things that others of the document name, by their ids
PROBLEMS = []


def named(node):
    return DEFS[node["$ref"].rsplit("/", 1)[-1]] if "$ref" in node else node


def text_like(patterns):
    """A text of the few shapes that the schema's patterns ask for."""
    for text in ("2026-01-02T03:04:05Z", "3.0.1", "text/plain", "_:made", TEA, "tea"):
        if JUDGE.evolve(schema={"allOf": patterns}).is_valid(text):
            return text
    raise ValueError(patterns)


def value(node):
    """Something that the schema takes for `node`, at its shortest."""
    reference = node.get("$ref", "").rsplit("/", 1)[-1]
    if reference.endswith("_derived"):
        return thing(reference)
    node = named(node)
    if "$ref" in node:
        return value(node)
    if "enum" in node:
        return node["enum"][0]
    if "oneOf" in node or "anyOf" in node:
        return value((node.get("oneOf") or node["anyOf"])[0])
    if node.get("type") == "array":
        return [value(node["items"]) for _ in range(max(1, node.get("minItems", 1)))]
    if node.get("type") in ("integer", "number"):
        return max(1, node.get("minimum", 1))
    if node.get("type") == "boolean":
        return True
    return text_like([{k: v for k, v in node.items() if k != "$comment"}])


def thing(derived):
    """What stands where a thing of a class is asked for: its name, or what has none, whole."""
    classes = [one["$ref"].rsplit("/", 1)[-1]
               for one in DEFS[derived]["anyOf"][0].get("anyOf", [])]
    for name, there in (("CreationInfo", "_:made"), ("software_Package", TEA), ("Person", ANN)):
        if name in classes:
            return there
    one = whole(min(classes, key=lambda name: len(properties(name)[1])), required=True)
    if "spdxId" not in one:
        return one
    one["spdxId"] += "-named"
    NAMED[one["spdxId"]] = one
    return one["spdxId"]


def properties(name):
    """Of a class and those above it: each property's schema, and the names of those it must have."""
    own, must = {}, set()
    for part in DEFS[name + "_props"].get("allOf", []):
        reference = part.get("$ref", "").rsplit("/", 1)[-1]
        if reference.endswith("_props"):
            above, more = properties(reference.removesuffix("_props"))
            own, must = {**above, **own}, must | more
        own.update(part.get("properties", {}))
        must |= set(part.get("required", []))
    own.pop("type", None)
    return own, must


def whole(name, required=False):
    """A thing of the class `name` with all that it may say, or what it must."""
    own, must = properties(name)
    out = {"type": name}
    if "spdxId" in DEFS[name]["allOf"][0].get("required", []):
        out["spdxId"] = "https://example.org/" + name
    for key, schema in own.items():
        if key in must or (not required and key != "extension"):
            out[key] = value(schema)
    return out


def documents():
    """A name and a document of each class that is a thing by itself."""
    for one in DEFS["AnyClass"]["anyOf"]:
        name = one["$ref"].rsplit("/", 1)[-1]
        if name + "_props" in DEFS and name in DEFS and "enum" not in json.dumps(
                DEFS[name]["allOf"][0].get("properties", {}).get("@id", {})):
            NAMED.clear()
            last = whole(name)
            yield name, {"@context": CONTEXT, "@graph": MADE + list(NAMED.values()) + [last]}


def places(node, at=()):
    pairs = (node.items() if isinstance(node, dict)
             else enumerate(node) if isinstance(node, list) else ())
    for key, below in pairs:
        yield at + (key,)
        yield from places(below, at + (key,))


def changed(document, dice):
    """One place of the document's last thing made another; and what was done."""
    out = copy.deepcopy(document)
    last = len(out["@graph"]) - 1
    path = dice.choice(list(places(out["@graph"][last], ("@graph", last))))
    at = out
    for key in path[:-1]:
        at = at[key]
    how = dice.choice(["gone"] * 8 + ["another key", 7, -1, 1.5, "zzz", "", [], ["zzz"], True, None, {}])
    if how == "gone":
        del at[path[-1]]
    elif how == "another key" and isinstance(at, dict):
        at["flavour"] = 1
    else:
        at[path[-1]] = how
    return f"{'/'.join(map(str, path[2:]))} {how!r}", out


# Where we differ, and why: a part of what we say.
REASONS = {
    "a second SpdxDocument in one file": "a rule of the serialization that is told in words",
}


def compare(name, document, path, they):
    path.write_text(json.dumps(document))
    done = subprocess.run([AVOUCH, "sbom", "validate", str(path)], capture_output=True, text=True)
    we, told = done.returncode == 0, done.stdout + done.stderr
    if they == we:
        return None
    reason = next((why for part, why in REASONS.items() if part in told), None) if they else None
    if reason is None:
        PROBLEMS.append(f"{name}: the schema {they}, avouch {we}: {told[:500]}")
    return reason


def main():
    dice, verdicts, reasons = random.Random(7), [], []
    bases = list(documents())
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "d.json")
        for name, document in bases:
            wrong = jsonschema.exceptions.best_match(JUDGE.iter_errors(document))
            if wrong:
                PROBLEMS.append(f"{name}: made wrongly here: {wrong.message[:300]}")
            reasons.append(compare(f"{name} whole", document, path, wrong is None))
        for number in range(CHANGES):
            name, document = bases[number % len(bases)]
            what, document = changed(document, dice)
            verdicts.append(OF_ONE.is_valid(document["@graph"][-1]))
            reasons.append(compare(f"{name}: {what}", document, path, verdicts[-1]))
    if len(set(verdicts)) < 2:
        PROBLEMS.append("the changed documents are all of one verdict: nothing was compared")
    for one in PROBLEMS:
        print(one)
    print(f"{len(bases)} classes, {CHANGES} changed documents of which {sum(verdicts)} are good, "
          f"{len(reasons) - reasons.count(None)} differences with a reason, {len(PROBLEMS)} problems")
    sys.exit(1 if PROBLEMS else 0)


main()
