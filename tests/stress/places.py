#!/usr/bin/env python3
"""Saves where another file cannot take the place of the map, or must not: as another user, behind mounts and links.

    tests/stress/places.py [BINARY]

Needs root, to be several users and to mount. Violated when a save that should work does not, when one that should not
changes the map or says nothing, and when owner, mode, inode (where it matters) or names of the map are others after.
"""

import os
import shutil
import subprocess
import sys

import desk

OWNER, OTHER, GROUP = 4001, 4002, 4100


def as_user(user):
    return {"user": user, "group": user, "extra_groups": [GROUP]}


def give(path, user, group, mode):
    os.chown(path, user, group)
    os.chmod(path, mode)


def plain(own):
    """a map of one's own"""
    return as_user(OWNER), "saved"


def closed_folder(own):
    """a folder that one may not write"""
    give(own.maps, OTHER, GROUP, 0o755)
    return as_user(OWNER), "in place"


def of_the_group(own):
    """a map of somebody else that the group may write"""
    give(own.map, OTHER, GROUP, 0o664)
    give(own.maps, OTHER, GROUP, 0o775)
    return as_user(OWNER), "in place"


def sticky(own):
    """the same in a folder like /tmp"""
    give(own.map, OTHER, GROUP, 0o664)
    give(own.maps, OTHER, GROUP, 0o1777)
    return as_user(OWNER), "in place"


def group_of_mine(own):
    """a map of one's own with another group"""
    give(own.map, OWNER, GROUP, 0o640)
    return as_user(OWNER), "saved"


def not_mine(own):
    """a map of somebody else"""
    give(own.map, OTHER, OTHER, 0o644)
    return as_user(OWNER), "refused"


def closed_both(own):
    """neither map nor folder may be written"""
    give(own.map, OTHER, OTHER, 0o644)
    give(own.maps, OTHER, OTHER, 0o755)
    return as_user(OWNER), "refused"


def sealed(own):
    """a map that nobody may write"""
    os.chmod(own.map, 0o444)
    return as_user(OWNER), "refused"


def sealed_for_root(own):
    """the same, and root tries"""
    os.chmod(own.map, 0o444)
    return {}, "refused"


def by_root(own):
    """root edits somebody's map"""
    return {}, "saved"


def bind_mount(own):
    """a map that is mounted by itself"""
    subprocess.run(["mount", "--bind", str(own.map), str(own.map)], check=True)
    return {}, "in place"


def read_only_mount(own):
    """a folder that is mounted read-only"""
    subprocess.run(["mount", "--bind", str(own.maps), str(own.maps)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(own.maps)], check=True)
    return {}, "refused"


def immutable(own):
    """a map with the immutable flag"""
    subprocess.run(["chattr", "+i", str(own.map)], check=True, capture_output=True)
    return {}, "refused"


def linked(own):
    """a symbolic link to a map, from a folder that holds both"""
    real = own.maps / "real.toml"
    own.map.rename(real)
    own.map.symlink_to("real.toml")
    return as_user(OWNER), "saved"


def tell(path):
    """What is to be as it was."""
    link, file = os.lstat(path), os.stat(path)
    return (link.st_mode, file.st_mode, file.st_uid, file.st_gid, file.st_nlink)


def undo(own):
    while subprocess.run(["umount", str(own.map)], capture_output=True).returncode == 0:
        pass
    while subprocess.run(["umount", str(own.maps)], capture_output=True).returncode == 0:
        pass
    subprocess.run(["chattr", "-i", str(own.map)], capture_output=True)


def attempt(binary, place, rows, violations):
    with desk.Desk(binary) as own:
        # Other users must get at the binary and at the map.
        own.binary = str(shutil.copy(binary, own.folder / "cjm"))
        (own.folder / "state").mkdir()
        for path in [own.folder, own.maps, own.folder / "state", *own.maps.iterdir()]:
            os.chown(path, OWNER, OWNER)
        own.folder.chmod(0o755)
        name = place.__doc__
        try:
            who, expected = place(own)
            before, told, inode = own.now(), tell(own.map), own.map.stat().st_ino
            run = own.set("another title", **who)
            new = own.titled("another title")
            said = run.stderr.strip().splitlines()
            is_same_inode = own.map.stat().st_ino == inode
            if own.now() == before and run.returncode > 0 and said:
                became = "refused"
            elif own.now() == new and run.returncode == 0:
                became = "in place" if is_same_inode else "saved"
            else:
                became = f"exit {run.returncode}"
            if became != expected:
                violations.append(f"{name}: {became}, expected {expected}: {said}")
            if tell(own.map) != told:
                violations.append(f"{name}: was {told}, is {tell(own.map)}")
            if own.leftovers() or own.backups():
                violations.append(f"{name}: something is left over")
            rows.append([name, became, said[0] if said else ""])
        except subprocess.CalledProcessError as error:
            rows.append([name, "not tried", f"{error.cmd[0]} is not permitted here"])
        finally:
            undo(own)


PLACES = [
    plain,
    linked,
    group_of_mine,
    by_root,
    closed_folder,
    of_the_group,
    sticky,
    bind_mount,
    not_mine,
    closed_both,
    sealed,
    sealed_for_root,
    read_only_mount,
    immutable,
]


def main():
    given = desk.arguments(__doc__)
    if os.geteuid() != 0:
        sys.exit("root is needed to be several users")
    rows, violations = [["where", "what became of it", "what was said"]], []
    for place in PLACES:
        attempt(given.binary, place, rows, violations)
    desk.table(rows)
    desk.end(violations)


main()
