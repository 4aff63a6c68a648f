"""Writes structures.tsv: what gemmi reads from every bundled CIF (pip install gemmi)."""
import pathlib
import gemmi

here = pathlib.Path(__file__).parent
top = here.parents[2]
files = sorted((top / "structures").rglob("*.cif")) + sorted((top / "Tests/Data").rglob("*.cif"))
rows = []
for path in files:
    for block in gemmi.cif.read(str(path)):
        small = gemmi.make_small_structure_from_block(block)
        if not small.sites:
            continue
        cell = small.cell
        operations = [
            text
            for tag in ("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz")
            for text in block.find_values(tag)
        ]
        sums = [0.0, 0.0, 0.0, 0.0]
        for site in small.sites:
            values = (site.fract.x, site.fract.y, site.fract.z, site.occ)
            sums = [total + value for total, value in zip(sums, values)]
        rows.append("\t".join(map(str, [
            path.relative_to(top), block.name, cell.a, cell.b, cell.c, cell.alpha, cell.beta,
            cell.gamma, len(operations), " ".join(site.label for site in small.sites),
            " ".join(site.element.name for site in small.sites), *sums])))
(here / "structures.tsv").write_text("\n".join(rows) + "\n")
