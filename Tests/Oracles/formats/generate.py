"""Writes files with ase and pymatgen, reads them with other programs, and prints what those find.

    python generate.py FOLDER

Made with ase 3.29.0, pymatgen 2026.10.24 and gemmi 0.7.5. Every file is read by a program other than
the one that wrote it where there is one; numbers.json holds cell and fractional coordinates.
"""

import json
import os
import random
import sys

import ase.io
import gemmi
import numpy
from ase import Atoms
from ase.spacegroup import crystal
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

# What gemmi makes of a CIF with symmetry: every atom of the cell.
perovskite = crystal(["Sr", "Ti", "O", "O"], [(0, 0.5, 0.25), (0, 0, 0), (0, 0, 0.25),
                     (0.241, 0.741, 0)], spacegroup=140, cellpar=[5.51, 5.51, 7.81, 90, 90, 90])
with open(path("i4mcm_50K.cif"), "w") as file:
    file.write("""data_srtio3
_cell_length_a 5.5100(2)
_cell_length_b 5.5100(2)
_cell_length_c 7.8100(5)
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'I 4/m c m'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Sr1 Sr 0 0.5 0.25
Ti1 Ti 0 0 0
O1 O 0 0 0.25
O2 O 0.2410(3) 0.7410(3) 0
""")
small = gemmi.make_small_structure_from_block(gemmi.cif.read_file(path("i4mcm_50K.cif"))[0])
sites = small.get_all_unit_cell_sites()
result["i4mcm_50K.cif"] = numbers(small.cell.parameters, [s.element.name for s in sites],
                                  [s.fract.tolist() for s in sites])
assert len(sites) == len(perovskite)
with open(path("numbers.json"), "w") as file:
    json.dump(result, file, indent=1, sort_keys=True)
    file.write("\n")
