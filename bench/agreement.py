#!/usr/bin/env python3
"""What several lists of components (CycloneDX JSON) agree on, by ecosystem, as a Markdown table.

agreement.py [--list N] OURS NAME=THEIRS...   each a file; NAME is the peer's. --list: so many examples of each difference.

Packages are compared by type, name and version of their purl; qualifiers and subpaths are left out, and each
ecosystem's own rule for names applied. A list that is not there is skipped by name.
"""
import argparse
import collections
import json
import os
import re
import urllib.parse

FOLDED = {"swift", "pypi", "nuget", "composer", "github", "bitbucket", "hex", "golang", "deb", "apk", "rpm"}


def package(purl):
    """(type, name, version) as its ecosystem compares them; None of what is no purl."""
    match = re.match(r"pkg:/*([^/]+)/(.+)$", purl.split("#")[0].split("?")[0])
    if not match:
        return None
    kind, rest = match.group(1).lower(), match.group(2)
    kind = {"githubactions": "github"}.get(kind, kind)
    at = rest.rfind("@")
    name, version = (rest[:at], rest[at + 1:]) if at > rest.rfind("/") else (rest, "")  # "@" may begin a scope
    name, version = urllib.parse.unquote(name).strip("/"), urllib.parse.unquote(version)
    if kind in FOLDED:
        name = name.lower()
    if kind == "pypi":
        name, version = re.sub(r"[-_.]+", "-", name), version.removeprefix("==")
    if kind == "golang":
        version = version.removeprefix("v").removeprefix("go")
    if kind in ("docker", "oci") and "." in name.split("/")[0]:
        name = name.split("/", 1)[-1]  # The registry is a qualifier
    if kind in ("deb", "apk", "rpm"):
        name, version = name.split("/")[-1], re.sub(r"^\d+:", "", version)
    return kind, name, version


def packages(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    found, todo = set(), list(document.get("components", []))
    while todo:
        component = todo.pop()
        todo += component.get("components", [])
        one = package(component.get("purl") or "")
        if one:
            found.add(one)
    return found


def rows(ours, theirs, examples):
    for kind in sorted({one[0] for one in ours | theirs}):
        a = {one[1:] for one in ours if one[0] == kind}
        b = {one[1:] for one in theirs if one[0] == kind}
        yield kind, len(a & b), len(a - b), len(b - a)
        for sign, only in (("ours", a - b), ("theirs", b - a)):
            if examples and only:
                shown = sorted("@".join(one) for one in only)
                print(f"  {kind} only {sign}: {' '.join(shown[:examples])}", flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--list", type=int, default=0)
    arguments.add_argument("ours")
    arguments.add_argument("theirs", nargs="+")
    asked = arguments.parse_args()
    ours = packages(asked.ours)
    for pair in asked.theirs:
        name, _, path = pair.partition("=")
        if not os.path.exists(path) or os.path.getsize(path) == 0:
            print(f"skipped: {name} has no list here")
            continue
        for kind, both, only_ours, only_theirs in list(rows(ours, packages(path), asked.list)):
            print(f"| {os.path.basename(asked.ours).split('.')[0]} | {name} | {kind} | {both} | {only_ours} | {only_theirs} |")


if __name__ == "__main__":
    main()
