"""Writes files with ase, reads them with other programs, and keeps what those find.

    python generate.py FOLDER

Made with ase 3.29.0 and pymatgen 2026.10.24. Every file is read by a program other than
the one that wrote it where there is one; numbers.json holds cell and fractional coordinates.
"""

import json
import os
import random
import sys

import ase.io
import numpy
from ase import Atoms
from pymatgen.core import Structure
from pymatgen.io.vasp import Poscar, Xdatcar

folder = sys.argv[1]
draw = random.Random(4)


def path(name):
    return os.path.join(folder, name)


def numbers(cell, symbols, fractional):
    return {"cell": [round(float(x), 9) for x in cell], "elements": list(symbols),
            "positions": [[round(float(x) % 1.0, 9) for x in row] for row in fractional]}


def of_pymatgen(structure):
    return numbers(structure.lattice.parameters, [s.symbol for s in structure.species],
                   structure.frac_coords)


def of_ase(atoms):
    return numbers(atoms.cell.cellpar(), atoms.get_chemical_symbols(), atoms.get_scaled_positions())


result = {}
base = Atoms("Ba4Ti2O6", cell=[[4.1, 0.2, 0.0], [-0.9, 5.3, 0.1], [0.3, -0.4, 7.7]], pbc=True,
             scaled_positions=[[draw.random() for _ in range(3)] for _ in range(12)])

ase.io.write(path("direct.poscar"), base, format="vasp", direct=True, sort=True)
ase.io.write(path("cartesian.poscar"), base, format="vasp", direct=False, sort=True)
for name in ["direct.poscar", "cartesian.poscar"]:
    result[name] = of_pymatgen(Poscar.from_file(path(name)).structure)

frames = []
for step in range(5):
    frame = base.copy()
    frame.set_cell(base.cell * (1 + 0.001 * step), scale_atoms=True)
    frame.positions += [[draw.gauss(0, 0.02) for _ in range(3)] for _ in range(12)]
    frame.info["temperature"] = 100.0 * (step + 1)
    frame.arrays["forces"] = numpy.array([[draw.gauss(0, 1) for _ in range(3)] for _ in range(12)])
    frames.append(frame)
ase.io.write(path("series.extxyz"), frames, format="extxyz")
for step, frame in enumerate(ase.io.read(path("series.extxyz"), index=":")):
    result[f"series.extxyz/{step}"] = of_ase(frame)

ase.io.write(path("series_300K.xdatcar"), frames[:1], format="vasp-xdatcar")
result["series_300K.xdatcar"] = of_pymatgen(Xdatcar(path("series_300K.xdatcar")).structures[0])

with open(path("numbers.json"), "w") as file:
    json.dump(result, file, indent=1, sort_keys=True)
    file.write("\n")
