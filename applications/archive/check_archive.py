#!/usr/bin/env python3
"""Check an archive of Wuri: python3 check_archive.py ARCHIVE.zip. Needs Python 3.8 or later and nothing else.

It checks that the files are those of the manifest, that the journal is an unbroken chain of SM3 digests up to the head
that the manifest names, and that the text which was signed and sealed, by the journal, is the text in the archive.
The seals in agreement.pdf are read by any tool for PDF signatures, such as pdfsig.
Take this script from a place that you trust, not from the archive that you doubt.
"""

import hashlib
import json
import sys
import zipfile

OURS = {"manifest.json", "check_archive.py"}


def faults(path):
    """What is wrong, a sentence for each; empty where nothing is."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) != len(set(names)):
                return ["a file stands in the archive twice"]
            files = {name: archive.read(name) for name in names}
        manifest = json.loads(files["manifest.json"])
        return weighed(manifest, files) + chained(manifest, files["journal.jsonl"]) + signed(files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        return [f"the archive cannot be read: {error!r}"]


def weighed(manifest, files):
    found, listed = [], {one["name"] for one in manifest["files"]}
    if listed != set(files) - OURS:
        found.append(f"the manifest names {sorted(listed)}, the archive has {sorted(set(files) - OURS)}")
    for one in manifest["files"]:
        content = files.get(one["name"], b"")
        for algorithm in ("sha256", "sm3"):
            if has(algorithm) and hashlib.new(algorithm, content).hexdigest() != one[algorithm]:
                found.append(f"{one['name']}: {algorithm} differs")
        if len(content) != one["size"]:
            found.append(f"{one['name']}: size differs")
    return found


def chained(manifest, journal):
    found, previous = [], ""
    for number, line in enumerate(journal.decode().splitlines(), start=1):
        row = json.loads(line)
        entry = json.loads(row["entry"])
        if entry["seq"] != number or entry["prev"] != previous or entry["case"] != manifest["case"]:
            found.append(f"entry {number} does not continue the one before")
        if has("sm3") and hashlib.new("sm3", row["entry"].encode()).hexdigest() != row["hash"]:
            found.append(f"entry {number} was altered")
        previous = row["hash"]
    if previous != manifest["journal_head"]:
        found.append("the journal does not end where the manifest says")
    return found


def signed(files):
    """What both sides acted on, by the journal, is the text in the archive."""
    digest, found = hashlib.sha256(files["agreement-text.pdf"]).hexdigest(), []
    entries = [json.loads(json.loads(line)["entry"]) for line in files["journal.jsonl"].decode().splitlines()]
    for act in ("sign", "seal"):
        texts = [entry["facts"].get("sha256") for entry in entries if entry["name"] == act]
        if texts != [digest]:
            found.append(f"{act}: the journal names another text than agreement-text.pdf")
    return found


def has(algorithm):
    """Some builds of Python come without SM3; SHA-256 is always there."""
    return algorithm in hashlib.algorithms_available


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    found = faults(sys.argv[1])
    if not has("sm3"):
        print("this Python has no SM3: only SHA-256 was checked, and the journal's digests were not")
    for fault in found:
        print(fault)
    print("NOT VALID" if found else "valid")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
