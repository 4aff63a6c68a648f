// One order parameter of the model and the direction in mode space along which it is measured.
//
//     M_Γ = Σ_k B_k C_k ,   C_k = Σ_j c_kj J_j ∈ End(Γ) ,   Σ c² = 1 ,   q = M_Γᵀ y
//
// with J_j the matrices that commute with the irrep (1 alone for the real type; Frobenius), the
// combination c the leading eigenvector of Σ_T of the Gram matrix of the vectors J_jᵀ a_k. M_Γ has
// orthonormal columns: q is the mode amplitude in ångström.
//
// Where the mode vector rotates, a_k = α_k q + γ_k |q|² q, that combination is a mean over the sweep
// and the other part of the rotation is in q, which then follows no power law. In irreps of the real
// type c is turned to α/|α|, the mode vector at the transition, if the data tell γ from zero.

import Foundation
import PhaseFitNumerics
public import PhaseFitSymmetry

/// An order parameter of a sweep model.
public struct OrderParameterMember: Sendable, Codable, Hashable {
  /// The irrep, an index into `SymmetryModes.irreps`.
  public var irrep: Int
  /// Its label.
  public var label: String
  /// 0 for the combination of copies that carries most of the distortion, 1 for the next one.
  public var rank: Int
  /// What is distorted along the combination.
  public var kind: OrderParameterSeries.Kind
  /// The copies that are combined, indices into `SymmetryModes.copies`.
  public var copies: [Int]
  /// The coefficients c_kj, one row for each copy.
  public var coefficients: [[Double]]

  /// The label, with a prime for the second combination.
  public var name: String { rank == 0 ? label : "\(label)′" }
}

extension OrderParameterMember {
  /// The leading combination of copies of an irrep over some structures, or the one after it.
  ///
  /// It combines displacements or occupancies, whichever are larger (an occupancy of 1 counts as
  /// `occupancyLength`), and strain only where the atoms do not show the irrep.
  ///
  /// - Returns: nil where the irrep has no such combination.
  init?(
    _ irrep: Int, rank: Int, of structures: [[[Double]]], in modes: SymmetryModes,
    occupancyLength: Double = 1
  ) {
    let members = modes.copiesOfIrrep[irrep]
    func size(_ kind: OrderParameterSeries.Kind) -> Double {
      let copies = members.filter { modes.copies[$0].kind == kind }
      let square = structures.reduce(0) { sum, structure in
        copies.reduce(sum) { $0 + inner(structure[$1], structure[$1]) }
      }
      return square.squareRoot() / modes.norm(of: kind)
    }
    let (moved, ordered) = (size(.displacement), occupancyLength * size(.occupancy))
    let kind: OrderParameterSeries.Kind
    if max(moved, ordered) > SymmetryModes.presence {
      kind = moved >= ordered ? .displacement : .occupancy
    } else if size(.strain) > SymmetryModes.presence {
      kind = .strain
    } else {
      return nil
    }
    let copies = members.filter { modes.copies[$0].kind == kind }
    let commutant = modes.commutants[irrep]
    let order = commutant.order
    guard rank < copies.count else { return nil }
    let size = copies.count * order
    var gram = Matrix(rows: size, columns: size)
    for structure in structures {
      let vectors = copies.flatMap { copy in
        (0..<order).map { commutant.transposed($0, structure[copy]) }
      }
      for row in 0..<size {
        for column in 0..<size { gram[row, column] += inner(vectors[row], vectors[column]) }
      }
    }
    guard let system = try? gram.symmetricEigensystem() else { return nil }
    // Over ℂ and ℍ the eigenvalues come in groups of the order of the algebra.
    let leading = system.vectors.column(size - 1 - rank * order)
    self.init(
      irrep: irrep, label: modes.irreps[irrep].label, rank: rank, kind: kind, copies: copies,
      coefficients: copies.indices.map { Array(leading[$0 * order..<($0 + 1) * order]) })
    if order == 1 { turnToTransition(structures) }
    fixUnit(commutant)
  }

  /// Turns are made only where chance makes as large a rotation less often than this.
  private static let rotationLevel = 1e-3
  /// The combination changes its own amplitude, by a quarter of its turn squared.
  private static let rotationPasses = 4

  /// Turns the combination to the mode vector for q → 0 where the mode vector rotates.
  private mutating func turnToTransition(_ structures: [[[Double]]]) {
    var turned = coefficients.map { $0[0] }
    for _ in 0..<Self.rotationPasses {
      let orders = structures.map { structure in
        zip(copies, turned).reduce(
          into: [Double](repeating: 0, count: structure[copies[0]].count)
        ) { add($1.1, structure[$1.0], to: &$0) }
      }
      let squares = orders.map { inner($0, $0) }
      let largest = squares.max() ?? 0
      // Structures of the parent phase say nothing of the mode vector.
      let distorted = squares.indices.filter { squares[$0] > 1e-6 * largest }
      let freedom = (distorted.count - 2) * (copies.count - 1)
      guard freedom > 0, largest > 0 else { return }
      // Two normal equations for every copy, |q|² in units of its largest value.
      let (second, fourth, sixth) = distorted.reduce(into: (0.0, 0.0, 0.0)) { sums, index in
        let ratio = squares[index] / largest
        sums.0 += squares[index]
        sums.1 += squares[index] * ratio
        sums.2 += squares[index] * ratio * ratio
      }
      let determinant = second * sixth - fourth * fourth
      guard determinant > 1e-9 * second * sixth else { return }
      var (tangent, explained, rest) = ([Double](), 0.0, 0.0)
      for copy in copies {
        let (first, third) = distorted.reduce(into: (0.0, 0.0)) { sums, index in
          let product = inner(structures[index][copy], orders[index])
          sums.0 += product
          sums.1 += product * squares[index] / largest
        }
        let linear = (sixth * first - fourth * third) / determinant
        let cubic = (second * third - fourth * first) / determinant
        tangent.append(linear)
        let total = distorted.reduce(0) {
          $0 + inner(structures[$1][copy], structures[$1][copy])
        }
        let straight = total - first * first / second
        let curved = total - linear * first - cubic * third
        explained += straight - curved
        rest += max(curved, 0)
      }
      // The ratio of the likelihoods with and without γ, with Bartlett's factor for few data.
      let added = Double(copies.count - 1)
      let ratio = log(1 + explained / max(rest, .leastNormalMagnitude))
      let chance = ChiSquaredDistribution(degreesOfFreedom: added).upperTailProbability(
        (Double(freedom) + 0.5 * (added - 2)) * ratio)
      guard chance < Self.rotationLevel else { return }
      let norm = inner(tangent, tangent).squareRoot()
      turned = tangent.map { $0 / norm }
      coefficients = turned.map { [$0] }
    }
  }

  /// Turns the combination by a unit of the algebra so that its largest coefficient is positive.
  private mutating func fixUnit(_ commutant: IrrepCommutant) {
    let norms = coefficients.map { inner($0, $0).squareRoot() }
    guard let largest = norms.max(), largest > 0,
      let pivot = norms.firstIndex(where: { $0 > largest * (1 - 1e-9) })
    else { return }
    let size = commutant.dimension
    func matrix(_ coefficients: [Double]) -> Matrix {
      zip(coefficients, commutant.elements).reduce(Matrix(rows: size, columns: size)) {
        $0 + $1.0 * Matrix(rows: size, columns: size, elements: $1.1)
      }
    }
    let unit = (1 / norms[pivot]) * matrix(coefficients[pivot]).transpose
    coefficients = coefficients.map { row in
      let product = matrix(row) * unit
      return commutant.elements.map { inner($0, product.elements) / Double(size) }
    }
  }

  /// The columns of M_Γ over Fix_Γ(H), in the rows of a phase: one for each vector of the space.
  func columns(_ rows: PhaseRows, modes: SymmetryModes) -> [[Double]] {
    let commutant = modes.commutants[irrep]
    return rows.spaces[irrep].map { vector in
      let images = coefficients.map { row in
        var image = [Double](repeating: 0, count: vector.count)
        for (element, coefficient) in row.enumerated() where coefficient != 0 {
          // J v, J the transpose of what `transposed` applies.
          let matrix = commutant.elements[element]
          for target in image.indices {
            for source in vector.indices {
              image[target] += coefficient * matrix[target * vector.count + source] * vector[source]
            }
          }
        }
        return image
      }
      return rows.rows.map { row in
        guard row.irrep == irrep, let place = copies.firstIndex(of: row.copy) else { return 0 }
        return inner(row.vector, images[place])
      }
    }
  }
}
