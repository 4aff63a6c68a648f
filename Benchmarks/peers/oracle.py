"""Numbers of the reference network in double precision, for Tests/EquivarianceTests/Data.

    python oracle.py > ../../Tests/EquivarianceTests/Data/modulated_network.json

Weights are w_k = 1.1 sin(0.37 k + 0.2), relaxed weights 0.3 cos(0.71 k) plus 1 in 0e of the first
copy, cotangents sin(k + 1); gradients in the weights are given as sums with cos(0.11 (n + 1) k).
"""

import json

import numpy as np
import torch
from network import Network, crystal, graph, modulated, species_features

torch.set_default_dtype(torch.float64)


def main():
    network = Network(4, width=6)
    positions, species, edge = crystal(1)
    lattice = np.diag([edge] * 3)
    strain = np.array([[1.01, 0.02, 0], [0, 0.99, -0.01], [0.015, 0, 1.02]])
    lattice, positions = lattice @ strain, positions @ strain
    positions = positions + 0.05 * np.sin(np.arange(15)).reshape(5, 3)
    parameters = network.ordered_parameters()
    start = 0
    with torch.no_grad():
        for p in parameters:
            index = torch.arange(start, start + p.numel())
            p.copy_((1.1 * torch.sin(0.37 * index + 0.2)).reshape(p.shape))
            start += p.numel()
    relaxed = (0.3 * torch.cos(0.71 * torch.arange(80))).reshape(1, 2, 40)
    relaxed[0, 0, 0] += 1
    relaxed.requires_grad_()
    modulations = torch.tensor([[1.0] * 5, [1, 0, 0, -0.5, 0]])
    g = graph(positions, lattice, 4.5, torch.float64)
    nodes, mean = network(
        species_features(species, torch.float64), g, modulated(relaxed, modulations))
    flat = torch.cat([nodes[:, 0].reshape(-1), mean[0]])
    (flat * torch.sin(torch.arange(21) + 1)).sum().backward()
    gradient = torch.cat([
        (torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1) for p in parameters])
    index = torch.arange(len(gradient))
    print(json.dumps({
        "positions": positions.tolist(), "lattice_rows": lattice.tolist(),
        "species": species.tolist(), "edges": len(g[0]), "modulations": modulations.tolist(),
        "weight_count": len(gradient), "output": flat.tolist(),
        "relaxed_gradient": relaxed.grad.reshape(-1).tolist(),
        "weight_gradient_sums": [
            (gradient * torch.cos(0.11 * (n + 1) * index)).sum().item() for n in range(8)],
    }, indent=1))


main()
