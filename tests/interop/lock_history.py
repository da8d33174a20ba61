#!/usr/bin/env python3
# When components came and changed, told again by git itself and by readers that share no
# code with ours: each commit of the first-parent line, each lock parsed by a few lines
# here, the difference of two sets. What `avouch sbom history` says must be the same,
# move by move.
#
#   lock_history.py AVOUCH REPOSITORY ECOSYSTEM LOCK-NAME [FOLDER-LEFT-OUT...]
#   lock_history.py AVOUCH made SEED    histories made up here: two locks, branches, moves
#
# Ends with 1 and the first ten differences.
import json
import random
import re
import subprocess
import sys
import tempfile


def git(repository, *arguments, **more):
    return subprocess.run(
        ["git", "-C", repository, *arguments], stdout=subprocess.PIPE, check=True, **more
    ).stdout


def cargo(text):
    found = set()
    if re.search(r"(?m)^(<<<<<<<|>>>>>>>) ", text):
        raise ValueError("a merge that was not finished")
    for block in re.split(r"(?m)^\[\[", text)[1:]:
        if not block.startswith("package]]"):
            continue
        block = block.split("\n[")[0]
        field = dict(re.findall(r'(?m)^(name|version|source) = "([^"]*)"', block))
        if "source" in field:
            found.add((field["name"], field["version"]))
    return found


def gemfile(text):
    found, section = set(), ""
    for line in text.splitlines():
        if line and not line.startswith(" "):
            section = line.strip()
        one = re.match(r"^    ([^ ]\S*) \(([^)]+)\)$", line)
        if one and section in ("GEM", "GIT"):
            found.add((one[1], one[2].split("-")[0]))  # Behind '-' stands a platform
    return found


def npm(text):
    whole, found = json.loads(text), set()
    if "packages" in whole:
        for key, one in whole["packages"].items():
            if "node_modules/" in key and not one.get("link") and one.get("version"):
                name = one.get("name") or key.rsplit("node_modules/", 1)[1]
                found.add((name, one["version"]))
        return found
    todo = [whole.get("dependencies", {})]
    while todo:
        for name, one in todo.pop().items():
            if one.get("version"):
                found.add((name, one["version"]))
            todo.append(one.get("dependencies", {}))
    return found


def go_mod(text):
    found, inside = set(), False
    for line in text.splitlines():
        line = line.split("//")[0].strip()
        if line == "require (":
            inside = True
        elif line == ")":
            inside = False
        elif inside or line.startswith("require "):
            words = line.removeprefix("require ").split()
            if len(words) == 2:
                found.add((words[0].strip('"'), words[1]))
    return found


READERS = {"cargo": cargo, "rubygems": gemfile, "npm": npm, "go": go_mod}


def changes_of(repository, name, left_out):
    """Pairs of a commit and what it made of each lock: path and blob, or path and None."""
    out = git(
        repository, "-c", "core.quotePath=false", "log", "--first-parent", "-m", "--reverse", "--raw",
        "--no-abbrev", "--no-renames", "--format=commit %H", "HEAD", "--", name, "*/" + name,
    ).decode("utf-8", "replace")
    commits = []
    for line in out.splitlines():
        if line.startswith("commit "):
            commits.append((line[7:], []))
        elif line.startswith(":"):
            fields, path = line.split("\t", 1)
            _, mode, _, blob, _ = fields.split(" ")
            if not any(path.startswith(folder + "/") for folder in left_out):
                commits[-1][1].append((path, None if set(blob) == {"0"} or mode == "160000" else blob))
    return commits


def cargo_text(packages):
    source = 'source = "registry+https://github.com/rust-lang/crates.io-index"\n'
    return "version = 4\n\n" + "\n".join(
        f'[[package]]\nname = "{name}"\nversion = "{version}"\n{source}' for name, version in sorted(packages)
    )


def npm_text(packages):
    held = {"": {"name": "own", "version": "1.0.0"}}
    for name, version in sorted(packages):
        at = f"node_modules/{name}"
        held[at if at not in held else f"node_modules/in{len(held)}/{at}"] = {"version": version}
    return json.dumps({"name": "own", "version": "1.0.0", "lockfileVersion": 3, "packages": held}, indent=1)


def make(repository, seed, name):
    """A repository of some hundred commits, given to git as a stream."""
    chance, stream, mark = random.Random(seed), [], 0
    write = {"Cargo.lock": cargo_text, "package-lock.json": npm_text}[name]
    tips = {"main": {}}  # Of each branch: the files as it has them
    for number in range(150):
        branch = chance.choice(list(tips))
        files = tips[branch]
        before = list(files)
        merged = None
        kind = chance.random()
        if kind < 0.15 and len(tips) < 4 and files:
            new = f"b{number}"
            tips[new] = {path: set(held) for path, held in files.items()}
            stream.append(f"reset refs/heads/{new}\nfrom refs/heads/{branch}\n\n")
            continue
        if kind < 0.3 and branch != "main":
            merged, branch = branch, "main"
            before = list(tips["main"])
            tips["main"] = files = {path: set(held) for path, held in tips.pop(merged).items()}
        elif kind < 0.4 and files:  # A file moves, or goes
            path = chance.choice(list(files))
            held = files.pop(path)
            if chance.random() < 0.7:
                files[f"moved{number}/{name}"] = held
        for _ in range(chance.randrange(4)):
            path = chance.choice([*files, f"f{chance.randrange(3)}/{name}"])
            held = files.setdefault(path, set())
            for _ in range(chance.randrange(1, 4)):
                if held and chance.random() < 0.4:
                    held.remove(chance.choice(sorted(held)))
                else:
                    held.add((f"p{chance.randrange(12)}", f"{chance.randrange(3)}.{chance.randrange(12)}.0"))
        mark += 1
        when = 1600000000 + number * 1000 - chance.randrange(5000)
        stream.append(f"commit refs/heads/{branch}\nmark :{mark}\ncommitter A <a@example.org> {when} +0000\ndata 1\nx\n")
        if merged:
            stream.append(f"merge refs/heads/{merged}\n")
        for path in before:
            if path not in files:
                stream.append(f"D {path}\n")
        for path, held in files.items():
            text = write(held)
            stream.append(f"M 644 inline {path}\ndata {len(text)}\n{text}\n")
        stream.append("\n")
        if merged:
            stream.append(f"reset refs/heads/{merged}\nfrom 0000000000000000000000000000000000000000\n\n")
    git(".", "init", "-q", "-b", "main", repository)
    git(repository, "fast-import", "--quiet", "--force", input="".join(stream).encode())


def main():
    if sys.argv[2] != "made":
        return compare(*sys.argv[1:5], sys.argv[5:])
    different = 0
    for ecosystem, name in (("cargo", "Cargo.lock"), ("npm", "package-lock.json")):
        for seed in range(int(sys.argv[3]), int(sys.argv[3]) + 5):
            with tempfile.TemporaryDirectory() as folder:
                make(folder, seed, name)
                different |= compare(sys.argv[1], folder, ecosystem, name, [])
    return different


def compare(program, repository, ecosystem, name, left_out):
    read = READERS[ecosystem]
    commits = changes_of(repository, name, left_out)
    blobs = sorted({blob for _, changes in commits for _, blob in changes if blob})
    batch = git(repository, "cat-file", "--batch", input="\n".join(blobs).encode())
    states, at = {}, 0
    for blob in blobs:
        end = batch.index(b"\n", at)
        size = int(batch[at:end].split()[2])
        try:
            states[blob] = read(batch[end + 1 : end + 1 + size].decode())
        except (ValueError, KeyError, TypeError, AttributeError):
            states[blob] = None
        at = end + size + 2
    expected, files, before, unread = set(), {}, {}, 0
    for commit, changes in commits:
        for path, blob in changes:
            state = set() if blob is None else states[blob]
            unread += state is None
            files[path] = files.get(path, set()) if state is None else state
        after = {}
        for state in files.values():
            for component, version in state:
                after.setdefault(component, set()).add(version)
        for component in before.keys() | after.keys():
            a, b = before.get(component, set()), after.get(component, set())
            if a != b:
                expected.add((component, commit, tuple(sorted(a - b)), tuple(sorted(b - a))))
        before = after
    told = json.loads(
        subprocess.run(
            [program, "sbom", "history", repository, "--format", "json"], stdout=subprocess.PIPE, check=True
        ).stdout
    )
    got = {
        (one["name"], move["commit"], tuple(sorted(move["from"])), tuple(sorted(move["to"])))
        for one in told["components"]
        if one["ecosystem"] == ecosystem
        for move in one["moves"]
    }
    for missing in sorted(expected - got)[:10]:
        print("not told:", *missing)
    for more in sorted(got - expected)[:10]:
        print("told and not so:", *more)
    print(
        f"{len(commits)} commits, {len(blobs)} versions of {name} ({unread} not read here): {len(expected)} moves by git,"
        f" {len(got)} by avouch, {len(expected & got)} the same"
    )
    return 0 if expected == got else 1


if __name__ == "__main__":
    sys.exit(main())
