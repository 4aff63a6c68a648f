// The crystal that a modulated network works on: edges, species and the waves of the relaxed weights.

import Foundation
public import PhaseFitNumerics

/// A crystal with functions c_v on its nodes that carry the copies of the relaxed weights.
public struct ModulatedStructure: Sendable, Hashable {
  /// The edges.
  public let graph: EdgeGraph
  /// The species of every node, counted from 0.
  public let species: [Int]
  /// The functions c_v, one list of numbers for the nodes for each copy of the relaxed weights.
  public let modulations: [[Double]]

  /// A crystal from its edges.
  ///
  /// - Parameters:
  ///   - graph: the edges.
  ///   - species: the species of every node, counted from 0.
  ///   - modulations: the functions c_v, one list for each copy of the relaxed weights.
  /// - Throws: `EquivarianceError` for numbers that are not finite.
  /// - Precondition: one species and one number of each function for each node; no species is
  ///   negative.
  public init(
    _ graph: EdgeGraph, species: [Int], modulations: [[Double]]
  ) throws(EquivarianceError) {
    precondition(
      species.count == graph.nodeCount && species.allSatisfy { $0 >= 0 },
      "\(graph.nodeCount) nodes need as many species, counted from 0, found \(species)")
    for (copy, values) in modulations.enumerated() {
      precondition(
        values.count == graph.nodeCount,
        "\(graph.nodeCount) nodes need as many numbers, found \(values.count) in modulation \(copy)"
      )
      guard let node = values.firstIndex(where: { !$0.isFinite }) else { continue }
      throw EquivarianceError(
        .notFinite, "modulation \(copy) is \(values[node]) at node \(node): expected a number")
    }
    for (index, edge) in graph.edges.enumerated() {
      guard (edge.vector.x + edge.vector.y + edge.vector.z).isFinite else {
        throw EquivarianceError(
          .notFinite,
          "edge \(index) from node \(edge.source) to \(edge.destination) is \(edge.vector): "
            + "expected three finite components")
      }
    }
    self.graph = graph
    self.species = species
    self.modulations = modulations
  }

  /// A crystal with the uniform wave and waves cos 2π q·f at its atoms.
  ///
  /// - Parameters:
  ///   - positions: Cartesian positions.
  ///   - lattice: the lattice vectors as columns.
  ///   - species: the species of every atom, counted from 0.
  ///   - cutoff: atoms closer than this are joined by edges.
  ///   - waves: wave vectors in the reciprocal basis of the given cell, without the factor 2π; the
  ///     phase is taken from the origin of the coordinates.
  /// - Throws: `EquivarianceError` from the search for neighbours.
  /// - Precondition: one species for each atom.
  public init(
    crystalAt positions: [Vector3], lattice: Matrix3, species: [Int], cutoff: Double,
    waves: [Vector3]
  ) throws(EquivarianceError) {
    let graph = try EdgeGraph(crystalAt: positions, lattice: lattice, cutoff: cutoff)
    let inverse = lattice.inverse
    let modulations = waves.map { wave in
      positions.map { cosineOfTurns(dot(wave, inverse * $0)) }
    }
    try self.init(
      graph, species: species,
      modulations: [[Double](repeating: 1, count: positions.count)] + modulations)
  }
}

/// cos 2πt, exact at multiples of a quarter to the rounding of t.
private func cosineOfTurns(_ turns: Double) -> Double {
  let part = turns - turns.rounded()
  // Near ±¼ the cosine is the sine of what is missing, which keeps a zero a zero.
  let missing = 0.25 - abs(part)
  return abs(missing) < 0.125
    ? sin(2 * .pi * missing) : cos(2 * .pi * part)
}
