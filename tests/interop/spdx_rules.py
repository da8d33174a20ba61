"""Documents of SPDX 2.3 in three forms, whole and broken in one place each, judged by
`avouch sbom validate` and by spdx-tools: the same verdict, or a reason why not.

    spdx_rules.py AVOUCH SOURCE

Skips (77) without spdx-tools; ./dev interop installs it, pinned.
"""

import copy
import json
import logging
import pathlib
import subprocess
import sys
import tempfile

AVOUCH = sys.argv[1]
try:
    import yaml
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
except ImportError:
    print("skipped: needs the Python package spdx-tools (./dev interop installs it)")
    sys.exit(77)
logging.disable(logging.CRITICAL)

SHA1 = "85ed0817af83a24ad8da68c2b5094de69833983c"
BASE = {
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
    "name": "tea", "documentNamespace": "https://example.org/tea-1",
    "creationInfo": {"created": "2026-01-02T03:04:05Z", "licenseListVersion": "3.20",
                     "creators": ["Tool: kettle-1", "Organization: Tea Ltd (t@example.org)"]},
    "externalDocumentRefs": [
        {"externalDocumentId": "DocumentRef-cups", "spdxDocument": "https://example.org/cups",
         "checksum": {"algorithm": "SHA1", "checksumValue": SHA1}}],
    "hasExtractedLicensingInfos": [
        {"licenseId": "LicenseRef-Ours", "extractedText": "Drink it.", "name": "Ours"}],
    "packages": [
        {"SPDXID": "SPDXRef-tea", "name": "tea", "versionInfo": "1.0",
         "downloadLocation": "https://example.org/tea.tar.gz", "filesAnalyzed": True,
         "packageVerificationCode": {"packageVerificationCodeValue": SHA1},
         "checksums": [{"algorithm": "SHA256", "checksumValue": "a" * 64}],
         "supplier": "Organization: Tea Ltd (t@example.org)", "homepage": "https://example.org/",
         "licenseConcluded": "MIT OR LicenseRef-Ours", "licenseDeclared": "NOASSERTION",
         "licenseInfoFromFiles": ["MIT"], "copyrightText": "NOASSERTION",
         "primaryPackagePurpose": "LIBRARY", "releaseDate": "2026-01-02T03:04:05Z",
         "externalRefs": [
             {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
              "referenceLocator": "pkg:npm/tea@1.0"},
             {"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
              "referenceLocator": "cpe:2.3:a:tea:tea:1.0:*:*:*:*:*:*:*"}]},
        {"SPDXID": "SPDXRef-water", "name": "water", "downloadLocation": "NOASSERTION",
         "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NONE",
         "copyrightText": "NONE"}],
    "files": [
        {"SPDXID": "SPDXRef-leaf", "fileName": "./leaf.c", "fileTypes": ["SOURCE"],
         "checksums": [{"algorithm": "SHA1", "checksumValue": SHA1}], "licenseConcluded": "MIT",
         "licenseInfoInFiles": ["MIT"], "copyrightText": "NONE"}],
    "snippets": [
        {"SPDXID": "SPDXRef-vein", "name": "vein", "snippetFromFile": "SPDXRef-leaf",
         "ranges": [{"startPointer": {"offset": 1, "reference": "SPDXRef-leaf"},
                     "endPointer": {"offset": 9, "reference": "SPDXRef-leaf"}}],
         "licenseConcluded": "MIT", "copyrightText": "NONE"}],
    "annotations": [
        {"annotator": "Person: Ann", "annotationDate": "2026-01-02T03:04:05Z",
         "annotationType": "REVIEW", "comment": "Good."}],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
         "relatedSpdxElement": "SPDXRef-tea"},
        {"spdxElementId": "SPDXRef-tea", "relationshipType": "DEPENDS_ON",
         "relatedSpdxElement": "SPDXRef-water"},
        {"spdxElementId": "SPDXRef-tea", "relationshipType": "CONTAINS",
         "relatedSpdxElement": "SPDXRef-leaf"}],
}
TAGS = f"""SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: tea
DocumentNamespace: https://example.org/tea-1
ExternalDocumentRef: DocumentRef-cups https://example.org/cups SHA1: {SHA1}
Creator: Tool: kettle-1
Created: 2026-01-02T03:04:05Z
LicenseListVersion: 3.20
PackageName: tea
SPDXID: SPDXRef-tea
PackageVersion: 1.0
PackageDownloadLocation: https://example.org/tea.tar.gz
FilesAnalyzed: true
PackageVerificationCode: {SHA1}
PackageChecksum: SHA1: {SHA1}
PackageHomePage: https://example.org/
PackageLicenseConcluded: MIT OR LicenseRef-Ours
PackageLicenseInfoFromFiles: MIT
PackageLicenseDeclared: NOASSERTION
PackageCopyrightText: <text>Copyright
of many</text>
ExternalRef: PACKAGE-MANAGER purl pkg:npm/tea@1.0
PrimaryPackagePurpose: LIBRARY
FileName: ./leaf.c
SPDXID: SPDXRef-leaf
FileType: SOURCE
FileChecksum: SHA1: {SHA1}
LicenseConcluded: MIT
LicenseInfoInFile: MIT
FileCopyrightText: NONE
SnippetSPDXID: SPDXRef-vein
SnippetFromFileSPDXID: SPDXRef-leaf
SnippetByteRange: 1:9
SnippetLicenseConcluded: MIT
SnippetCopyrightText: NONE
LicenseID: LicenseRef-Ours
ExtractedText: <text>Drink it.</text>
LicenseName: Ours
Annotator: Person: Ann
AnnotationDate: 2026-01-02T03:04:05Z
AnnotationType: REVIEW
SPDXREF: SPDXRef-tea
AnnotationComment: <text>Good.</text>
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-tea
Relationship: SPDXRef-tea CONTAINS SPDXRef-leaf
"""
GONE = object()
TEA, WATER, LEAF, VEIN = ("packages", 0), ("packages", 1), ("files", 0), ("snippets", 0)

# A name, a place in the document, and what stands there instead.
CHANGES = [
    ("nothing changed", ("name",), "tea"),
    ("no version", ("spdxVersion",), GONE),
    ("a version that is none", ("spdxVersion",), "SPDX-2.9"),
    ("another licence of the data", ("dataLicense",), "MIT"),
    ("another id of the document", ("SPDXID",), "SPDXRef-doc"),
    ("no name of the document", ("name",), GONE),
    ("no namespace", ("documentNamespace",), GONE),
    ("a namespace with a part", ("documentNamespace",), "https://example.org/a#b"),
    ("a namespace without a scheme", ("documentNamespace",), "example.org/a"),
    ("no creation", ("creationInfo",), GONE),
    ("no time", ("creationInfo", "created"), GONE),
    ("a time in parts of seconds", ("creationInfo", "created"), "2026-01-02T03:04:05.123Z"),
    ("a time of another zone", ("creationInfo", "created"), "2026-01-02T03:04:05+01:00"),
    ("a date alone", ("creationInfo", "created"), "2026-01-02"),
    ("a day that is none", ("creationInfo", "created"), "2026-02-30T03:04:05Z"),
    ("no creators", ("creationInfo", "creators"), GONE),
    ("an empty list of creators", ("creationInfo", "creators"), []),
    ("a creator of no kind", ("creationInfo", "creators", 0), "kettle"),
    ("a person with an address", ("creationInfo", "creators", 0), "Person: Ann (a@example.org)"),
    ("a version of the list in words", ("creationInfo", "licenseListVersion"), "new"),
    ("a reference to a document by another name",
     ("externalDocumentRefs", 0, "externalDocumentId"), "Cups"),
    ("a document without a scheme", ("externalDocumentRefs", 0, "spdxDocument"), "cups"),
    ("a digest of a document that is too short",
     ("externalDocumentRefs", 0, "checksum", "checksumValue"), "85ed"),
    ("a licence of our own by another name",
     ("hasExtractedLicensingInfos", 0, "licenseId"), "Ours"),
    ("a licence of our own without a text",
     ("hasExtractedLicensingInfos", 0, "extractedText"), GONE),
    ("no id", TEA + ("SPDXID",), GONE),
    ("an id with a blank", WATER + ("SPDXID",), "SPDXRef-wa ter"),
    ("an id with an underscore", WATER + ("SPDXID",), "SPDXRef-wa_ter"),
    ("an id without its prefix", WATER + ("SPDXID",), "water"),
    ("two things of one id", WATER + ("SPDXID",), "SPDXRef-tea"),
    ("no name", TEA + ("name",), GONE),
    ("no place to load from", TEA + ("downloadLocation",), GONE),
    ("a place to load from in words", TEA + ("downloadLocation",), "the internet"),
    ("a place in git", TEA + ("downloadLocation",),
     "git+https://git.example.org/tea.git@v1.0#src/leaf.c"),
    ("a place in git by ssh's short form", TEA + ("downloadLocation",),
     "git+git@git.example.org:tea"),
    ("a place by a tool of no version control", TEA + ("downloadLocation",),
     "registry+https://git.example.org/index"),
    ("a place with a password", TEA + ("downloadLocation",),
     "git+https://ann:secret@git.example.org/tea.git"),
    ("an address with a blank", TEA + ("downloadLocation",), "https://example.org/a b"),
    ("a home that is no address", TEA + ("homepage",), "not a home"),
    ("a home without a scheme", TEA + ("homepage",), "www.example.org"),
    ("a supplier of no kind", TEA + ("supplier",), "Tea Ltd"),
    ("a tool as supplier", TEA + ("supplier",), "Tool: kettle-1"),
    ("nobody said who supplies", TEA + ("supplier",), "NOASSERTION"),
    ("a digest that is too short", TEA + ("checksums", 0, "checksumValue"), "abc"),
    ("a digest in capitals", TEA + ("checksums", 0, "checksumValue"), "A" * 64),
    ("a digest of no kind", TEA + ("checksums", 0, "algorithm"), "SHA999"),
    ("no value of a digest", TEA + ("checksums", 0, "checksumValue"), GONE),
    ("a licence that is none", TEA + ("licenseConcluded",), "Nonesuch-1.0"),
    ("a licence that has no text", TEA + ("licenseConcluded",), "LicenseRef-Theirs"),
    ("a licence of another document", TEA + ("licenseConcluded",),
     "DocumentRef-cups:LicenseRef-Cups"),
    ("a licence of a document nobody named", TEA + ("licenseConcluded",),
     "DocumentRef-pots:LicenseRef-Pots"),
    ("an expression that ends early", TEA + ("licenseConcluded",), "MIT AND"),
    ("an exception as a licence", TEA + ("licenseConcluded",), "Bison-exception-2.2"),
    ("a licence with an exception", TEA + ("licenseConcluded",),
     "GPL-2.0-or-later WITH Bison-exception-2.2"),
    ("a file's licence that is none", TEA + ("licenseInfoFromFiles", 0), "Nonesuch-1.0"),
    ("a code that is no digest", TEA + ("packageVerificationCode", "packageVerificationCodeValue"),
     "xyz"),
    ("no code", TEA + ("packageVerificationCode",), GONE),
    ("a code though no file was seen", WATER + ("packageVerificationCode",),
     {"packageVerificationCodeValue": SHA1}),
    ("files' licences though no file was seen", WATER + ("licenseInfoFromFiles",), ["MIT"]),
    ("a purpose that is none", TEA + ("primaryPackagePurpose",), "DRINK"),
    ("a day as time of release", TEA + ("releaseDate",), "2026-01-02"),
    ("a category that is none", TEA + ("externalRefs", 0, "referenceCategory"), "PACKAGES"),
    ("a category as JSON had it first", TEA + ("externalRefs", 0, "referenceCategory"),
     "PACKAGE_MANAGER"),
    ("a type of another category", TEA + ("externalRefs", 0, "referenceCategory"), "SECURITY"),
    ("a purl that is none", TEA + ("externalRefs", 0, "referenceLocator"), "npm/tea@1.0"),
    ("a purl without a type", TEA + ("externalRefs", 0, "referenceLocator"), "pkg:tea"),
    ("a cpe with too few parts", TEA + ("externalRefs", 1, "referenceLocator"), "cpe:2.3:a:tea"),
    ("a locator with a blank", TEA + ("externalRefs", 0),
     {"referenceCategory": "OTHER", "referenceType": "shelf", "referenceLocator": "top left"}),
    ("a gitoid", TEA + ("externalRefs", 0),
     {"referenceCategory": "PERSISTENT-ID", "referenceType": "gitoid",
      "referenceLocator": "gitoid:blob:sha1:" + SHA1}),
    ("a gitoid of no kind", TEA + ("externalRefs", 0),
     {"referenceCategory": "PERSISTENT-ID", "referenceType": "gitoid",
      "referenceLocator": "gitoid:leaf:sha1:" + SHA1}),
    ("a field that is none", TEA + ("flavour",), "green"),
    ("a version that is a number", TEA + ("versionInfo",), 1.5),
    ("files looked at in words", TEA + ("filesAnalyzed",), "yes"),
    ("a file below the root", LEAF + ("fileName",), "/leaf.c"),
    ("a file without SHA-1", LEAF + ("checksums", 0),
     {"algorithm": "SHA256", "checksumValue": "a" * 64}),
    ("a file without a digest", LEAF + ("checksums",), GONE),
    ("a type of file that is none", LEAF + ("fileTypes", 0), "LEAF"),
    ("a snippet of no file", VEIN + ("snippetFromFile",), "SPDXRef-water"),
    ("a snippet of nothing", VEIN + ("snippetFromFile",), "SPDXRef-nothing"),
    ("a range backwards", VEIN + ("ranges", 0, "startPointer", "offset"), 10),
    ("a range from nothing", VEIN + ("ranges", 0, "startPointer", "offset"), 0),
    ("a snippet without a range", VEIN + ("ranges",), GONE),
    ("an annotator of no kind", ("annotations", 0, "annotator"), "Ann"),
    ("an annotation without a time", ("annotations", 0, "annotationDate"), GONE),
    ("an annotation of no type", ("annotations", 0, "annotationType"), "PRAISE"),
    ("a relation to nothing", ("relationships", 1, "relatedSpdxElement"), "SPDXRef-nothing"),
    ("a relation of nothing", ("relationships", 1, "spdxElementId"), "SPDXRef-nothing"),
    ("a relation to NONE", ("relationships", 1, "relatedSpdxElement"), "NONE"),
    ("a relation of NONE", ("relationships", 1, "spdxElementId"), "NONE"),
    ("a relation to another document", ("relationships", 1, "relatedSpdxElement"),
     "DocumentRef-cups:SPDXRef-cup"),
    ("a relation to a document nobody named", ("relationships", 1, "relatedSpdxElement"),
     "DocumentRef-pots:SPDXRef-pot"),
    ("a relation that is none", ("relationships", 1, "relationshipType"), "LIKES"),
    ("a file in what was not looked at", ("relationships", 1),
     {"spdxElementId": "SPDXRef-water", "relationshipType": "CONTAINS",
      "relatedSpdxElement": "SPDXRef-leaf"}),
    ("nothing is described", ("relationships", 0), {
        "spdxElementId": "SPDXRef-tea", "relationshipType": "OTHER",
        "relatedSpdxElement": "SPDXRef-water"}),
]
# A name, a line of the tags, and what stands there instead.
TAG_CHANGES = [
    ("no change", "DocumentName: tea", "DocumentName: tea"),
    ("a tag that is none", "DocumentName: tea", "DocumentName: tea\nFlavour: green"),
    ("a tag twice", "PackageVersion: 1.0", "PackageVersion: 1.0\nPackageVersion: 2.0"),
    ("a line that is no tag", "PackageVersion: 1.0", "PackageVersion 1.0"),
    ("a tag without a value", "PackageVersion: 1.0", "PackageVersion:"),
    ("a comment", "PackageVersion: 1.0", "# PackageVersion: 1.0"),
    ("a text that does not end", "<text>Drink it.</text>", "<text>Drink it."),
    ("a digest without its kind", f"PackageChecksum: SHA1: {SHA1}", f"PackageChecksum: {SHA1}"),
    ("a digest too short", f"PackageChecksum: SHA1: {SHA1}", "PackageChecksum: SHA1: 85ed"),
    ("files looked at in words", "FilesAnalyzed: true", "FilesAnalyzed: yes"),
    ("a relation of two words", "Relationship: SPDXRef-tea CONTAINS SPDXRef-leaf",
     "Relationship: SPDXRef-tea SPDXRef-leaf"),
    ("a relation to nothing", "CONTAINS SPDXRef-leaf", "CONTAINS SPDXRef-nothing"),
    ("a range that is none", "SnippetByteRange: 1:9", "SnippetByteRange: 1-9"),
    ("a range backwards", "SnippetByteRange: 1:9", "SnippetByteRange: 9:1"),
    ("no id", "SPDXID: SPDXRef-leaf\n", ""),
    ("no place to load from", "PackageDownloadLocation: https://example.org/tea.tar.gz\n", ""),
    ("no time", "Created: 2026-01-02T03:04:05Z\n", ""),
    ("no creator", "Creator: Tool: kettle-1\n", ""),
    ("a reference of two words", "purl pkg:npm/tea@1.0", "pkg:npm/tea@1.0"),
    ("an annotation of nothing", "SPDXREF: SPDXRef-tea", "SPDXREF: SPDXRef-nothing"),
    ("a package's tag where no package is", "PackageName: tea\n", ""),
    ("a file's tag within a package", "PackageVersion: 1.0", "FileType: SOURCE"),
]
# Where we differ, and why.
BLANK = "an address has no blanks (RFC 3986); its pattern looks at the start alone"
DIFFERENCES = {
    f"{form}: {name}": reason for form in ("JSON", "YAML") for name, reason in {
        "a place with a password": "7.7: names and passwords in it are an error",
        "an address with a blank": BLANK,
        "a home without a scheme": "7.11: a URI, NONE or NOASSERTION",
        "a tool as supplier": "7.5: a person, an organization or NOASSERTION",
        "a field that is none": "the published schema takes no other fields",
    }.items()}
PROBLEMS = []


def changed(path, value):
    out = copy.deepcopy(BASE)
    at = out
    for key in path[:-1]:
        at = at[key]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return out


def theirs(path):
    try:
        document = parse_file(str(path))
    except Exception as error:  # Its parsers raise whatever they meet
        return False, str(error)
    found = validate_full_spdx_document(document)
    return not found, "; ".join(one.validation_message for one in found)


def ours(path):
    done = subprocess.run([AVOUCH, "sbom", "validate", str(path)], capture_output=True, text=True)
    return done.returncode == 0, done.stdout + done.stderr


def compare(name, path):
    (they, why), (we, told) = theirs(path), ours(path)
    reason = DIFFERENCES.get(name)
    if (they == we) == (reason is not None):
        PROBLEMS.append(f"{name}: spdx-tools {they} ({why[:300]}), avouch {we}: {told[:600]}"
                        + (f"\n  and was to differ: {reason}" if reason else ""))


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, path, value in CHANGES:
            document = changed(path, value)
            (folder / "d.json").write_text(json.dumps(document))
            compare(f"JSON: {name}", folder / "d.json")
            (folder / "d.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
            compare(f"YAML: {name}", folder / "d.yaml")
        for name, line, instead in TAG_CHANGES:
            assert line in TAGS, line
            (folder / "d.spdx").write_text(TAGS.replace(line, instead, 1))
            compare(f"tags: {name}", folder / "d.spdx")
    for one in PROBLEMS:
        print(one)
    print(f"{2 * len(CHANGES) + len(TAG_CHANGES)} documents, {len(DIFFERENCES)} differences"
          f" with a reason, {len(PROBLEMS)} without")
    sys.exit(1 if PROBLEMS else 0)


main()
