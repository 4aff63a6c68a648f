import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics

/// Tensor products of 1000 rows in double precision, forward and with their pullback.
///
/// `uvu64-l2xl2`: 64 copies of each degree with harmonics, weights of every row; `full64-l2`: 64
/// copies of degrees 0 to 2 with one copy of each, all connected, weights shared. The floor counts a
/// multiplication and an addition for every element of the matrix C·y that a copy passes and for
/// every weight, the pullback as two products, or reads and writes every argument and result once.
extension Harness {
  func runProducts() throws {
    let rows = 1000
    for degree in [2, 3] {
      let first = Self.copies(64, upTo: 2)
      let second = Irreps.sphericalHarmonics(upTo: degree)
      let product = TensorProduct.depthwise(first, second) {
        $0.degree <= 2 && $0.parity == Parity(ofDegree: $0.degree)
      }
      let terms = product.paths.reduce(0.0) { sum, path in
        let (one, three) = (first.blocks[path.first], product.product.blocks[path.product])
        return sum + Double(64 * one.irrep.dimension * three.irrep.dimension)
      }
      run("product/uvu64-l2xl\(degree)", product, weightLists: rows, rows, 2 * terms)
    }
    let first = Irreps(
      (0...2).map { Irreps.Block(multiplicity: 64, irrep: Irrep($0, $0 == 1 ? .odd : .even)) })
    let second = Irreps([Irrep(0, .even), Irrep(1, .odd), Irrep(2, .even)])
    let product = TensorProduct.fullyConnected(first, second, to: first)
    let terms = product.paths.reduce(0.0) { sum, path in
      let (one, three) = (first.blocks[path.first], first.blocks[path.product])
      let (in1, out) = (one.irrep.dimension, three.irrep.dimension)
      return sum + Double(64 * in1 * out + 64 * 64 * min(in1, out))
    }
    run("product/full64-l2", product, weightLists: 1, rows, 2 * terms)
  }

  private static func copies(_ count: Int, upTo degree: Int) -> Irreps {
    Irreps(
      (0...degree).map {
        Irreps.Block(multiplicity: count, irrep: Irrep($0, Parity(ofDegree: $0)))
      })
  }

  private func run(
    _ name: String, _ product: TensorProduct, weightLists: Int, _ rows: Int, _ perRow: Double
  ) {
    var generator = SplitMix64(seed: 5)
    func normals(_ count: Int) -> [Double] { (0..<count).map { _ in generator.normal() } }
    let left = normals(rows * product.first.dimension)
    let right = normals(rows * product.second.dimension)
    let weights = normals(weightLists * product.weightCount)
    let cotangent = normals(rows * product.product.dimension)
    for (kind, factor) in [("forward", 1.0), ("both", 3.0)] {
      let name = "\(name)/double/\(kind)"
      guard filter.isEmpty || name.contains(filter) else { continue }
      let time = measure {
        if kind == "forward" {
          _ = product(left, right, weights: weights, rows: rows)
        } else {
          _ = product(left, right, weights: weights, rows: rows)
          _ = product.pullback(left, right, weights: weights, rows: rows, cotangent: cotangent)
        }
      }.cpu
      let numbers = left.count + right.count + weights.count + rows * product.product.dimension
      report(
        name, time, operations: factor * perRow * Double(rows),
        bytes: 8 * numbers * (kind == "forward" ? 1 : 3), peak: ProcessorPeak.double)
    }
  }
}
