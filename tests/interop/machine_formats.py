"""What `avouch export`, `catalogue export` and `sbom` write for machines, read by others.

    machine_formats.py cyclonedx|gemara|oscal|in-toto|sbom|spdx AVOUCH SOURCE

Each mode skips (77) without its validator; ./dev interop installs them, pinned.
The answers: a repository that was just made, and those of AVOUCH_BUNDLES
(a folder of *.avouch), when given. The SBOMs: of this repository, of our own small
ones, and of each repository in the folder AVOUCH_REPOSITORIES, when given.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

MODE, AVOUCH, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
PROBLEMS = []


def skip(what):
    print("skipped: needs the Python package " + what + " (./dev interop installs it)")
    sys.exit(77)


def run(*words):
    done = subprocess.run([AVOUCH, *words], capture_output=True)
    if done.returncode != 0:
        PROBLEMS.append(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def repository(folder):
    def git(*words):
        subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c",
                        "user.email=a@example.org", "-c", "core.hooksPath=", *words],
                       check=True, capture_output=True)
    folder.mkdir()
    git("init", "-q", "-b", "main")
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / ".github/workflows/a.yml").write_text(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: docker push example.org/a\n")
    (folder / "package.json").write_text('{"name": "rota", "dependencies": {"a": "^1"}}')
    git("add", ".")
    git("commit", "-q", "-m", "one")
    return folder


def answers(folder):
    yield repository(folder / "made")
    bundles = os.environ.get("AVOUCH_BUNDLES")
    if bundles:
        yield from sorted(pathlib.Path(bundles).glob("*.avouch"))


def exported(answer, name, folder):
    output = folder / "out"
    run("export", str(answer), "--format", name, "--at", "2026-11-01", "--output", str(output))
    return output.read_bytes() if output.exists() else b""


def cyclonedx(folder):
    try:
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator
    except ImportError:
        skip("cyclonedx-python-lib[json-validation]")
    versions = {"cyclonedx": SchemaVersion.V1_6, "cyclonedx-1.7": SchemaVersion.V1_7}
    seen = 0
    for answer in answers(folder):
        for name, version in versions.items():
            text = exported(answer, name, folder).decode()
            problem = JsonStrictValidator(version).validate_str(text)
            if problem:
                PROBLEMS.append(f"{answer.name} {name}: {problem}")
            refs = set()
            for one in walk(json.loads(text or "{}")):
                ref = one.get("bom-ref")
                if ref in refs:
                    PROBLEMS.append(f"{answer.name} {name}: bom-ref {ref} twice")
                if ref:
                    refs.add(ref)
            seen += 1
    standard = run("catalogue", "export", "--format", "cyclonedx").decode()
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(standard)
    if problem:
        PROBLEMS.append(f"the Code: {problem}")
    broken = standard.replace('"bom-ref"', '"bom-reff"', 1)
    if not JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken):
        PROBLEMS.append("this validator takes a key that does not exist")
    return seen


def walk(node):
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    if isinstance(node, list):
        for value in node:
            yield from walk(value)


def oscal(folder):
    try:
        from trestle.oscal.assessment_results import Model as Results
        from trestle.oscal.catalog import Model as Catalogue
    except ImportError:
        skip("compliance-trestle")
    catalogue = json.loads(run("catalogue", "export", "--format", "oscal") or b"{}")
    Catalogue.model_validate(catalogue)
    controls = {c["id"] for g in catalogue["catalog"]["groups"] for p in g["groups"]
                for c in p["controls"]}
    if len(controls) != 45:
        PROBLEMS.append(f"{len(controls)} controls")
    seen = 0
    for answer in answers(folder):
        document = json.loads(exported(answer, "oscal", folder) or b"{}")
        Results.model_validate(document)
        for result in document["assessment-results"]["results"]:
            for one in result["reviewed-controls"]["control-selections"][0]["include-controls"]:
                if one["control-id"] not in controls:
                    PROBLEMS.append(f"{answer.name}: no control {one['control-id']}")
        seen += 1
    try:
        Results.model_validate({"assessment-results": {}})
        PROBLEMS.append("this validator takes an empty document")
    except ValueError:
        pass
    return seen


def in_toto(folder):
    try:
        from google.protobuf.json_format import ParseDict, ParseError
        from in_toto_attestation.predicates.vsa.v1.vsa_pb2 import VerificationSummary
        from in_toto_attestation.v1.statement import Statement
        from in_toto_attestation.v1.statement_pb2 import Statement as Message
    except ImportError:
        skip("in-toto-attestation")
    seen = 0
    for answer in answers(folder):
        for name in ("svr", "vsa"):
            document = json.loads(exported(answer, name, folder) or b"{}")
            Statement.copy_from_pb(ParseDict(document, Message())).validate()
            if name == "vsa":
                # SLSA has a list of levels here; this message, one text.
                if not isinstance(document["predicate"].pop("verifiedLevels", None), list):
                    PROBLEMS.append("verifiedLevels is no list")
                ParseDict(document["predicate"], VerificationSummary())
            seen += 1
    try:
        ParseDict({"verificationResults": "PASSED"}, VerificationSummary())
        PROBLEMS.append("this validator takes a key that does not exist")
    except ParseError:
        pass
    return seen


def sboms(folder, name):
    """This repository's and others', and each of our own small ones in other words, as `name`."""
    output = folder / {"spdx": "list.spdx.json", "spdx-tag-value": "list.spdx"}.get(name, "list.json")
    others = os.environ.get("AVOUCH_REPOSITORIES")
    verbs = [["generate", str(one), "--all"]
             for one in [SOURCE] + (sorted(pathlib.Path(others).iterdir()) if others else [])]
    verbs += [["convert", str(one)]
              for one in sorted((SOURCE / "tests/corpus/sbom_fuzz").iterdir())]
    for words in verbs:
        output.unlink(missing_ok=True)
        run("sbom", *words, "--format", name, "--at", "2026-11-01", "--output", str(output))
        if output.exists():
            yield pathlib.Path(words[1]).name, output


def sbom(folder):
    try:
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator
    except ImportError:
        skip("cyclonedx-python-lib[json-validation]")
    versions = {"cyclonedx-1.4": SchemaVersion.V1_4, "cyclonedx-1.5": SchemaVersion.V1_5,
                "cyclonedx": SchemaVersion.V1_6, "cyclonedx-1.7": SchemaVersion.V1_7}
    seen = 0
    for name, version in versions.items():
        validator = JsonStrictValidator(version)
        for source, output in sboms(folder, name):
            problem = validator.validate_str(output.read_text())
            if problem:
                PROBLEMS.append(f"{source} {name}: {problem}")
            seen += 1
        if not validator.validate_str(output.read_text().replace('"bom-ref"', '"bom-reff"', 1)):
            PROBLEMS.append("this validator takes a key that does not exist")
    return seen


def spdx(folder):
    try:
        from spdx_tools.spdx.parser.parse_anything import parse_file
        from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
    except ImportError:
        skip("spdx-tools")
    seen = 0
    for name in ("spdx", "spdx-tag-value"):
        for source, output in sboms(folder, name):
            document = parse_file(str(output))
            for problem in validate_full_spdx_document(document):
                PROBLEMS.append(f"{source} {name}: {problem.validation_message}")
            seen += 1
        document.packages[0].spdx_id = "no identifier"
        if not validate_full_spdx_document(document):
            PROBLEMS.append("this validator takes an identifier that is none")
    return seen


def gemara(folder):
    """By models made of Gemara's own schema. They drop what they do not know, so what
    comes out has to be what went in; and they do not hold an answer to one standard."""
    try:
        from gemara.v1 import EvaluationLog, GemaraError
    except ImportError:
        skip("gemara-python")
    seen = 0
    for answer in answers(folder):
        text = exported(answer, "gemara", folder)
        document = json.loads(text or b"{}")
        read = EvaluationLog.from_text(text)
        if read.model_dump(by_alias=True, exclude_unset=True, mode="json") != document:
            PROBLEMS.append(f"{answer.name}: a key or a value is none of Gemara's")
        for one in document["evaluations"]:
            for log in one["assessment-logs"]:
                if log["requirement"]["reference-id"] != one["control"]["reference-id"]:
                    PROBLEMS.append(f"{answer.name}: {one['name']} is held to two standards")
        seen += 1
        for key, value in (("date", "2026-11-01"), ("type", "none")):
            document["metadata"][key] = value
            try:
                EvaluationLog.from_text(json.dumps(document))
                PROBLEMS.append(f"this validator takes a {key} that is none")
            except (GemaraError, ValueError):
                pass
    return seen


MODES = {"gemara": gemara, "cyclonedx": cyclonedx, "oscal": oscal, "in-toto": in_toto, "sbom": sbom, "spdx": spdx}
with tempfile.TemporaryDirectory() as place:
    count = MODES[MODE](pathlib.Path(place))
for line in PROBLEMS:
    print(line)
print(f"{MODE}: {count} documents, {len(PROBLEMS)} problems")
sys.exit(1 if PROBLEMS or count == 0 else 0)
