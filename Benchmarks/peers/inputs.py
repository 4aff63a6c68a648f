"""Writes what the reading benchmarks read: 1000 CIFs and one trajectory.

    python inputs.py FOLDER [megabytes of the trajectory]

The CIFs are of orthorhombic perovskites, Pnma with 20 atoms a cell, with operations, uncertainties
and displacement parameters, as refinements give them. The trajectory is extended XYZ of 1000 atoms
a frame in the precision that ase writes.
"""

import os
import random
import sys

OPERATIONS = ["x,y,z", "-x+1/2,-y,z+1/2", "-x,y+1/2,-z", "x+1/2,-y+1/2,-z+1/2", "-x,-y,-z",
              "x+1/2,y,-z+1/2", "x,-y+1/2,z", "-x+1/2,y+1/2,z+1/2"]


def cif(index, draw):
    kelvin = 10 + 0.3 * index
    sites = [("Ca1", "Ca", 0.03, 0.25, 0.99), ("Ti1", "Ti", 0.0, 0.0, 0.5),
             ("O1", "O", 0.48, 0.25, 0.07), ("O2", "O", 0.29, 0.04, 0.71)]
    lines = [f"data_s{index}", "_chemical_name_mineral Perovskite",
             "_chemical_formula_sum 'Ca O3 Ti'",
             f"_diffrn_ambient_temperature {kelvin:.1f}(2)",
             f"_cell_length_a {5.44 + draw.gauss(0, .001):.4f}(3)",
             f"_cell_length_b {7.64 + draw.gauss(0, .001):.4f}(4)",
             f"_cell_length_c {5.38 + draw.gauss(0, .001):.4f}(3)",
             "_cell_angle_alpha 90", "_cell_angle_beta 90", "_cell_angle_gamma 90",
             "_symmetry_space_group_name_H-M 'P n m a'", "loop_",
             "_symmetry_equiv_pos_site_id", "_symmetry_equiv_pos_as_xyz"]
    lines += [f"{number} '{text}'" for number, text in enumerate(OPERATIONS, 1)]
    lines += ["loop_", "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x",
              "_atom_site_fract_y", "_atom_site_fract_z", "_atom_site_occupancy",
              "_atom_site_U_iso_or_equiv"]
    for label, element, x, y, z in sites:
        lines.append(f"{label} {element} {x + draw.gauss(0, .001):.5f}(12) {y:.5f} "
                     f"{z + draw.gauss(0, .001):.5f}(14) 1 0.0{draw.randint(100, 999)}(12)")
    return "\n".join(lines) + "\n"


def frame(draw, basis):
    lines = ["1000", 'Lattice="40.0 0.0 0.0 0.0 40.0 0.0 0.0 0.0 40.0" '
             'Properties=species:S:1:pos:R:3 temperature=300.0 pbc="T T T"']
    for element, x, y, z in basis:
        lines.append(f"{element:8s} {x + draw.gauss(0, .05):16.8f} {y + draw.gauss(0, .05):16.8f} "
                     f"{z + draw.gauss(0, .05):16.8f}")
    return "\n".join(lines) + "\n"


def main():
    folder = sys.argv[1]
    megabytes = float(sys.argv[2]) if len(sys.argv) > 2 else 60
    draw = random.Random(1)
    os.makedirs(os.path.join(folder, "cifs"), exist_ok=True)
    for index in range(1000):
        with open(os.path.join(folder, "cifs", f"s{index:04d}.cif"), "w") as file:
            file.write(cif(index, draw))
    basis = [("Cs" if (i + j + k) % 2 else "Cl", 4.0 * i, 4.0 * j, 4.0 * k)
             for i in range(10) for j in range(10) for k in range(10)]
    # Ten frames are drawn and repeated: reading does not depend on the numbers.
    frames = [frame(draw, basis) for _ in range(10)]
    with open(os.path.join(folder, "trajectory.extxyz"), "w") as file:
        written = 0
        while written < megabytes * 1e6:
            text = frames[written // len(frames[0]) % 10]
            file.write(text)
            written += len(text)


main()
