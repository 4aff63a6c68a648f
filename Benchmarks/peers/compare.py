#!/usr/bin/env python3
"""Times phasefit beside spgrep and CrystOD in one run and prints ratios.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install spgrep crystod
    (cd Benchmarks && swift build -c release)
    swift build -c release --product phasefit
    /tmp/peers/bin/python Benchmarks/peers/compare.py

CPU times, the best of several repetitions. A whole process of CrystOD holds the start of Python and
its imports, as a whole process of phasefit holds its start; both are what a user waits for.
"""
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PHASEFIT = Path(os.environ.get("PHASEFIT", ROOT / ".build/release/phasefit"))
BENCHMARKS = Path(os.environ.get("BENCHMARKS", ROOT / "Benchmarks/.build/release/Benchmarks"))
PAIR = ROOT / "Tests/Oracles/wo3-isodistort"


def best(work, repetitions=5):
    work()
    times = []
    for _ in range(repetitions):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def process_time(command, repetitions=3):
    """User and system time of a child process, s; None where it fails."""
    times = []
    for _ in range(repetitions):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            return None
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(times)


def line(name, ours, theirs, peer):
    if ours is None or theirs is None:
        print(f"{name:34s} not measured")
        return
    print(f"{name:34s} phasefit {1e3 * ours:10.3f} ms   {peer} {1e3 * theirs:10.3f} ms"
          f"   {theirs / ours:8.1f} × faster")


def irreps():
    """Small irreps of Pm-3m at one wave vector."""
    import numpy as np
    from spglib import get_symmetry_from_database
    from spgrep import get_spacegroup_irreps_from_primitive_symmetry

    operations = get_symmetry_from_database(517)
    rotations, translations = operations["rotations"], operations["translations"]
    ours = {}
    if BENCHMARKS.exists():
        text = subprocess.run([BENCHMARKS, "irreps/pm-3m/"], capture_output=True, text=True).stdout
        for found in re.finditer(r"irreps/pm-3m/(\S+)\s+([\d.]+) ms", text):
            ours[found.group(1)] = 1e-3 * float(found.group(2))
    for name, k in [("gamma", (0, 0, 0)), ("x", (0, .5, 0)), ("m", (.5, .5, 0)), ("r", (.5, .5, .5))]:
        theirs = best(lambda: get_spacegroup_irreps_from_primitive_symmetry(
            rotations, translations, np.array(k)))
        line(f"irreps/pm-3m/{name}", ours.get(name), theirs, "spgrep ")


def decomposition():
    """The whole decomposition of WO3, from two files to the text."""
    files = [str(PAIR / "parent.cif"), str(PAIR / "child.cif")]
    ours = process_time([str(PHASEFIT), "decompose", *files]) if PHASEFIT.exists() else None
    theirs = process_time([
        sys.executable, "-m", "crystod.symmetry_mode", "--supergroup-cif", files[0],
        "--subgroup-cif", files[1], "--no-files"])
    line("decompose WO3, whole process", ours, theirs, "CrystOD")


if __name__ == "__main__":
    irreps()
    decomposition()
