"""Our schemas and outputs, judged by a validator that is not ours.

    report_schemas.py check|sarif|config AVOUCH SOURCE

check   what --format json writes follows docs/schemas/check-v1.schema.json, and
        writes no key that the schema does not describe
sarif   what --format sarif writes follows SARIF 2.1.0 (schema from AVOUCH_DATA),
        stays inside GitHub's limits, and keeps its fingerprints when lines move
config  avouch.yaml: what the schema takes the program takes, and the other way

Repositories: two made here, and those of AVOUCH_REPOSITORIES. Exit 77: skipped.
"""

import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("skipped: needs the Python package jsonschema (./dev interop installs it)")
    sys.exit(77)

MODE, AVOUCH, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
PROBLEMS = []
WORKFLOW = """on: push
permissions: write-all
jobs:
  release:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: curl https://example.org/x.sh | sh
      - run: docker push example.org/a
"""


def expect(holds, what):
    if not holds:
        PROBLEMS.append(what)


def git(folder, *words):
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org",
                    "-c", "core.hooksPath=", *words], check=True, capture_output=True)


def commit(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")


def repository(folder, files):
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, files)
    return folder


def busy(folder):
    return repository(folder, {
        ".github/workflows/release.yml": WORKFLOW,
        "Dockerfile": "FROM node:latest\nRUN apt-get install curl\n",
        "SECURITY.md": "# Security\n\nWrite to security@example.org.\n",
        "package.json": '{"name": "busy", "dependencies": {"a": "^1"}}',
    })


def check(path, *words):
    done = subprocess.run([AVOUCH, "check", str(path), "--at", "2026-11-01", *words],
                          capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def repositories(scratch):
    yield busy(scratch / "busy")
    yield repository(scratch / "empty", {"README.md": "x\n"})
    folder = os.environ.get("AVOUCH_REPOSITORIES")
    for one in sorted(pathlib.Path(folder).iterdir()) if folder else []:
        for place in (one, one / "repo"):
            if (place / "HEAD").exists() or (place / ".git").exists():
                yield place
                break


def closed(schema):
    """The schema with no room for keys that it does not name."""
    out = copy.deepcopy(schema)

    def walk(node):
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict):
                node.setdefault("additionalProperties", False)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(out)
    return out


def validator(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def hold(judge, value, of):
    for error in list(judge.iter_errors(value))[:3]:
        PROBLEMS.append(f"{of}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")


def check_mode(scratch):
    schema = json.loads((SOURCE / "docs/schemas/check-v1.schema.json").read_text())
    judge = validator(closed(schema))
    seen = set()
    for place in repositories(scratch):
        code, out, talk = check(place, "--format", "json")
        expect(code == 0, f"{place.name}: exit {code}: {talk}")
        answer = json.loads(out)
        hold(judge, answer, place)
        seen |= {verdict["verdict"] for verdict in answer["verdicts"]}
    place = scratch / "busy"
    commit(place, {"Dockerfile": "FROM node:latest\nFROM redis:latest\n"})
    code, out, talk = check(place, "--format", "json", "--since", "HEAD~1")
    expect("since" in json.loads(out), "no since in the answer")
    hold(judge, json.loads(out), "since")
    answer = json.loads(out)
    answer["verdicts"][0]["verdict"] = "perhaps"
    answer["subject"]["host"] = "here"
    expect(len(list(judge.iter_errors(answer))) == 2, "the judge sees no fault when there is one")
    expect({"not-met", "not-evidenced"} <= seen, f"only these verdicts were seen: {seen}")


def prints(place):
    log = json.loads(check(place, "--format", "sarif")[1])
    return sorted(str(r["partialFingerprints"]) for r in log["runs"][0]["results"])


def limits(log, size, of):
    """GitHub's, of uploaded SARIF files."""
    expect(size < 10 * 1024 * 1024, f"{of}: {size} bytes")
    expect(len(log["runs"]) <= 20, f"{of}: runs")
    for run in log["runs"]:
        expect(len(run["results"]) <= 5000, f"{of}: more results than are shown")
        expect(len(run["tool"]["driver"]["rules"]) <= 25000, f"{of}: rules")
        for rule in run["tool"]["driver"]["rules"]:
            expect(len(rule["properties"]["tags"]) <= 20, f"{of}: tags of {rule['id']}")
            expect(len(rule["shortDescription"]["text"]) <= 1024, f"{of}: {rule['id']} is long")
        for result in run["results"]:
            expect(len(result["locations"]) == 1, f"{of}: a result needs one place")
            where = result["locations"][0]["physicalLocation"]
            expect(where["region"]["startLine"] >= 1, f"{of}: a line below 1")
            uri = where["artifactLocation"]["uri"]
            expect(not uri.startswith("/") and "://" not in uri, f"{of}: {uri} is not relative")
            expect(result["partialFingerprints"]["primaryLocationLineHash"], f"{of}: no fingerprint")
        several = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
        expect(len(several) == len(set(several)), f"{of}: two results with one fingerprint")


def sarif_mode(scratch):
    data = os.environ.get("AVOUCH_DATA", "")
    schema = pathlib.Path(data) / "sarif/schemas/sarif-2.1/sarif-schema-2.1.0.json"
    if not data or not schema.exists():
        print("skipped: needs the sarif topic of AVOUCH_DATA")
        sys.exit(77)
    judge = validator(json.loads(schema.read_text()))
    results = 0
    for place in repositories(scratch):
        code, out, talk = check(place, "--format", "sarif")
        expect(code == 0, f"{place.name}: exit {code}: {talk}")
        log = json.loads(out)
        hold(judge, log, place)
        limits(log, len(out), place.name)
        results += len(log["runs"][0]["results"])
    expect(results > 0, "no result was judged")
    before = prints(scratch / "busy")
    commit(scratch / "busy", {".github/workflows/release.yml": "# moved\n\n" + WORKFLOW})
    expect(before and prints(scratch / "busy") == before, "a fingerprint changed when lines moved")
    broken = {"version": "2.1.0", "runs": [{"results": [{}]}]}
    expect(list(judge.iter_errors(broken)), "the judge sees no fault when there is one")


# Words that a schema takes as text and the program reads further.
WORDS = {"ends": "2027-01-31", "by": "2027-01-31", "claim": "1.4.2", "at": ".",
         "critical": "7d", "high": "7d", "medium": "7d", "low": "7d", "valid": "1y",
         "new-starter-grace": "60d", "every": "90d", "older-than": "24h", "at-least": "365d",
         "first-notice": "24h", "then-every": "72h", "in": "docs/a.md"}


def sample(schema, key=""):
    """Some value that the schema takes, with every key it names."""
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        out = {key: sample(of, key) for key, of in schema.get("properties", {}).items()}
        if isinstance(schema.get("additionalProperties"), dict):
            out["some key"] = sample(schema["additionalProperties"])
        return out
    if kind == "array":
        return [sample(schema["items"])]
    if kind == "integer":
        return schema.get("minimum", 1)
    return {"boolean": True, "null": None}.get(kind, WORDS.get(key, "1"))


def mutants(schema, value, put):
    """Values beside a good one: each is put in its place by `put`."""
    for other in (True, 7, -1, 1.5, "words", "two words", "", "  ", "/abs", 10**12, [], {}, None, ["words"], {"words": "words"}, [[]]):
        yield put(other)
    if isinstance(value, dict):
        yield put({**value, "no-such-key": 1})
        for key in value:
            yield put({k: v for k, v in value.items() if k != key})
            below = schema.get("properties", {}).get(key) or schema["additionalProperties"]
            yield from mutants(below, value[key], lambda v, key=key: put({**value, key: v}))
    elif isinstance(value, list) and value:
        yield from mutants(schema["items"], value[0], lambda v: put([v]))


# What the program refuses and a schema cannot say, by words of its message.
BEYOND = ("given twice", "none of the sources is this repository", "a source is named with", "a source lies",
          "two sources are named", "are the same place")


def config_mode(scratch):
    schema = json.loads((SOURCE / "docs/schemas/avouch-1.schema.json").read_text())
    judge = validator(schema)
    place = repository(scratch / "product", {"README.md": "x\n"})
    whole = sample(schema)
    # What can be said in two places is said in one.
    whole["documents"] = {k: v for k, v in whole["documents"].items() if k not in whole}
    other = copy.deepcopy(whole)
    del whole["policy"]["fix-within"]
    other["policy"] = {"fix-within": other["policy"]["fix-within"]}
    tried, taken, refused, beyond = set(), 0, 0, 0
    for value in [whole, other, *mutants(schema, whole, lambda v: v),
                  *mutants(schema["properties"]["policy"], other["policy"],
                           lambda v: {**whole, "policy": v})]:
        text = json.dumps(value, sort_keys=True)
        if text in tried:
            continue
        tried.add(text)
        (scratch / "avouch.yaml").write_text(text)
        code, _, talk = check(place, "--config", str(scratch / "avouch.yaml"))
        errors = list(judge.iter_errors(value))
        expect(code in (0, 3), f"exit {code} for {text[:300]}")
        if not errors and code == 3 and any(words in talk for words in BEYOND):
            beyond += 1
        elif (code == 0) != (not errors):
            why = errors[0].message[:120] if errors else talk.strip()[-160:]
            PROBLEMS.append(f"schema {'refuses' if errors else 'takes'}, program says {code}: {why}")
        taken += code == 0
        refused += code == 3
    print(f"{len(tried)} files: {taken} taken, {refused} refused, {beyond} for what no schema says")
    expect(taken > 20 and refused > 200, "hardly anything was tried")


with tempfile.TemporaryDirectory() as folder:
    {"check": check_mode, "sarif": sarif_mode, "config": config_mode}[MODE](pathlib.Path(folder))
for problem in PROBLEMS[:20]:
    print(problem)
sys.exit(1 if PROBLEMS else 0)
