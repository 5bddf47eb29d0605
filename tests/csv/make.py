#!/usr/bin/env python3
"""Makes the data and the map of every case in this folder; `expected.txt` is what cjm says of each.

    python3 tests/csv/make.py && UPDATE_DOCS=1 cargo test --test it -- csv::

Needs `zstd`. Whoever changes a case reads the new `expected.txt` before it is kept.
"""

import gzip
import pathlib
import subprocess

HERE = pathlib.Path(__file__).parent

MAP = """[journey]
title = "Sending a parcel"

[[source]]
id = "answers"
file = "{file}"
time = "date"
touchpoint = "place"
csat = "csat"
sentiment = "mood"
{more}
[[stage]]
id = "send"
name = "Send"

[[stage.touchpoint]]
id = "counter"
name = "Counter"
match = ["{place}"]
"""

TEXT = '''date,place,csat,mood,note
2024-01-15,counter,5,0.5,"quick, kind"
2024-01-16,counter,4,,
2024-02-17,counter,2,-0.25,"said ""later"""
'''
LATIN = '''date,place,csat,mood,note
2024-01-15,guichet d'été,5,0.5,"très réussi, à refaire"
2024-01-16,guichet d'été,4,,où est le reçu ?
2024-02-17,guichet d'été,2,-0.25,fermé
'''
WESTERN = LATIN.replace("d'été", "d\u2019été").replace("fermé", "10 € de trop")
HEBREW = '''date,place,csat,mood,note
2024-01-15,דלפק,5,0.5,"שירות מהיר, תודה"
2024-01-16,דלפק,4,,המשלוח הגיע מאוחר והקופסה הייתה פתוחה
2024-02-17,דלפק,2,-0.25,לא ענו לי בטלפון
'''
SUMMER, WEST, DESK = "guichet d'été", "guichet d\u2019été", "דלפק"


def case(name, data, file="data.csv", more="", place="counter"):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    (folder / file).write_bytes(data if isinstance(data, bytes) else data.encode())
    more = more + "\n" if more else ""
    (folder / "map.toml").write_text(MAP.format(file=file, more=more, place=place))


def cut(delimiter):
    """The text with another delimiter, quoted only where it has to be."""
    rows = TEXT.replace('"quick, kind"', "quick~ kind").split("\n")
    return "\n".join(row.replace(",", delimiter).replace("~", ",") for row in rows)


def packed(data):
    return gzip.compress(data if isinstance(data, bytes) else data.encode(), mtime=0)


def zstd(data, *options):
    return subprocess.run(["zstd", "-q", "-c", *options], input=data, capture_output=True, check=True).stdout


# Delimiters and decimal commas.
case("delimiter-comma", TEXT)
case("delimiter-semicolon", cut(";").replace("0.5", "0,5").replace("0.25", "0,25"))
case("delimiter-tab", cut("\t"))
case("delimiter-pipe", cut("|"))
case("delimiter-given", cut("#").replace("quick, kind", "quick; kind; all; in; all; well"), more='delimiter = "#"')
case("delimiter-absent", TEXT, more='delimiter = ";"')
case("decimal-comma-quoted", TEXT.replace("0.5", '"0,5"').replace("-0.25", '"-0,25"'))
case("thousands", TEXT.replace("0.5", '"1,000"'))
case("sep-line", "sep=;\n" + cut(";").replace(";4;;", ";nine;;"))
case("sep-line-quoted", ('\ufeff"sep=|"\n' + cut("|").replace("|4||", "|nine||")).replace("\n", "\r\n"))

# Line ends and blank lines.
case("lines-crlf", TEXT.replace(",4,", ",nine,").replace("\n", "\r\n"))
case("lines-cr", TEXT.replace(",4,", ",nine,").replace("\n", "\r"))
case("lines-quoted", TEXT.replace("quick, kind", "quick,\nand kind,\n\nall in all").replace(",4,", ",nine,"))
case("lines-blank", TEXT.replace(",4,", ",nine,").replace("\n", "\n\n  \n"))
case("lines-blank-before-header", "\n  \n,,,,\n" + TEXT.replace(",4,", ",nine,"))
case("lines-without-end", TEXT.rstrip("\n"))

# Encodings.
case("mark", "\ufeff" + TEXT)
case("mark-against-the-map", "\ufeff" + HEBREW, more='encoding = "windows-1255"', place=DESK)
for order, mark in [("le", b"\xff\xfe"), ("be", b"\xfe\xff")]:
    case(f"utf-16{order}", LATIN.encode(f"utf-16-{order}"), place=SUMMER)
    case(f"utf-16{order}-mark", mark + HEBREW.encode(f"utf-16-{order}"), place=DESK)
    case(f"utf-16{order}-hebrew", HEBREW.replace("\n", "\r\n").encode(f"utf-16-{order}"), place=DESK)
case("latin-1", LATIN.encode("latin-1"), place=SUMMER)
case("windows-1252", WESTERN.encode("cp1252"), place=WEST)
case("windows-1255", HEBREW.encode("cp1255"), place=DESK)
case("encoding-given", LATIN.encode("cp850"), more='encoding = "latin1"', place="guichet d'\u201at\u201a")
case("encoding-that-does-not-fit", LATIN.encode("latin-1"), more='encoding = "shift_jis"', place=SUMMER)
case("encoding-unknown", HEBREW.encode("cp1255"), more='encoding = "windows1255"', place=DESK)

# Headers.
case("header-twice", TEXT.replace("mood,note", "csat,mood"))
case("header-padded", TEXT.replace("date,place,csat,mood", '\u00a0date ," place ","csat\u200b", "mood" '))
case("header-with-mark-inside", "\ufeff" + TEXT.replace("date,place", '"\ufeffdate","pl\ufefface"'))
case("header-empty-cells", TEXT.replace("note", "").replace("\n", ",\n"))
case("header-only", TEXT.split("\n")[0] + "\n")
case("header-open-quote", TEXT.replace("mood,note", 'mood,"note'))
case("header-never-closed", TEXT.replace("mood,note", 'mood,"note').replace('"quick, kind"', "").replace('"said ""later"""', ""))
case("header-of-two-lines", TEXT.replace("note", '"note,\nin your own words, please"'))
case("header-too-wide", packed(TEXT.split("\n")[0] + "," + ",".join(f"q{idx}" for idx in range(10_000)) + "\n"), "data.csv.gz")
case("header-too-long", packed("date,place,csat," + "x" * 1_100_000 + "\n" + TEXT), "data.csv.gz")

# Rows.
REPEATS = ["1,,", "1,5,", "2,4,", "3,x,", "3,5,", "2,1,", "2,,0.5"]
for name, rows in [("respondent-blank-first", REPEATS), ("respondent-blank-last", sorted(REPEATS, key=lambda row: row in ("1,,", "3,x,")))]:
    rows = "".join(f"{row.split(',')[0]},2024-01-15,counter,{row.split(',', 1)[1]}\n" for row in rows)
    case(name, "id,date,place,csat,mood\n" + rows, more='respondent = "id"')
case("ragged", TEXT.replace("counter,4,,", "counter,4"))
case("ragged-with-blank-end", """date,place,csat,mood,note
2024-01-15,counter,5,0.5,
2024-01-16,counter,5,0.5,
2024-01-17,counter, 2,5,0.5,
2024-01-18,counter,,5,0.5,
2024-02-17,counter,4,0.5,
""")
ENDED = "".join(f"2024-01-{day},counter,{4 + day % 2},0.5,fine,\n" for day in range(11, 31)) + "2024-02-18,,counter,5,0.5,,\n"
case("delimiter-ends-rows", "date,place,csat,mood,note\n" + ENDED)
case("delimiter-ends-all-lines", "date,place,csat,mood,note,\n" + ENDED)
case("ragged-comma-in-comment", TEXT.replace('"quick, kind"', "quick, kind"))
case("nul-in-rows", TEXT.replace(",4,", ",\0\0,"))
case("nul-file", TEXT + "\0" * 1000)
case("quote-never-closed", TEXT.replace('"quick, kind"', "fine").replace('"said ""later"""', '"said later') + TEXT.split("\n")[2] + "\n")
case("quote-that-swallows", TEXT.replace('"quick, kind"', '"quick').replace("4,,", '4,,"slow"'))
case("row-too-long", packed(TEXT + '2024-03-01,counter,3,,"' + "x" * (17 * 1024 * 1024)), "data.csv.gz")

# Packed.
packed_text = packed(TEXT)
frames = zstd(TEXT[:60].encode(), "--check"), zstd(TEXT[60:].encode(), "-19")
skipped = b"\x50\x2a\x4d\x18\x04\0\0\0skip"
case("gzip", packed_text, "data.csv.gz")
case("gzip-of-utf-16", packed(b"\xff\xfe" + HEBREW.encode("utf-16-le")), "data.csv.gz", place=DESK)
case("gzip-cut-off", packed_text[:-12], "data.csv.gz")
case("gzip-named-csv", packed(TEXT[:70]) + packed(TEXT[70:]))
case("zstd", skipped + frames[0] + skipped + frames[1], "data.csv.zst")
case("zstd-cut-off", frames[0] + frames[1][:-3], "data.csv.zst")
case("zstd-wide-window", b"\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00", "data.csv.zst")

# No text at all.
case("spreadsheet", b"PK\x03\x04\x14\0\x06\0" + b"\0" * 22 + b"[Content_Types].xml", "data.csv")
case("spreadsheet-of-old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
case("parquet", b"PAR1\x15\x04\x15")
case("utf-32", b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"))
case("web-page", "<!DOCTYPE html>\n<table><tr><td>date</td></tr></table>\n")
case("empty", "")
