"""What the stress scripts share: a copy of a map to save, a state folder of its own, and what became of the file.

Not run by itself. Python's standard library only.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
ADDRESS = "journey.title"


def arguments(doc, **numbers):
    """The arguments of a script: the binary, and how much of it."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", default=REPOSITORY / "target/release/cjm", type=pathlib.Path)
    for name, default in numbers.items():
        parser.add_argument("--" + name, type=int, default=default, help=f"default {default}")
    given = parser.parse_args()
    given.binary = given.binary.resolve()
    if not given.binary.exists():
        sys.exit(f"{given.binary} is not there: run `cargo build --release` or name a binary")
    return given


class Desk:
    """A folder with a copy of a map."""

    def __init__(self, binary, under=None, linked=False):
        self.binary = str(binary)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cjm-stress-", dir=under))
        self.maps = self.folder / "maps"
        shutil.copytree(REPOSITORY / "maps/bakery", self.maps)
        self.map = self.maps / "journey.toml"
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "LANG": "C.UTF-8",
        }
        if linked:
            # A second name: such a file is written in place.
            os.link(self.map, self.folder / "second-name")
        self.text = self.map.read_bytes()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self, *words):
        return [self.binary, *words]

    def setting(self, value):
        return self.command("set", str(self.map), ADDRESS, value)

    def run(self, command, **more):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, **more)

    def set(self, value, **more):
        return self.run(self.setting(value), **more)

    def titled(self, value):
        """The text with another title, and nothing else changed."""
        lines = self.text.decode().split("\n")
        at = next(idx for idx, line in enumerate(lines) if line.startswith("title = "))
        _, _, rest = lines[at].split('"', 2)
        lines[at] = f'title = "{value}"{rest}'
        return "\n".join(lines).encode()

    def restore(self):
        """The text as it was at first, written into the file that is there."""
        with open(self.map, "r+b") as file:
            file.write(self.text)
            file.truncate()

    def checks(self):
        """Does the map pass `cjm check`? It also puts right what was left half written."""
        return self.run(self.command("check", str(self.map))).returncode == 0

    def leftovers(self):
        """Spare files of saves that were killed."""
        return sum(1 for path in self.maps.iterdir() if ".cjm-" in path.name)

    def backups(self):
        folder = self.folder / "state/cjm/backup"
        return sum(1 for _ in folder.iterdir()) if folder.exists() else 0

    def now(self):
        """The bytes of the map; None where there is none."""
        try:
            return self.map.read_bytes()
        except FileNotFoundError:
            return None


def table(rows):
    """Prints rows in columns."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def end(violations):
    """Says what was violated, and ends."""
    for violation in violations[:40]:
        print("VIOLATED:", violation)
    print(f"{len(violations)} violations")
    sys.exit(1 if violations else 0)
