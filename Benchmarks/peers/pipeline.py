"""A sweep from CIFs to a transition temperature in Python packages, and `phasefit analyse` beside it.

    swift build -c release --product phasefit
    peers-venv/bin/pip install -r requirements.txt
    peers-venv/bin/python pipeline.py ../../.build/release/phasefit [epochs]

The sweep is an antiphase tilt of SrTiO3 at 20 temperatures, written by `phasefit simulate`. The
Python side is what a user would put together: gemmi reads, spglib names the groups, the hottest
structure is made the parent, displacements are projected on their leading pattern, the reference
network (network.py, e3nn) is fitted to them for a number of epochs of Adam, SciPy fits the power
law, and XML is written. It names no irrep, decides no primary and gives no uncertainty of a
structure. Printed are CPU times of whole processes, their memory, and the stages in Python. With 0
epochs there is no network, and neither torch nor e3nn is imported.
"""

import glob
import json
import os
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"


def pipeline(folder, epochs):
    """Everything in one process; prints its stages and its answer as JSON."""
    stages, last = {}, time.process_time()

    def lap(stage):
        nonlocal last
        now = time.process_time()
        stages[stage], last = round(now - last, 3), now

    import xml.etree.ElementTree as xml

    import gemmi
    import numpy as np
    import spglib
    from scipy.optimize import curve_fit
    if epochs:
        import network
        import torch
        torch.set_num_threads(1)
    lap("imports")
    sweep = []
    for path in glob.glob(os.path.join(folder, "*.cif")):
        block = gemmi.cif.read(path).sole_block()
        crystal = gemmi.make_small_structure_from_block(block)
        temperature = gemmi.cif.as_number(block.find_value("_diffrn_ambient_temperature"))
        basis = np.array(crystal.cell.orth.mat.tolist()).T
        sites = crystal.get_all_unit_cell_sites()
        numbers = np.array([site.element.atomic_number for site in sites])
        sweep.append((temperature, basis, np.array([s.fract.tolist() for s in sites]), numbers))
    sweep.sort(key=lambda item: item[0])
    lap("reading")
    groups = [spglib.get_symmetry_dataset((b, x, z), symprec=3e-3).number
              for _, b, x, z in sweep]
    lap("groups")
    # The parent in the cell of the distorted phase: its ideal sites nearest to the atoms.
    distorted = [k for k, group in enumerate(groups) if group != groups[-1]]
    cold = sweep[distorted[0]]
    wanted = len(cold[2])
    ideal = np.round(cold[2] * 4) / 4
    order = np.lexsort(np.c_[cold[3], ideal].T)
    patterns, temperatures = [], []
    for k in distorted:
        temperature, basis, places, numbers = sweep[k]
        sites = np.round(places * 4) / 4
        rank = np.lexsort(np.c_[numbers, sites % 1].T)
        assert len(places) == wanted
        shift = (places - sites)[rank] @ basis
        patterns.append(shift - shift.mean(0))
        temperatures.append(temperature)
    pattern = np.linalg.svd(np.array([p.ravel() for p in patterns]))[2][0]
    amplitudes = np.abs(np.array([p.ravel() @ pattern for p in patterns]))
    lap("projection")
    loss = None
    if epochs:
        positions = ideal[order] @ cold[1]
        kinds = {z: i for i, z in enumerate(sorted(set(cold[3]), reverse=True))}
        species = np.array([kinds[z] for z in cold[3][order]])
        edges = network.graph(positions, cold[1], 4.5, torch.float32)
        model = network.Network(16)
        features = network.species_features(species, torch.float32)
        target = torch.tensor(10 * np.array(patterns).transpose(1, 0, 2), dtype=torch.float32)
        # The wave of the parent's own symmetry and that of the tilt, in the axes of I4/mcm.
        tilt = np.cos(2 * np.pi * (ideal[order][:, 0] + ideal[order][:, 2]))
        waves = torch.tensor(np.array([np.ones(len(species)), tilt]), dtype=torch.float32)
        relaxed = (0.1 * torch.randn(len(temperatures), 2, 40)).requires_grad_()
        steps = torch.optim.Adam(list(model.parameters()) + [relaxed], lr=5e-3)
        for _ in range(epochs):
            steps.zero_grad(set_to_none=True)
            nodes, _ = model(features, edges, network.modulated(relaxed, waves))
            value = ((nodes - target) ** 2).mean()
            value.backward()
            steps.step()
        loss = float(value.detach())
        lap("network")

    def law(temperature, full, critical, exponent):
        return full * np.maximum(1 - temperature / critical, 1e-12) ** exponent
    first = (amplitudes.max(), max(temperatures) + 5, 0.5)
    found, covariance = curve_fit(law, temperatures, amplitudes, p0=first, maxfev=10000)
    lap("law")
    root = xml.Element("sweep")
    for k, group in enumerate(groups):
        xml.SubElement(root, "structure", temperature=str(sweep[k][0]), group=str(group))
    xml.SubElement(root, "law", critical=str(found[1]), exponent=str(found[2]))
    xml.ElementTree(root).write(os.path.join(folder, "python.xml"))
    lap("writing")
    print(json.dumps({
        "stages": stages, "groups": sorted(set(groups)), "Tc": round(found[1], 2),
        "s.u.": round(covariance[1][1] ** 0.5, 2), "beta": round(found[2], 4), "loss": loss}))


def measured(command):
    """CPU time, s, and the largest memory, MB, of a whole process, with what it printed."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    text = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text


def main():
    if sys.argv[1] == "--inside":
        pipeline(sys.argv[2], int(sys.argv[3]))
        return
    phasefit, epochs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as scratch:
        folder = os.path.join(scratch, "sweep")
        subprocess.run(
            [phasefit, "simulate", "antiphase-tilt", "--tc", "105", "--temperatures", "10:124:6",
             "--output", folder, "--quiet"], check=True)
        ours = min(
            measured([phasefit, "analyse", folder, "--output", os.path.join(scratch, str(k)),
                      "--quiet"])[:2] for k in range(3))
        print(f"phasefit analyse               {ours[0]:8.2f} s {ours[1]:8.0f} MB")
        for count in sorted({0, epochs}):
            seconds, memory, text = measured(
                [sys.executable, __file__, "--inside", folder, str(count)])
            print(f"Python, {count:5d} epochs           {seconds:8.2f} s {memory:8.0f} MB "
                  f"{seconds / ours[0]:8.1f} times phasefit")
            print("   ", text.strip())


main()
