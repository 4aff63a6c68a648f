// The usual symbol of a direction of an order parameter.
//
// The fixed space is brought to reduced echelon form: each free parameter a, b, c … stands alone in
// its first component, and the others are combinations of the parameters:
//
//     (a,a,0)   (a,b,0)   (a,0;0,a)   (a,1.732a)
//
// Components of different arms of the star are separated by semicolons.

import PhaseFitNumerics

/// The symbol of a fixed space.
struct DirectionSymbol: Sendable, Hashable {
  var text: String
  /// An orthonormal basis of the space.
  var basis: [[Double]]

  /// The difference below which a coefficient is a simple number; coefficients are algebraic.
  private static let rounding = 1e-6

  /// The symbol of a space as it lies.
  init(of space: [[Double]], blocks: [Int]) {
    let reduced = Self.echelonForm(space)
    text = Self.text(reduced, blocks: blocks)
    basis = OrderParameterImage.orthonormalised(reduced)
  }

  /// The simplest symbol among the images of a space under the group.
  static func simplest(of space: [[Double]], image: OrderParameterImage, blocks: [Int])
    -> DirectionSymbol
  {
    var best = echelonForm(space)
    var bestScore = score(best)
    var seen = FingerprintIndex()
    for element in 0..<image.count {
      let moved = space.map { image.apply(element, to: $0) }
      let fingerprint = image.fingerprints(of: moved)[0]
      if !seen.candidates(fingerprint).isEmpty { continue }
      seen.insert(fingerprint, value: element)
      let form = echelonForm(moved)
      let value = score(form)
      if value.lexicographicallyPrecedes(bestScore) { (best, bestScore) = (form, value) }
    }
    return DirectionSymbol(of: best, blocks: blocks)
  }

  /// The sizes of the blocks of components that belong to one arm of the star, −k with k.
  ///
  /// The diagonal of a pure translation t is cos 2πk·t for the components of the arms ±k.
  static func blocks(of irrep: PhysicalIrrep, in cell: CommensurateCell) -> [Int] {
    let translations = cell.operations.indices.filter {
      cell.operations[$0].rotation == .identity
    }
    let phases = (0..<irrep.dimension).map { component in
      translations.map {
        (irrep.matrices[$0].elements[component * (irrep.dimension + 1)] / rounding).rounded()
      }
    }
    var result: [Int] = []
    for component in 0..<irrep.dimension {
      let continues =
        component > 0
        && zip(phases[component], phases[component - 1]).allSatisfy { abs($0 - $1) <= 1 }
      if continues { result[result.count - 1] += 1 } else { result.append(1) }
    }
    return result
  }

  /// The reduced row echelon form of a basis.
  private static func echelonForm(_ space: [[Double]]) -> [[Double]] {
    var rows = space
    let size = rows.first?.count ?? 0
    var done = 0
    for column in 0..<size where done < rows.count {
      guard
        let pivot = (done..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > rounding
      else { continue }
      rows.swapAt(done, pivot)
      let scale = 1 / rows[done][column]
      for index in 0..<size { rows[done][index] *= scale }
      for row in rows.indices where row != done {
        let factor = rows[row][column]
        if factor == 0 { continue }
        for index in 0..<size { rows[row][index] -= factor * rows[done][index] }
      }
      done += 1
    }
    return rows
  }

  /// Fewer sums, simpler coefficients, fewer components and signs, and parameters that come early
  /// make a symbol simpler.
  private static func score(_ form: [[Double]]) -> [Int] {
    let size = form.first?.count ?? 0
    var sums = 0
    var uncommon = 0
    var components = 0
    var signs = 0
    var pattern: [Int] = []
    for column in 0..<size {
      let values = form.map { $0[column] }.enumerated().filter { abs($0.element) > rounding }
      if values.count > 1 { sums += 1 }
      uncommon += values.count { abs(abs($0.element) - 1) > rounding }
      components += values.isEmpty ? 0 : 1
      signs += values.count { $0.element < 0 }
      pattern.append(values.first.map { $0.offset } ?? form.count)
    }
    return [sums, uncommon, components, signs] + pattern
  }

  private static func text(_ form: [[Double]], blocks: [Int]) -> String {
    let size = form.first?.count ?? 0
    var result = "("
    var next = blocks.first ?? size
    var block = 0
    for column in 0..<size {
      if column == next {
        result += ";"
        block += 1
        next += block < blocks.count ? blocks[block] : size
      } else if column > 0 {
        result += ","
      }
      var component = ""
      for (row, vector) in form.enumerated() {
        let value = vector[column]
        guard abs(value) > rounding else { continue }
        if value < 0 { component += "-" } else if !component.isEmpty { component += "+" }
        component += coefficient(abs(value)) + letter(row)
      }
      result += component.isEmpty ? "0" : component
    }
    return result + ")"
  }

  private static func coefficient(_ value: Double) -> String {
    let places = 1000.0
    let rounded = (value * places).rounded() / places
    if abs(value - 1) < rounding { return "" }
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return index < letters.count ? String(letters[index]) : "a\(index)"
  }
}
