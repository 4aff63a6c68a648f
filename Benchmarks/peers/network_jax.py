"""An epoch of a network with the layers and sizes of `network.py`, in e3nn-jax compiled by XLA.

Irreps, paths, numbers of weights and samples are those of the reference network; weights start
elsewhere and the products without weights are followed by linear maps, as e3nn-jax builds them, so
that losses cannot be compared, times can.
"""

import os

os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import e3nn_jax as e3nn  # noqa: E402
import flax.linen as nn  # noqa: E402
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import optax  # noqa: E402
from e3nn_jax.flax import Linear  # noqa: E402
from matscipy.neighbours import neighbour_list  # noqa: E402

from network import EDGE, RELAXED, crystal, hidden  # noqa: E402

SAMPLES = 20


class Layer(nn.Module):
    between: str
    nodes: int
    neighbours: float

    @nn.compact
    def __call__(self, x, harmonics, radials, theta, source, target):
        between = e3nn.Irreps(self.between)
        gated = between.filter(lambda block: block.ir.l > 0)
        scalars = between.filter(lambda block: block.ir.l == 0)
        into = scalars + e3nn.Irreps(f"{gated.num_irreps}x0e") + gated
        kept = [irrep for _, irrep in into]
        sent = Linear(x.irreps)(x)[source]
        message = e3nn.tensor_product(
            sent, harmonics[:, None], filter_ir_out=kept, regroup_output=False)
        weights = nn.silu(nn.Dense(64, use_bias=False)(radials))
        message = message * nn.Dense(message.irreps.num_irreps, use_bias=False)(weights)[:, None]
        total = e3nn.scatter_sum(message, dst=target, output_size=self.nodes)
        total = (total * self.neighbours ** -0.5).regroup()
        factor = Linear(between, force_irreps_out=True)(total)
        shape = (self.nodes, theta.shape[1], factor.array.shape[-1])
        factor = e3nn.IrrepsArray(factor.irreps, jnp.broadcast_to(factor.array, shape))
        product = e3nn.tensor_product(factor, theta, filter_ir_out=kept)
        result = Linear(into, force_irreps_out=True)(product)
        result = result + Linear(into, force_irreps_out=True)(total)
        result = result + Linear(into, force_irreps_out=True)(x)
        return e3nn.gate(
            result, even_act=jax.nn.silu, odd_act=jnp.tanh, even_gate_act=jax.nn.sigmoid)


class Network(nn.Module):
    between: str
    scalars: int
    nodes: int
    neighbours: float

    @nn.compact
    def __call__(self, species, harmonics, radials, theta, source, target):
        x = Linear(f"{self.scalars}x0e")(e3nn.IrrepsArray("3x0e", species[:, None]))
        for _ in range(2):
            x = Layer(self.between, self.nodes, self.neighbours)(
                x, harmonics, radials, theta, source, target)
        nodes = Linear("1o", force_irreps_out=True)(x)
        return nodes, Linear("0e+2e", force_irreps_out=True)(x)


def epoch(cells, scalars, chunk):
    """A function that runs one epoch: forward, backward and Adam, samples in chunks."""
    positions, species, edge = crystal(cells)
    target, source, vectors = neighbour_list(
        "ijD", positions=positions, cell=edge * np.eye(3), pbc=[True] * 3, cutoff=4.5)
    nodes = len(species)
    lengths = jnp.linalg.norm(jnp.asarray(-vectors, jnp.float32), axis=-1)
    radials = e3nn.bessel(lengths, 8, 4.5) * e3nn.poly_envelope(5, 2, 4.5)(lengths)[:, None]
    harmonics = e3nn.spherical_harmonics(
        "0e+1o+2e+3o", e3nn.IrrepsArray("1o", jnp.asarray(-vectors, jnp.float32)), True,
        normalization="component")
    source, target = jnp.asarray(source), jnp.asarray(target)
    one_hot = jax.nn.one_hot(jnp.asarray(species), 3)
    phase = jnp.asarray(np.cos(np.pi * (positions / EDGE).sum(1)).round(12), jnp.float32)
    copies = jnp.stack([jnp.ones_like(phase), phase])
    draw = np.random.default_rng(0)
    wanted = jnp.asarray(0.1 * draw.standard_normal((nodes, SAMPLES, 3)), jnp.float32)
    wanted_mean = jnp.asarray(0.1 * draw.standard_normal((SAMPLES, 6)), jnp.float32)
    relaxed = 0.01 * draw.standard_normal((SAMPLES, 2, RELAXED.dim))
    relaxed[:, 0, 0] = 1
    pairs = e3nn.Irreps([(2, str(irrep)) for _, irrep in RELAXED])

    def theta(values):
        scaled = copies.T[:, None, :, None] * values[None]
        pieces, start = [], 0
        for _, irrep in RELAXED:
            piece = scaled[..., start:start + irrep.dim]
            pieces.append(piece.reshape(piece.shape[0], piece.shape[1], -1))
            start += irrep.dim
        return e3nn.IrrepsArray(pairs, jnp.concatenate(pieces, -1))

    network = Network(str(hidden(scalars)), scalars, nodes, len(source) / nodes)
    start = jnp.asarray(relaxed, jnp.float32)
    weights = jax.jit(network.init)(
        jax.random.PRNGKey(0), one_hot, harmonics, radials, theta(start[:chunk]), source, target)
    state = {"weights": weights, "relaxed": start}
    steps = optax.adam(5e-3)
    memory = steps.init(state)

    def loss(state, part):
        found, mean = network.apply(
            state["weights"], one_hot, harmonics, radials, theta(state["relaxed"][part]), source,
            target)
        one = jnp.sum((found.array - wanted[:, part]) ** 2) / wanted.size
        return one + jnp.sum((mean.array.mean(0) - wanted_mean[part]) ** 2) / wanted_mean.size

    gradient = jax.jit(jax.grad(loss))

    @jax.jit
    def update(state, memory, total):
        change, memory = steps.update(total, memory, state)
        return optax.apply_updates(state, change), memory

    def run():
        nonlocal state, memory
        total = None
        for first in range(0, SAMPLES, chunk):
            part = gradient(state, jnp.arange(first, min(first + chunk, SAMPLES)))
            total = part if total is None else jax.tree_util.tree_map(jnp.add, total, part)
        state, memory = update(state, memory, total)
        jax.block_until_ready(state)
    return run
