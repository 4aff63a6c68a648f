// The symmetry modes of a child as columns over its free coordinates.
//
// The distortions that the child's group K admits are spanned by the shifts t of the free coordinates
// of its asymmetric unit. An irrep Γ of the parent's group G acts on them by
//
//     P_Γ = d/(m |G|) Σ_g χ_Γ(g) g ,      m = |G|⁻¹ Σ_g χ_Γ(g)²  (1, 2 or 4 by type)
//
// with real characters χ. For a distortion e that K keeps, read at the first atom r of each orbit,
//
//     (P_Γ e)(r) = d/(m |G|) Σ_g χ_Γ(g) R_g e(g⁻¹ r) ,
//
// so that only first atoms are visited. The images of P_Γ, one site of the parent at a time, are
// orthonormalised in the metric of As: τᵀ G τ = 1, G_ij = Σ |u|² over the child's primitive cell.
// A mode τ of amplitude a shifts the coordinates by a τ.

import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// Builds the table of modes of an embedded child.
struct ModeTableBuilder {
  let pair: EmbeddedChild
  let irreps: [PhysicalIrrep]
  let directions: [String: String]
  let cell: CommensurateCell
  /// The cell in which the table is given.
  let frame: ModeTableCell
  /// That cell without strain, columns in Å.
  let basis: Matrix3
  /// The child's atoms by atom of the commensurate cell.
  let atoms: [[Int]]
  /// Atoms of the commensurate cell in one child primitive cell for each that is counted.
  let translations: Double
  private(set) var orbits: [Orbit] = []
  /// For every operation of the parent the atom that it carries to the first atom of each orbit.
  private(set) var origins: [[Int]] = []
  /// For every atom of the commensurate cell its orbit and what carries the first atom of that to it.
  private(set) var owners: [(orbit: Int, carrier: Int)?] = []

  /// An orbit of atoms of the commensurate cell under the child's group.
  struct Orbit {
    /// The first atom.
    var first: Int
    /// The number of atoms.
    var count: Int
    /// For every atom of the orbit an operation that carries the first onto it.
    var carriers: [Int: Int]
    /// The free coordinates.
    var free: [Bool]
    /// The coordinates as functions of the free ones.
    var dependence: [[Double]]
    /// The displacement in Å of the first atom for a unit of each free coordinate.
    var vectors: [Vector3]
  }

  /// Below this a projected direction of unit length is zero: characters and rotations are exact to
  /// rounding, and the next smaller length is of the order of one over the number of atoms.
  static let rounding = 1e-6

  /// Prepares the table.
  ///
  /// - Parameters:
  ///   - pair: the embedded child.
  ///   - irreps: the irreps with matrices for the operations of the commensurate cell.
  ///   - directions: the direction of the order parameter by label, where known.
  /// - Throws: `SymmetryError` where the child's group has no setting.
  init(
    _ pair: EmbeddedChild, irreps: [PhysicalIrrep], directions: [String: String]
  ) throws(SymmetryError) {
    self.pair = pair
    frame = try ModeTableCell(pair)
    self.irreps = irreps
    self.directions = directions
    cell = pair.sweep.cell
    let embedding = pair.member.embedding
    basis = pair.structure.basis * frame.multiple.real
    let cells = cell.multiple.cosetRepresentatives
    var position: [SIMD3<Int>: Int] = [:]
    for (index, representative) in cells.enumerated() { position[representative] = index }
    var atoms = Array(repeating: [Int](), count: cell.atoms.count)
    // The child's cell may be smaller than the commensurate one: its atoms recur.
    for (atom, pairing) in embedding.pairing.enumerated() {
      guard let class_ = position[cell.multiple.reduce(pairing.cell)] else { continue }
      atoms[pairing.parentAtom * cells.count + class_].append(atom)
    }
    self.atoms = atoms
    translations =
      Double(cell.primitiveCellCount) / Double(embedding.cellMultiplication)
    orbits = makeOrbits()
    owners = Array(repeating: nil, count: cell.atoms.count)
    for (orbit, members) in orbits.enumerated() {
      for (atom, carrier) in members.carriers { owners[atom] = (orbit, carrier) }
    }
    let firsts = orbits.map(\.first)
    origins = cell.operations.map { operation in
      var inverse = Array(repeating: 0, count: operation.permutation.count)
      for (atom, image) in operation.permutation.enumerated() { inverse[image] = atom }
      return firsts.map { inverse[$0] }
    }
  }

  /// The table of a child, nil with a reason where there is none.
  static func table(
    of pair: EmbeddedChild, irreps: [PhysicalIrrep], directions: [String: String]
  ) -> (ModeTable?, [Diagnostic]) {
    do throws(SymmetryError) {
      return try ModeTableBuilder(pair, irreps: irreps, directions: directions).table()
    } catch {
      return (
        nil,
        [
          Diagnostic(
            .warning, code: "no-mode-table",
            message: "modes are not written: no setting of \(pair.child.symmetry.group) was found "
              + "for the operations that the child keeps: \(error)", file: pair.child.file)
        ]
      )
    }
  }

  private func table() -> (ModeTable?, [Diagnostic]) {
    var sites: [ModeTable.Site] = []
    for orbit in orbits { sites += makeSites(orbit, start: sites.count, taken: sites.map(\.label)) }
    let displacive = displacements()
    let free = orbits.reduce(0) { $0 + $1.vectors.count }
    var diagnostics = frame.diagnostics(pair)
    if displacive.count != free {
      diagnostics.append(
        Diagnostic(
          .error, code: "incomplete-modes",
          message: "\(displacive.count) displacive modes for \(free) free coordinates: the irreps "
            + "are incomplete; this is likely a bug in phasefit, please report it"))
      return (nil, diagnostics)
    }
    // The strain is averaged over the group, so that the cell has its metric exactly.
    let strained = (.identity + pair.member.field.strain) * basis
    let table = ModeTable(
      group: pair.child.symmetry.group, setting: frame.setting?.hermannMauguin,
      operations: frame.operations, cell: CellParameters(strained).values,
      parentCell: CellParameters(pair.structure.conventionalBasis).values,
      transformation: frame.transformation(in: pair.structure), sites: sites,
      displacive: displacive, strain: strains(),
      occupancy: occupancies())
    return (table, diagnostics)
  }

  // MARK: - Orbits and sites

  private func makeOrbits() -> [Orbit] {
    let kept = pair.member.keptOperations
    let toFractional = basis.inverse
    var isTaken = Array(repeating: false, count: cell.atoms.count)
    var result: [Orbit] = []
    // Atoms of the child in the order of its file, then sites that are empty in it.
    let order =
      cell.atoms.indices.filter { !atoms[$0].isEmpty }
      .sorted { (atoms[$0].min() ?? 0) < (atoms[$1].min() ?? 0) }
      + cell.atoms.indices.filter { atoms[$0].isEmpty }
    for first in order where !isTaken[first] {
      var carriers: [Int: Int] = [:]
      var average = Matrix3.zero
      var siteSymmetry = 0.0
      for operation in kept {
        let image = cell.operations[operation].permutation[first]
        isTaken[image] = true
        if carriers[image] == nil { carriers[image] = operation }
        if image == first {
          average = average + toFractional * cell.operations[operation].cartesian * basis
          siteSymmetry += 1
        }
      }
      let rows = reducedRows((1 / siteSymmetry) * average)
      var free = [false, false, false]
      var dependence = Array(repeating: [0.0, 0, 0], count: 3)
      var vectors: [Vector3] = []
      for row in rows {
        free[row.pivot] = true
        for axis in 0..<3 { dependence[axis][row.pivot] = row.vector[axis] }
        vectors.append(basis * row.vector)
      }
      result.append(
        Orbit(
          first: first, count: carriers.count, carriers: carriers, free: free,
          dependence: dependence, vectors: vectors))
    }
    return result
  }

  /// The column space of a projector as rows in reduced echelon form, pivots ascending.
  private func reducedRows(_ projector: Matrix3) -> [(pivot: Int, vector: Vector3)] {
    var rows = (0..<3).map { projector[column: $0] }
    var result: [(pivot: Int, vector: Vector3)] = []
    for axis in 0..<3 {
      guard let index = rows.indices.max(by: { abs(rows[$0][axis]) < abs(rows[$1][axis]) }),
        abs(rows[index][axis]) > Self.rounding
      else { continue }
      let vector = rows.remove(at: index)
      let pivot = vector / vector[axis]
      rows = rows.map { $0 - $0[axis] * pivot }
      result = result.map { ($0.pivot, $0.vector - $0.vector[axis] * pivot) }
      result.append((axis, pivot))
    }
    // Entries of a rotation in a lattice basis are simple fractions.
    return result.map { row in
      var vector = row.vector
      for axis in 0..<3 {
        vector[axis] =
          Rational(approximating: vector[axis], tolerance: 1e-6)?.value ?? vector[axis]
      }
      return (row.pivot, vector)
    }
  }

  /// The rows of the asymmetric unit for one orbit: one for each element that may be there.
  private func makeSites(_ orbit: Orbit, start: Int, taken: [String]) -> [ModeTable.Site] {
    let atom = cell.atoms[orbit.first]
    let parentAtom = pair.structure.atoms[atom.primitiveAtom]
    let childAtom = atoms[orbit.first].min()
    let crystal = pair.child.expanded
    let base = childAtom.map { crystal.atoms[$0].label } ?? parentAtom.label
    let cells = cell.multiple.cosetRepresentatives
    // The place in the parent of the atom that the child's file lists, else of the first cell.
    let shift =
      childAtom.map { pair.member.embedding.pairing[$0].cell } ?? cells[orbit.first % cells.count]
    let inverse = frame.multiple.real.inverse
    var position =
      inverse
      * (parentAtom.position + Vector3(Double(shift.x), Double(shift.y), Double(shift.z))
        - frame.origin)
    for axis in 0..<3 {
      // Special coordinates come out exact to the precision of the origin.
      position[axis] =
        Rational(approximating: position[axis], tolerance: 2e-6, maximumDenominator: 24)?.value
        ?? position[axis]
    }
    let childCells = abs(frame.multiple.determinant)
    let multiplicity = orbit.count * childCells / cell.primitiveCellCount
    var labels = Set(taken)
    return parentAtom.contents.indices.map { channel in
      let content = parentAtom.contents[channel]
      let wanted = channel == 0 ? base : "\(base)_\(content.element.symbol)"
      var label = wanted
      var number = 2
      while !labels.insert(label).inserted {
        label = "\(wanted)_\(number)"
        number += 1
      }
      return ModeTable.Site(
        label: label, element: content.element.symbol, multiplicity: multiplicity,
        position: position, occupancy: content.occupancy,
        free: channel == 0 ? orbit.free : [false, false, false],
        dependence: orbit.dependence, hasFreeOccupancy: parentAtom.isShared,
        companion: channel == 0 ? nil : start)
    }
  }
}
