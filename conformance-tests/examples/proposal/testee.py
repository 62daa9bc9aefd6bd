#!/usr/bin/env python3
"""A testee of the proposal beside this file: the example testee, and MM_REMAP.

With --hasty it forgets what a first implementation forgets: that something may lie where the pages
are to go.
"""

import os
import struct
import sys
from dataclasses import replace

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "testees", "python"))
import testee  # noqa: E402

MM_REMAP = 58
REMAP = struct.Struct("<i4x3QI4x")  # MmRemap of proposal.proto behind its opcode, on x86_64
NEEDED = 36
RIGHTS = testee.READ | testee.WRITE | testee.EXEC


class Host(testee.Host):
    hasty = False

    def write(self, process, fd, record, count, position):
        opening = self.descriptors[process].get(fd)
        if opening is None or record[:4] != struct.pack("<i", MM_REMAP):
            return super().write(process, fd, record, count, position)
        if not NEEDED <= len(record) <= 56:  # as every record: none is longer than MM_MMAP's
            return -testee.EINVAL
        _, source, to, length, prot = REMAP.unpack(record[: REMAP.size].ljust(REMAP.size, b"\0"))
        return remap(opening.target, source, to, length, prot, self.hasty) or len(record)


def remap(space, source, to, length, prot, hasty):
    """Moves pages and gives them rights; returns 0 or a negative errno, and then nothing is done."""
    if source % testee.PAGE or to % testee.PAGE or length % testee.PAGE or length == 0:
        return -testee.EINVAL
    if max(source, to) + length > testee.TASK_SIZE or prot & ~RIGHTS:
        return -testee.EINVAL
    if source < to + length and to < source + length:
        return -testee.EINVAL
    areas = areas_of(space, source, source + length)
    if areas is None:
        return -testee.ENOMEM
    if any(area.forbids(prot) for area in areas):
        return -testee.EACCES
    copies = {at: page for at, page in space.copies.items() if source <= at < source + length}
    space.clear(source, source + length)
    if not hasty:
        space.clear(to, to + length)
    for area in areas:
        moved = replace(area, start=area.start - source + to, end=area.end - source + to)
        space.insert(replace(moved, rights=prot))
    space.copies.update({at - source + to: page for at, page in copies.items()})
    return 0


def areas_of(space, start, end):
    """Returns the areas of a range, cut to it; None where a page of it is not mapped."""
    areas = []
    while start < end:
        area = space.area_at(start)
        if area is None:
            return None
        areas.append(area.part(start, min(area.end, end)))
        start = area.end
    return areas


if __name__ == "__main__":
    host = Host()
    host.hasty = "--hasty" in sys.argv[1:]
    testee.serve(dict(testee.OFFER, name="remap"), host)
