"""Times the same work in Python packages and in phasefit, one after another in one run.

    python3 -m venv peers-venv
    peers-venv/bin/pip install -r requirements.txt        (torch: its CPU build is enough)
    (cd .. && swift build -c release)
    peers-venv/bin/python peers.py ../.build/release/Benchmarks [part of a name]

Every measure is the least processor time of several repetitions on one thread, after a warm-up:
other programs on the machine disturb it least. Printed are the time of the package, that of
phasefit, and how many times faster phasefit is. Epochs on 320 atoms take minutes in e3nn and run only
with --large.
"""

import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402


def best(work, least_time=0.5, repetitions=5):
    """The least processor time of a call in seconds."""
    work()
    times, total = [], 0.0
    while len(times) < repetitions or total < least_time:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
        total += times[-1]
    return min(times)


def many(work, count):
    """The least processor time of a short call, from runs of many."""
    def run():
        for _ in range(count):
            work()
    return best(run) / count


def own(binary, case):
    """The time that the benchmarks of phasefit print for a case, in seconds."""
    text = subprocess.run([binary, case], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        fields = line.split()
        if fields and fields[0] == case:
            return 1e-3 * float(fields[1])
    raise SystemExit(f"the benchmarks print no case {case}")


def harmonics(case):
    """sphericart; its convention of axes and norms differs, the work does not."""
    import sphericart
    _, kind, precision, degree, count = case.split("/")
    calculator = sphericart.SphericalHarmonics(int(degree[1:]))
    points = np.random.default_rng(0).standard_normal((int(count), 3))
    points = points.astype(np.float32 if precision == "single" else np.float64)
    call = calculator.compute_with_gradients if kind == "gradients" else calculator.compute
    yield "sphericart", many(lambda: call(points), max(1, 20000 // int(count)))


def neighbours(case):
    from network import crystal
    cells = {"40": 2, "320": 4, "2560": 8, "10985": 13}[case.split("/")[1]]
    positions, species, edge = crystal(cells)
    positions = positions + 0.01 * np.random.default_rng(0).standard_normal(positions.shape)
    count = max(1, 2000 // len(positions))
    from matscipy.neighbours import neighbour_list
    cell = edge * np.eye(3)
    yield "matscipy", many(lambda: neighbour_list(
        "ijDS", positions=positions, cell=cell, pbc=[True] * 3, cutoff=4.5), count)
    from pymatgen.core import Lattice, Structure
    structure = Structure(
        Lattice(cell), np.array(["Sr", "Ti", "O"])[species], positions,
        coords_are_cartesian=True)
    yield "pymatgen", many(lambda: structure.get_neighbor_list(4.5), count)


def network_epoch(case):
    """e3nn with its TorchScript code: forward, backward and Adam on 20 temperatures."""
    import torch
    from network import Network, crystal, graph, modulated, species_features
    torch.set_num_threads(1)
    _, size, precision, _ = case.split("/")
    cells, scalars = {"n40-h16": (2, 16), "n320-h32": (4, 32)}[size]
    dtype = torch.float32 if precision == "single" else torch.float64
    torch.set_default_dtype(dtype)
    torch.manual_seed(0)
    network = Network(scalars)
    positions, species, edge = crystal(cells)
    edges = graph(positions, edge * np.eye(3), 4.5, dtype)
    phase = np.cos(np.pi * (positions / 3.905).sum(1)).round(12)
    modulations = torch.tensor(np.stack([np.ones(len(phase)), phase]), dtype=dtype)
    relaxed = 0.01 * torch.randn(20, 2, 40)
    relaxed[:, 0, 0] = 1
    relaxed.requires_grad_()
    features = species_features(species, dtype)
    target = 0.1 * torch.randn(len(species), 20, 3)
    mean_target = 0.1 * torch.randn(20, 6)
    steps = torch.optim.Adam(list(network.parameters()) + [relaxed], lr=5e-3)
    # Chunks of samples bound the memory of the larger crystal.
    chunk = 20 if cells == 2 else 4

    def epoch():
        steps.zero_grad(set_to_none=True)
        for first in range(0, 20, chunk):
            part = slice(first, first + chunk)
            nodes, mean = network(features, edges, modulated(relaxed[part], modulations))
            loss = ((nodes - target[:, part]) ** 2).sum() / target.numel()
            loss = loss + ((mean - mean_target[part]) ** 2).sum() / mean_target.numel()
            loss.backward()
        steps.step()
    if cells == 2:
        epoch()
        epoch()
    few = {"least_time": 5, "repetitions": 5} if cells == 2 else {"least_time": 0, "repetitions": 2}
    yield "e3nn", best(epoch, **few)
    if precision == "single":
        from network_jax import epoch as compiled
        yield "e3nn-jax", best(compiled(cells, scalars, chunk), **few)


def product(case):
    """e3nn: products of 1000 rows in double precision; both adds the gradients in all arguments."""
    import torch
    from e3nn import o3
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    _, name, _, kind = case.split("/")
    first = o3.Irreps("64x0e+64x1o+64x2e")
    if name == "full64-l2":
        second = o3.Irreps("0e+1o+2e")
        layer = o3.FullyConnectedTensorProduct(first, second, first)
        weights = None
    else:
        second = o3.Irreps.spherical_harmonics(int(name[-1]))
        kept = [irrep for _, irrep in first]
        blocks, paths = [], []
        for one, (copies, left) in enumerate(first):
            for two, (_, right) in enumerate(second):
                for irrep in left * right:
                    if irrep in kept:
                        paths.append((one, two, len(blocks), "uvu", True))
                        blocks.append((copies, irrep))
        layer = o3.TensorProduct(
            first, second, o3.Irreps(blocks), paths, internal_weights=False, shared_weights=False)
        weights = torch.randn(1000, layer.weight_numel, requires_grad=True)
    left = torch.randn(1000, first.dim, requires_grad=True)
    right = torch.randn(1000, second.dim, requires_grad=True)
    cotangent = torch.randn(1000, layer.irreps_out.dim)
    arguments = (left, right) if weights is None else (left, right, weights)

    def forward():
        with torch.no_grad():
            layer(*arguments)

    def both():
        layer.zero_grad()
        for argument in arguments:
            argument.grad = None
        layer(*arguments).backward(cotangent)
    forward()
    both()
    both()
    yield "e3nn", best(forward if kind == "forward" else both)


CASES = [f"network-epoch/n40-h16/{p}/1" for p in ("single", "double")]
LARGE = [f"network-epoch/n320-h32/{p}/1" for p in ("single", "double")]
CASES += [
    f"harmonics/{kind}/{precision}/l{degree}/{count}"
    for count in (1000, 100000) for degree in (3, 4, 6)
    for kind in ("values", "gradients") for precision in ("single", "double")]
CASES += [f"neighbours/{count}" for count in (40, 320, 2560, 10985)]
CASES += [
    f"product/{name}/double/{kind}" for name in ("uvu64-l2xl2", "uvu64-l2xl3", "full64-l2")
    for kind in ("forward", "both")]


def main():
    arguments = [a for a in sys.argv[1:] if a != "--large"]
    if not arguments:
        raise SystemExit(__doc__)
    binary, part = arguments[0], arguments[1] if len(arguments) > 1 else ""
    cases = CASES + (LARGE if "--large" in sys.argv else [])
    work = {
        "harmonics": harmonics, "neighbours": neighbours, "network-epoch": network_epoch,
        "product": product}
    print(f"{'case':42}{'package':>12}{'its ms':>12}{'our ms':>12}{'ratio':>8}")
    for case in cases:
        if part not in case:
            continue
        for package, theirs in work[case.split("/")[0]](case):
            ours = own(binary, case)
            print(
                f"{case:42}{package:>12}{1e3 * theirs:12.3f}{1e3 * ours:12.3f}"
                f"{theirs / ours:8.1f}", flush=True)


main()
