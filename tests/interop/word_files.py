#!/usr/bin/env python3
"""What our Word files are to programs that are not ours.

  word_files.py AVOUCH

A form of ours, a template as another program writes it, filled, and a later template
whose tables have headings and no claims: each is judged by openxml-audit (ISO/IEC
29500 and what Word expects) and docx-integrity, and read back by python-docx. Where
LibreOffice is there, each is made into a PDF, whose text has every claim.
Exit 77: skipped.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import docx
except ImportError:
    print("skipped: needs python-docx")
    sys.exit(77)

AVOUCH = sys.argv[1]
BIN = os.path.dirname(sys.executable)
ALL = 45


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def peer(name):
    beside = os.path.join(BIN, name)
    return beside if os.path.exists(beside) else shutil.which(name)


def claims():
    """Number and sentence of each claim, as the program lists them."""
    listed = run(AVOUCH, "catalogue", "export", "--format", "json")
    return re.findall(r'"claim":"((?:[^"\\]|\\.)*)","customer".*?"number":"(\d\.\d\.\d)"', listed)


def template(path, with_claims):
    document = docx.Document()
    # Its own template carries a part of Word 2010 that the validator rightly dislikes.
    for rid, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[rid]
    document.add_heading("Software Security Code of Practice", 0)
    document.add_paragraph("Self-Assessment Template")
    for rows in (["Organisation", "Name"], ["Assessed by", "Name", "Role", "Date\u00a0Completed"]):
        table = document.add_table(rows=0, cols=2)
        table.style = "Table Grid"
        for row in rows:
            table.add_row().cells[0].text = row
        table.rows[0].cells[0].merge(table.rows[0].cells[1])
        document.add_paragraph("")
    for theme in "1234":
        document.add_heading("Theme " + theme, 1)
        table = document.add_table(rows=1, cols=4)
        table.style = "Table Grid"
        headings = ["Reference", "Principles/\u00a0Claims", "Evidence", "Arguments\u00a0/ Assumptions"]
        for cell, heading in zip(table.rows[0].cells, headings):
            cell.text = heading
        if not with_claims:
            table.add_row()
            continue
        for sentence, number in claims():
            if number[0] != theme or number in ("2.1.6", "4.3.1"):
                continue
            cells = table.add_row().cells
            cells[0].text = "Claim\u00a0" + ("4.3.1" if number == "4.3.2" else number)
            cells[1].text = sentence
    document.save(path)


def check(path, rows, failures):
    document = docx.Document(path)
    filled = sum(
        1
        for table in document.tables
        for row in table.rows
        if row.cells[0].text.replace("\u00a0", " ").startswith("Claim ") and row.cells[-1].text.strip()
    )
    if filled != rows:
        failures.append(f"{path}: python-docx reads {filled} answered claims, not {rows}")
    for name, command in (("openxml-audit", []), ("docx-integrity", ["check"])):
        program = peer(name)
        if program is None:
            print(f"not there: {name}")
            continue
        judged = subprocess.run([program, *command, path], capture_output=True, text=True)
        print(f"{os.path.basename(path)}: {name}: {judged.stdout.strip().splitlines()[-1]}")
        if judged.returncode != 0:
            failures.append(f"{path}: {name}:\n{judged.stdout}{judged.stderr}")
    office = shutil.which("soffice")
    if office and shutil.which("pdftotext"):
        run(office, "--headless", "--convert-to", "pdf", "--outdir", os.path.dirname(path), path)
        text = run("pdftotext", "-layout", path.replace(".docx", ".pdf"), "-")
        # By rows: the official form prints one claim under another's number.
        seen = re.findall(r"Claim\s+(\d\.\d\.\d)", text)
        if len(seen) < rows:
            failures.append(f"{path}: of {rows} claims {len(seen)} are on its pages")
        print(f"{os.path.basename(path)}: LibreOffice: {len(seen)} claims on its pages")


def main():
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder  # Of LibreOffice's profile, too
        product = os.path.join(folder, "rota")
        git = ["git", "-C", product, "-c", "user.name=a", "-c", "user.email=a@b.example"]
        run("git", "init", "-q", product)
        with open(os.path.join(product, "SECURITY.md"), "w", encoding="utf-8") as file:
            file.write("# Security\n\nWrite to security@rota.example.\n")
        run(*git, "add", ".")
        run(*git, "commit", "-qm", "one")
        at = lambda name: os.path.join(folder, name)
        run(AVOUCH, "export", product, "--format", "docx", "--output", at("ours.docx"))
        template(at("official.docx"), True)
        template(at("later.docx"), False)
        for name in ("official", "later"):
            run(AVOUCH, "export", product, "--into", at(name + ".docx"), "--output", at(name + "-filled.docx"))
        check(at("ours.docx"), ALL, failures)
        check(at("official-filled.docx"), ALL, failures)
        check(at("later-filled.docx"), ALL, failures)
        # The styles of the template are those of what was made of it.
        for name in ("official", "later"):
            before, after = docx.Document(at(name + ".docx")), docx.Document(at(name + "-filled.docx"))
            if before.styles.element.xml != after.styles.element.xml:
                failures.append(name + ": its styles changed")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
