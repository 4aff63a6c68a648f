"""Times other readers on the inputs of inputs.py, in CPU seconds of one thread.

    python reading.py FOLDER

Prints one line a measure: name, CPU seconds, and MB/s or files a second.
"""

import glob
import os
import sys
import time


def timed(name, size, unit, work, repetitions=3):
    best = float("inf")
    for _ in range(repetitions):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    print(f"{name:40s} {best:9.3f} s {size / best:12.1f} {unit}/s", flush=True)


def main():
    folder = sys.argv[1]
    cifs = sorted(glob.glob(os.path.join(folder, "cifs", "*.cif")))
    trajectory = os.path.join(folder, "trajectory.extxyz")
    megabytes = os.path.getsize(trajectory) / 1e6

    import gemmi

    def gemmi_documents():
        for path in cifs:
            gemmi.cif.read_file(path)

    def gemmi_structures():
        for path in cifs:
            structure = gemmi.make_small_structure_from_block(gemmi.cif.read_file(path)[0])
            structure.get_all_unit_cell_sites()

    timed("gemmi/cifs/documents", len(cifs), "files", gemmi_documents)
    timed("gemmi/cifs/expanded", len(cifs), "files", gemmi_structures)

    import ase.io

    def ase_frames():
        for atoms in ase.io.iread(trajectory, format="extxyz"):
            atoms.get_positions()

    timed("ase/trajectory", megabytes, "MB", ase_frames, repetitions=1)


main()
