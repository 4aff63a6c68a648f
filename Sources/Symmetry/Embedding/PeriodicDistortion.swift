import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// A distortion as a function on the sites of the parent, periodic in the child's lattice.
///
/// `displacements[i][c]` belongs to atom i of the parent's primitive cell in the cells of class c,
/// the classes being ℤ³ modulo the lattice. The same type holds derivatives of a distortion.
struct PeriodicDistortion {
  /// The translation lattice, in Hermite normal form in the parent's primitive basis.
  var lattice: IntegerMatrix3
  var displacements: [[Vector3]]
  var occupancies: [[[Double]]]
  var strain: Matrix3

  /// The classes of ℤ³ modulo the lattice.
  var cells: [SIMD3<Int>] { lattice.cosetRepresentatives }

  /// The position of a cell's class in `cells`.
  func index(of cell: SIMD3<Int>) -> Int { lattice.position(ofClass: cell) }

  /// The distortion of an embedded child; derivatives are made with `derivative`.
  init(_ embedding: Embedding, child: ExpandedCrystal, parent: ParentStructure, strain: Matrix3) {
    self.init(
      embedding, parent: parent, strain: strain,
      displacement: { embedding.pairing[$0].displacement },
      occupancy: { atom, site in
        parent.atoms[site].contents.map { content in
          (child.atoms[atom].contents.first { $0.element == content.element }?.occupancy ?? 0)
        }
      })
    // Vacant sites have no partner: their occupancy is zero, and the deviation is taken last.
    for site in occupancies.indices {
      for cell in occupancies[site].indices {
        for channel in parent.atoms[site].contents.indices {
          occupancies[site][cell][channel] -= parent.atoms[site].contents[channel].occupancy
        }
      }
    }
  }

  /// The derivative of an embedded child's distortion with respect to one free parameter.
  init(
    derivative parameter: ExpandedCrystal.FreeParameter, _ embedding: Embedding,
    child: ExpandedCrystal, parent: ParentStructure, strain: Matrix3
  ) {
    let matrix = parent.basis * embedding.multiple.real
    var shifts = Array(repeating: Vector3.zero, count: child.atoms.count)
    for (atom, derivative) in zip(parameter.atoms, parameter.positions) {
      shifts[atom] = matrix * derivative
    }
    let mean = shifts.reduce(Vector3.zero, +) / Double(max(shifts.count, 1))
    self.init(
      embedding, parent: parent, strain: strain, displacement: { shifts[$0] - mean },
      occupancy: { atom, site in
        parent.atoms[site].contents.map { content in
          guard !parameter.occupancies.isEmpty, parameter.atoms.contains(atom),
            let index = child.atoms[atom].contents.firstIndex(where: {
              $0.element == content.element
            })
          else { return 0 }
          return parameter.occupancies[atom - parameter.atoms.lowerBound][index]
        }
      })
  }

  private init(
    _ embedding: Embedding, parent: ParentStructure, strain: Matrix3,
    displacement: (Int) -> Vector3, occupancy: (_ atom: Int, _ site: Int) -> [Double]
  ) {
    lattice = embedding.lattice
    self.strain = strain
    let classes = abs(embedding.lattice.determinant)
    displacements = parent.atoms.map { _ in Array(repeating: .zero, count: classes) }
    occupancies = parent.atoms.map { atom in
      Array(repeating: Array(repeating: 0, count: atom.contents.count), count: classes)
    }
    var visits = parent.atoms.map { _ in Array(repeating: 0.0, count: classes) }
    for (atom, pair) in embedding.pairing.enumerated() {
      let cell = index(of: pair.cell)
      displacements[pair.parentAtom][cell] += displacement(atom)
      for (channel, value) in occupancy(atom, pair.parentAtom).enumerated() {
        occupancies[pair.parentAtom][cell][channel] += value
      }
      visits[pair.parentAtom][cell] += 1
    }
    // A centred cell visits every site once for each centring translation.
    for site in visits.indices {
      for cell in visits[site].indices where visits[site][cell] > 1 {
        displacements[site][cell] /= visits[site][cell]
        for channel in occupancies[site][cell].indices {
          occupancies[site][cell][channel] /= visits[site][cell]
        }
      }
    }
  }

  /// The image under an operation of the parent, `(g u)(g r) = R u(r)`.
  ///
  /// `operation` is the index of an operation of the parent; the lattice translation `cell` is
  /// applied after it.
  func transformed(by operation: Int, then cell: SIMD3<Int>, in parent: ParentStructure)
    -> PeriodicDistortion
  {
    transformed(by: PeriodicAction(operation, then: cell, on: lattice, in: parent))
  }

  /// The image under an operation whose action on this lattice is known.
  func transformed(by action: PeriodicAction) -> PeriodicDistortion {
    var result = self
    result.lattice = action.lattice
    result.strain = action.cartesian * strain * action.cartesian.transpose
    for site in displacements.indices {
      for (source, target) in action.classes[site].enumerated() {
        result.displacements[action.atoms[site]][target] =
          action.cartesian * displacements[site][source]
        result.occupancies[action.atoms[site]][target] = occupancies[site][source]
      }
    }
    return result
  }

  /// The average over the child's operations: the part of the distortion that its group admits.
  ///
  /// `group` holds the actions of operations that keep the lattice; where it is empty nothing
  /// changes.
  func averaged(over group: [PeriodicAction]) -> PeriodicDistortion {
    guard !group.isEmpty else { return self }
    var sum = self
    sum.scale(by: 0)
    for action in group {
      sum.strain = sum.strain + action.cartesian * strain * action.cartesian.transpose
      for site in displacements.indices {
        let atom = action.atoms[site]
        for (source, target) in action.classes[site].enumerated() {
          sum.displacements[atom][target] += action.cartesian * displacements[site][source]
          for (channel, value) in occupancies[site][source].enumerated() {
            sum.occupancies[atom][target][channel] += value
          }
        }
      }
    }
    sum.scale(by: 1 / Double(group.count))
    return sum
  }

  /// The classes to which some cells belong, positions in `cells`.
  func classes(of cells: [SIMD3<Int>]) -> [Int] { cells.map(index) }

  /// The distortion on the atoms of a commensurate cell whose lattice this one contains.
  ///
  /// `classes` are those of the atoms' cells.
  func field(on cell: CommensurateCell, classes: [Int]) -> DistortionField {
    DistortionField(
      displacements: zip(cell.atoms, classes).map { displacements[$0.primitiveAtom][$1] },
      strain: strain,
      occupancies: zip(cell.atoms, classes).map { occupancies[$0.primitiveAtom][$1] })
  }

  private mutating func scale(by factor: Double) {
    for site in displacements.indices {
      for cell in displacements[site].indices {
        displacements[site][cell] *= factor
        for channel in occupancies[site][cell].indices {
          occupancies[site][cell][channel] *= factor
        }
      }
    }
    strain = factor * strain
  }

  /// The scalar product of two distortions per primitive cell of the parent, in Å².
  ///
  ///     ⟨y, y'⟩ = ⟨u · u'⟩ + a² e : e' + d² ⟨o · o'⟩
  func overlap(with other: PeriodicDistortion, scales: DistortionScales) -> Double {
    let cells = IntegerMatrix3.intersection(lattice, other.lattice).cosetRepresentatives
    return overlap(
      classes: classes(of: cells), with: other, classes: other.classes(of: cells), scales: scales)
  }

  /// The scalar product summed over cells of a common supercell, given by their classes in both.
  func overlap(
    classes: [Int], with other: PeriodicDistortion, classes otherClasses: [Int],
    scales: DistortionScales
  ) -> Double {
    var sum = 0.0
    for site in displacements.indices {
      let (first, second) = (displacements[site], other.displacements[site])
      for (left, right) in zip(classes, otherClasses) { sum += dot(first[left], second[right]) }
    }
    let weight = scales.occupancy * scales.occupancy
    for site in occupancies.indices {
      for (left, right) in zip(classes, otherClasses) {
        for (first, second) in zip(occupancies[site][left], other.occupancies[site][right]) {
          sum += weight * first * second
        }
      }
    }
    sum /= Double(classes.count)
    return sum + scales.strain * scales.strain * (strain.transpose * other.strain).trace
  }
}

/// The lengths, Å, that put strain and occupancy on one scale with displacements.
public struct DistortionScales: Sendable, Codable, Hashable {
  /// The edge of a cube with the volume of the parent's primitive cell: `a e` is a displacement.
  public var strain: Double
  /// The distance between sites that share atoms: an occupancy deviation moves matter so far.
  public var occupancy: Double

  /// The scales of a parent.
  ///
  /// Where no site is partly occupied the occupancy scale is not used and set to 1 Å.
  public init(_ parent: ParentStructure) {
    strain = cbrt(abs(parent.basis.determinant))
    var shortest = Double.infinity
    let nearest = NearestImage(parent.basis)
    for (i, first) in parent.atoms.enumerated() where first.isShared {
      for (j, second) in parent.atoms.enumerated() where j != i && second.isShared {
        guard first.contents.map(\.element) == second.contents.map(\.element) else { continue }
        shortest = min(
          shortest, length(nearest(parent.basis * (first.position - second.position))))
      }
    }
    if !shortest.isFinite {
      shortest = parent.atoms.contains(where: \.isShared) ? strain : 1
    }
    occupancy = shortest
  }
}

extension ParentStructure.Atom {
  /// Whether the site is partly vacant or holds several elements, so that order can set in.
  public var isShared: Bool {
    contents.count > 1 || contents.reduce(0) { $0 + $1.occupancy } < 0.98
  }
}
