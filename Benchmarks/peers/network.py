"""The reference network of `Benchmarks network-epoch`, built from layers of e3nn.

It computes the same function of the same weights as `ModulatedNetwork`: species to scalars, two
convolutions whose messages are products with harmonics, after each a product with relaxed weights
that waves modulate from atom to atom, a gate, and two linear maps to the outputs. Samples (the
temperatures) are the second axis of every tensor; what does not depend on them has length 1 there.
"""

import numpy as np
import torch
from e3nn import o3
from e3nn.math import soft_one_hot_linspace
from e3nn.nn import FullyConnectedNet, Gate

RELAXED = o3.Irreps("0e+1o+1e+2e+2o+3o+3e+4e")
EDGE = 3.905  # ångström, cubic SrTiO3


def hidden(scalars):
    """Irreps between the layers for a number of scalars of each parity."""
    half, quarter = scalars // 2, scalars // 4
    return o3.Irreps(
        f"{scalars}x0e+{scalars}x0o+{half}x1o+{half}x1e+{quarter}x2e+{quarter}x2o")


def depthwise(nodes, edges, kept):
    """The product with one copy of each edge irrep, paths of equal irreps side by side."""
    blocks, paths = [], []
    for one, (copies, left) in enumerate(nodes):
        for two, (_, right) in enumerate(edges):
            for irrep in left * right:
                if irrep in kept:
                    paths.append((one, two, len(blocks)))
                    blocks.append((copies, irrep))
    product, places, _ = o3.Irreps(blocks).sort()
    instructions = [(i, j, places[k], "uvu", True) for i, j, k in paths]
    return o3.TensorProduct(
        nodes, edges, product, instructions, internal_weights=False, shared_weights=False)


class Layer(torch.nn.Module):
    def __init__(self, before, between, harmonics, copies, width):
        super().__init__()
        gated = o3.Irreps([block for block in between if block.ir.l > 0])
        scalars = o3.Irreps([block for block in between if block.ir.l == 0])
        functions = [torch.nn.functional.silu if ir.p == 1 else torch.tanh for _, ir in scalars]
        self.gate = Gate(
            scalars, functions, f"{gated.num_irreps}x0e", [torch.sigmoid], gated)
        into = self.gate.irreps_in
        self.product = depthwise(before, harmonics, [ir for _, ir in into])
        messages = self.product.irreps_out.simplify()
        self.radial = FullyConnectedNet(
            [8, width, self.product.weight_numel], torch.nn.functional.silu)
        self.before = o3.Linear(before, before)
        self.after = o3.Linear(messages, into)
        self.skip = o3.Linear(before, into)
        self.to_relaxed = o3.Linear(messages, between)
        relaxed = o3.Irreps([(copies, ir) for _, ir in RELAXED])
        self.relaxed = o3.FullyConnectedTensorProduct(between, relaxed, into)

    def forward(self, x, graph, theta):
        source, target, harmonics, radials, neighbours = graph
        weights = self.radial(radials)[:, None]
        message = self.product(self.before(x)[source], harmonics[:, None], weights)
        total = torch.zeros(
            (x.shape[0],) + message.shape[1:], dtype=x.dtype).index_add(0, target, message)
        total = total / neighbours ** 0.5
        relaxed = self.relaxed(self.to_relaxed(total).expand(-1, theta.shape[1], -1), theta)
        return self.gate(relaxed + self.after(total) + self.skip(x))

    def parts(self):
        return [self.radial, self.before, self.after, self.skip, self.to_relaxed, self.relaxed]


class Network(torch.nn.Module):
    def __init__(self, scalars, copies=2, width=64):
        super().__init__()
        between = hidden(scalars)
        harmonics = o3.Irreps.spherical_harmonics(3)
        start = o3.Irreps(f"{scalars}x0e")
        self.embedding = o3.Linear("3x0e", start)
        self.layers = torch.nn.ModuleList(
            [Layer(before, between, harmonics, copies, width) for before in (start, between)])
        self.node_readout = o3.Linear(between, "1o")
        self.mean_readout = o3.Linear(between, "0e+2e")

    def forward(self, species, graph, theta):
        x = self.embedding(species)
        for layer in self.layers:
            x = layer(x, graph, theta)
        return self.node_readout(x), self.mean_readout(x).mean(0)

    def ordered_parameters(self):
        """Parameters in the order in which ModulatedNetwork has them."""
        parts = [self.embedding]
        for layer in self.layers:
            parts += layer.parts()
        parts += [self.node_readout, self.mean_readout]
        return [p for part in parts for p in part.parameters()]


def crystal(cells):
    """Positions, species (Sr 0, Ti 1, O 2) and lattice constant of cells**3 cubic cells."""
    sites = [(1, (0, 0, 0)), (0, (.5, .5, .5)), (2, (.5, 0, 0)), (2, (0, .5, 0)), (2, (0, 0, .5))]
    corners = [(x, y, z) for x in range(cells) for y in range(cells) for z in range(cells)]
    places = np.array([np.add(c, s) for c in corners for _, s in sites], dtype=float)
    species = np.array([kind for _ in corners for kind, _ in sites])
    return EDGE * places, species, EDGE * cells


def graph(positions, lattice, cutoff, dtype):
    """Edges into every atom with harmonics and radial functions."""
    from matscipy.neighbours import neighbour_list
    target, source, vectors = neighbour_list(
        "ijD", positions=positions, cell=np.asarray(lattice), pbc=[True] * 3, cutoff=cutoff)
    # From source to target; the list has the opposite vector.
    vectors = torch.tensor(-vectors, dtype=dtype)
    harmonics = o3.spherical_harmonics(
        o3.Irreps.spherical_harmonics(3), vectors, True, normalization="component")
    radials = soft_one_hot_linspace(
        vectors.norm(dim=1), 0.0, cutoff, 8, basis="bessel", cutoff=True) * 8 ** 0.5
    return (torch.tensor(source, dtype=torch.long), torch.tensor(target, dtype=torch.long),
            harmonics, radials, len(source) / len(positions))


def species_features(species, dtype):
    one_hot = torch.nn.functional.one_hot(torch.tensor(species), 3)
    return one_hot.to(dtype)[:, None] * 3 ** 0.5


def modulated(relaxed, modulations):
    """[atoms, samples, copies of each irrep side by side] from [samples, copies, 40]."""
    scaled = modulations.T[:, None, :, None] * relaxed[None]
    pieces, start = [], 0
    for _, irrep in RELAXED:
        piece = scaled[..., start:start + irrep.dim]
        pieces.append(piece.reshape(piece.shape[0], piece.shape[1], -1))
        start += irrep.dim
    return torch.cat(pieces, -1)
