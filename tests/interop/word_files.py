#!/usr/bin/env python3
"""What our Word files are to programs that are not ours.

  word_files.py AVOUCH

A form of ours, an answer to other people's questions, a template as another program
writes it, filled, and a later template whose tables have headings and no claims: each is
judged by openxml-audit (ISO/IEC 29500 and what Word expects) and docx-integrity, and read
back by python-docx. Where java and the jars of pom.xml are there, each part is judged by
the schemas of ECMA-376. Where LibreOffice is there, each is made into a PDF, whose text
has every claim. Exit 77: skipped.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

try:
    import docx
except ImportError:
    print("skipped: needs python-docx")
    sys.exit(77)

AVOUCH = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
JARS = os.environ.get("AVOUCH_JARS", "")
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


def broken(path, to):
    """A copy whose paragraphs have their properties last, which the schema forbids."""
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(to, "w") as out:
        for name in whole.namelist():
            part = whole.read(name)
            if name == "word/document.xml":
                part = re.sub(rb"(<w:pPr>(?:(?!</w:pPr>).)*</w:pPr>)(.*?)</w:p>", rb"\2\1</w:p>", part)
            out.writestr(name, part)


def schema_errors(paths):
    """What the schemas say of each file's parts, by path; None: they are not there."""
    if not shutil.which("java") or not glob.glob(os.path.join(JARS, "*.jar")):
        return None
    said = subprocess.run(
        ["java", "-cp", os.path.join(JARS, "*"), os.path.join(HERE, "WordSchema.java"), *paths],
        capture_output=True, text=True)
    errors = {}
    for path in paths:
        lines = [line[len(path) + 2:] for line in said.stdout.splitlines() if line.startswith(path + ": ")]
        if not lines or not lines[-1].endswith(" parts judged by their schemas"):
            raise RuntimeError(said.stdout + said.stderr)
        print(f"{os.path.basename(path)}: {lines[-1]}")
        errors[path] = set(lines[:-1])
    return errors


def check_schemas(at, failures):
    """Ours are valid; filling a template makes nothing worse than it was; the judge can say no."""
    broken(at("ours.docx"), at("broken.docx"))
    names = ("ours", "answer", "official", "official-filled", "later", "later-filled", "broken")
    said = schema_errors([at(name + ".docx") for name in names])
    if said is None:
        print("not there: java, or the schemas of pom.xml")
        return
    errors = lambda name: said[at(name + ".docx")]
    for name, known in (("ours", set()), ("answer", set()), ("official-filled", errors("official")),
                        ("later-filled", errors("later"))):
        failures += [f"{name}.docx: {error}" for error in sorted(errors(name) - known)]
    if not errors("broken"):
        failures.append("broken.docx: the schemas find nothing in it")


def check_judges(path, failures):
    for name, command in (("openxml-audit", []), ("docx-integrity", ["check"])):
        program = peer(name)
        if program is None:
            print(f"not there: {name}")
            continue
        judged = subprocess.run([program, *command, path], capture_output=True, text=True)
        print(f"{os.path.basename(path)}: {name}: {judged.stdout.strip().splitlines()[-1]}")
        if judged.returncode != 0:
            failures.append(f"{path}: {name}:\n{judged.stdout}{judged.stderr}")


def print_pages(paths):
    """Makes a PDF of each beside it, where LibreOffice is there."""
    office = shutil.which("soffice")
    if office and shutil.which("pdftotext"):
        run(office, "--headless", "--convert-to", "pdf", "--outdir", os.path.dirname(paths[0]), *paths)


def pages(path):
    """The text on a file's pages, or None where nothing printed them."""
    paper = path.replace(".docx", ".pdf")
    return run("pdftotext", "-layout", paper, "-") if os.path.exists(paper) else None


def check_answer(path, failures):
    """Each question has its heading, what is not covered, and a table of 45 claims in all."""
    check_judges(path, failures)
    document = docx.Document(path)
    headings = [p.text for p in document.paragraphs if p.style.name == "heading 1" or p.style.name == "Heading 1"]
    covered = sum(1 for p in document.paragraphs if p.text.startswith("Not covered: "))
    claims_in = [row.cells[0].text for table in document.tables for row in table.rows]
    if headings[:2] != ["How to read this", "code"] or covered != 1:
        failures.append(f"{path}: python-docx reads {headings}, and {covered} times what is not covered")
    if sum(1 for one in claims_in if re.fullmatch(r"\d\.\d\.\d", one)) != ALL:
        failures.append(f"{path}: python-docx reads {claims_in}")
    text = pages(path)
    if text is not None and len(set(re.findall(r"^ *(\d\.\d\.\d) ", text, re.M))) != ALL:
        failures.append(f"{path}: not all claims are on its pages")


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
    check_judges(path, failures)
    text = pages(path)
    if text is not None:
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
        run(AVOUCH, "answer", "g-cloud", product, "--format", "docx", "--output", at("answer.docx"))
        written = ("ours", "answer", "official-filled", "later-filled")
        print_pages([at(name + ".docx") for name in written])
        check(at("ours.docx"), ALL, failures)
        check_answer(at("answer.docx"), failures)
        check(at("official-filled.docx"), ALL, failures)
        check(at("later-filled.docx"), ALL, failures)
        check_schemas(at, failures)
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
