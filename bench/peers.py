#!/usr/bin/env python3
"""Times of programs that list components, in turn on the same inputs, as a Markdown table.

peers.py [--runs N] --peers FOLDER AVOUCH [FOLDER...]   with locks and a list that are made here
peers.py --list PREFIX --peers FOLDER AVOUCH FOLDER     writes PREFIX.NAME.json by each peer, once

A run of each in turn, after one that is not counted; of a figure the least of the runs stands, since what else the
machine does only adds. Processor time is user and system together; memory the largest resident set.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

# Readers of what is installed and of what is built; no digests of files, no files that no package names.
SYFT = {
    "SYFT_CHECK_FOR_APP_UPDATE": "false",
    "SYFT_FILE_METADATA_SELECTION": "none",
    "SYFT_GOLANG_USE_PACKAGES_LIB": "false",
    "SYFT_JAVASCRIPT_INCLUDE_DEV_DEPENDENCIES": "true",
}
# Its readers by language: "artifact" and "sourcecode" search every file for passwords, too, which is no equal work.
SOURCES = ("cpp,java,javascript,python,go,dart,erlang,gleam,lua,nim,ocaml,elixir,haskell,r,ruby,dotnet,php,rust,julia,"
           "swift,perl,bazel,sbom,os,miscsource")
INSTALLED = "os,python/wheelegg,javascript/packagejson,java/archive,go/binary,ruby/gem,rust/cargoauditable,dotnet"


def is_root(folder):
    return any(os.path.isdir(os.path.join(folder, place)) for place in ("var/lib/dpkg", "lib/apk/db", "var/lib/rpm"))


def commands(peers, avouch, target, out, kind):
    """{name: (arguments, environment)}, of the programs that are there."""
    syft, scalibr = os.path.join(peers, "bin/syft"), os.path.join(peers, "bin/scalibr")
    cdxgen = os.path.join(peers, "node/node_modules/.bin/cdxgen")
    all_of_it = {}
    if kind == "convert":
        all_of_it["avouch"] = ([avouch, "sbom", "convert", target, "--format", "cyclonedx", "--output", out], {})
        all_of_it["syft"] = ([syft, "convert", "-q", target, "-o", f"cyclonedx-json={out}"], SYFT)
    else:
        readers = ["--override-default-catalogers", "image"] if kind == "root" else []
        all_of_it["avouch"] = ([avouch, "sbom", "generate", target, "--all", "--output", out], {})
        all_of_it["syft"] = ([syft, "scan", "-q", f"dir:{target}", *readers, "-o", f"cyclonedx-json={out}"], SYFT)
        plugins = INSTALLED if kind == "root" else SOURCES
        all_of_it["scalibr"] = (
            [scalibr, "-offline", f"-plugins={plugins}", "-root", target, "-o", f"cdx-json={out}"], {})
        if kind == "tree":
            all_of_it["cdxgen"] = (
                [cdxgen, "-r", "--no-install-deps", "--no-babel", "--no-validate", "-o", out, target], {})
    return {name: one for name, one in all_of_it.items() if name == "avouch" or os.path.exists(one[0][0])}


def run(arguments, environment, seconds=600):
    """(wall, processor seconds, MiB), or None where it failed or took too long."""
    began = time.monotonic()
    child = subprocess.Popen(arguments, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while True:
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
        if done:
            break
        if time.monotonic() - began > seconds:
            child.kill()
            os.wait4(child.pid, 0)
            return None
        time.sleep(0.002)
    child.returncode = status
    wall = time.monotonic() - began
    return None if status else (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def counted(path):
    """In a process of its own: what this one has held counts as the memory of those it starts."""
    count = ("import json, sys\n"
             "print(sum(1 for one in json.load(open(sys.argv[1])).get('components', []) if one.get('purl')))")
    done = subprocess.run([sys.executable, "-c", count, path], capture_output=True, text=True, check=False)
    return f"{int(done.stdout):,}" if done.returncode == 0 else "none"


def measure(title, peers, avouch, target, kind, runs):
    with tempfile.TemporaryDirectory() as folder:
        asked = commands(peers, avouch, target, "", kind)
        figures, out = {name: [] for name in asked}, {name: f"{folder}/{name}.json" for name in asked}
        for turn in range(runs + 1):
            for name in asked:
                if figures[name] is None:
                    continue
                arguments, environment = commands(peers, avouch, target, out[name], kind)[name]
                figure = run(arguments, environment)
                if figure is None:
                    figures[name] = None
                elif turn > 0:
                    figures[name].append(figure)
        for name, found in figures.items():
            if not found:
                print(f"| {title} | {name} | failed, or over 600 s | | | |", flush=True)
                continue
            wall, cpu, memory = (min(one[i] for one in found) for i in range(3))
            print(f"| {title} | {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {counted(out[name])} |", flush=True)


def package_lock(count):
    digest = "sha512-" + "A" * 86 + "=="
    packages = {"": {"name": "big", "version": "1.0.0", "dependencies": {f"p{i}": "1" for i in range(0, count, 10)}}}
    for i in range(count):
        packages[f"node_modules/p{i}"] = {
            "version": f"1.{i % 50}.0", "resolved": f"https://registry.example.com/p{i}/-/p{i}-1.{i % 50}.0.tgz",
            "integrity": digest, "dependencies": {f"p{(i * 7 + k) % count}": "^1" for k in (1, 2, 3)}}
    return json.dumps({"name": "big", "version": "1.0.0", "lockfileVersion": 3, "packages": packages}, indent=1)


def cargo_lock(count):
    lines = ["version = 3", ""]
    for i in range(count):
        needs = "".join(f' "p{(i * 7 + k) % count}",\n' for k in (1, 2, 3))
        lines += ["[[package]]", f'name = "p{i}"', f'version = "1.{i % 50}.0"',
                  'source = "registry+https://github.com/rust-lang/crates.io-index"', f'checksum = "{i:064x}"',
                  f"dependencies = [\n{needs}]", ""]
    return "\n".join(lines)


def pnpm_lock(count):
    lines = ["lockfileVersion: '9.0'", "", "importers:", "  .:", "    dependencies:"]
    for i in range(0, count, 10):
        lines += [f"      p{i}:", "        specifier: '1'", f"        version: 1.{i % 50}.0"]
    lines += ["", "packages:"]
    for i in range(count):
        lines += ["", f"  p{i}@1.{i % 50}.0:", f"    resolution: {{integrity: sha512-{'A' * 86}==}}"]
    lines += ["", "snapshots:"]
    for i in range(count):
        lines += ["", f"  p{i}@1.{i % 50}.0:", "    dependencies:"]
        lines += [f"      p{(i * 7 + k) % count}: 1.{(i * 7 + k) % count % 50}.0" for k in (1, 2, 3)]
    return "\n".join(lines) + "\n"


def large_list(path, count):
    """A CycloneDX document of so many components, each with a licence, a digest and three needs."""
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"components":[')
        for i in range(count):
            purl = f"pkg:npm/package-number-{i}@1.{i % 50}.{i % 7}"
            out.write("," if i else "")
            json.dump({"bom-ref": purl, "type": "library", "name": f"package-number-{i}",
                       "version": f"1.{i % 50}.{i % 7}", "purl": purl, "scope": "required",
                       "licenses": [{"license": {"id": "MIT"}}],
                       "hashes": [{"alg": "SHA-512", "content": f"{i:0128x}"}],
                       "externalReferences": [{"type": "distribution", "url":
                                               f"https://registry.example.com/package-number-{i}/-/{i}.tgz"}],
                       "properties": [{"name": "example:path", "value": f"web/node_modules/package-number-{i}"}]}, out)
        out.write('],"dependencies":[')
        for i in range(count):
            names = [(i * 7 + k) % count for k in (0, 1, 2, 3)]
            refs = [f"pkg:npm/package-number-{n}@1.{n % 50}.{n % 7}" for n in names]
            own = f"pkg:npm/package-number-{i}@1.{i % 50}.{i % 7}"
            out.write("," if i else "")
            json.dump({"ref": own, "dependsOn": [one for one in refs[1:] if one != own]}, out)
        out.write("]}")


def in_child(write):
    """As counted."""
    child = os.fork()
    if child == 0:
        write()
        os._exit(0)
    os.waitpid(child, 0)


def written(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def made(peers, avouch, runs):
    with tempfile.TemporaryDirectory() as folder:
        for title, name, make in (("package-lock.json", "package-lock.json", package_lock),
                                  ("Cargo.lock", "Cargo.lock", cargo_lock),
                                  ("pnpm-lock.yaml", "pnpm-lock.yaml", pnpm_lock)):
            place = os.path.join(folder, name.split(".")[0])
            os.mkdir(place)
            in_child(lambda path=os.path.join(place, name), text=make: written(path, text(10_000)))
            measure(f"{title}, 10,000 packages", peers, avouch, place, "lock", runs)
        large = os.path.join(folder, "large.json")
        in_child(lambda: large_list(large, 200_000))
        size = os.path.getsize(large) / 1e6
        measure(f"CycloneDX, 200,000 components, {size:.0f} MB, read and written", peers, avouch, large, "convert",
                min(runs, 2))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--peers", required=True)
    arguments.add_argument("--list")
    arguments.add_argument("avouch")
    arguments.add_argument("folders", nargs="*")
    asked = arguments.parse_args()
    asked.folders = [os.path.abspath(one) for one in asked.folders]  # "in/tea" is a model's name for cdxgen
    if asked.list:
        kind = "root" if is_root(asked.folders[0]) else "tree"
        for name in commands(asked.peers, asked.avouch, asked.folders[0], "", kind):
            out = f"{asked.list}.{name}.json"
            command, environment = commands(asked.peers, asked.avouch, asked.folders[0], out, kind)[name]
            if not os.path.exists(out) and run(command, environment) is None:
                print(f"skipped: {name} failed, or took over 600 s", file=sys.stderr)
        return
    print("| input | program | wall s | processor s | MiB | with a purl |\n|---|---|---|---|---|---|")
    for folder in asked.folders:
        kind = "root" if is_root(folder) else "tree"
        files = sum(len(names) for _, _, names in os.walk(folder))
        measure(f"{os.path.basename(folder.rstrip('/'))}, {files:,} files", asked.peers, asked.avouch, folder, kind,
                asked.runs)
    made(asked.peers, asked.avouch, asked.runs)


if __name__ == "__main__":
    main()
