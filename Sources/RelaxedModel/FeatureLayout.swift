// What one node of the network carries: one copy of each of the six types 0e, 0o, 1e, 1o, 2e, 2o,
// 18 numbers, and the ways in which the types couple.
//
//     message     (l₁p₁) ⊗ Y_l₂ → (l₃p₃) ,  p₃ = p₁ (−1)^l₂ ,  l₂ ≤ 2      30 paths
//     relaxation  (l₁p₁) ⊗ (l₂p₂) → (l₃p₃) ,  p₃ = p₁ p₂                   60 paths
//
// A path multiplies by √(2l₃+1) C^{l₁l₂l₃}, so that independent unit inputs give unit output.

import PhaseFitEquivariance

enum FeatureLayout {
  static let irreps: [Irrep] = [
    Irrep(0, .even), Irrep(0, .odd), Irrep(1, .even), Irrep(1, .odd), Irrep(2, .even),
    Irrep(2, .odd),
  ]
  static let width = 18
  /// The first component of each type.
  static let offsets = [0, 1, 2, 5, 8, 13]
  /// The type of each component.
  static let typeOfComponent = irreps.enumerated().flatMap { index, irrep in
    Array(repeating: index, count: irrep.dimension)
  }
  /// The positions of 0e, 1o and 2e among the types, for the heads.
  static let (scalar, vector, tensor) = (0, 3, 4)

  static func range(_ type: Int) -> Range<Int> {
    offsets[type]..<(offsets[type] + irreps[type].dimension)
  }
}

/// One coupling of a source type with Y_l₂ into a target type, its tensor by components of nodes.
struct MessagePath: Sendable {
  var degree: Int
  var target: Int
  var terms: [(source: Int, harmonic: Int, target: Int, value: Double)]

  static let all: [MessagePath] = {
    var paths: [MessagePath] = []
    for (source, left) in FeatureLayout.irreps.enumerated() {
      for degree in 0...2 {
        let harmonic = Irrep(degree, Parity(ofDegree: degree))
        for (target, right) in FeatureLayout.irreps.enumerated()
        where left.couples(with: harmonic, to: right) {
          let scale = Double(right.dimension).squareRoot()
          let coupling = ClebschGordan(left.degree, degree, right.degree)
          paths.append(
            MessagePath(
              degree: degree, target: target,
              terms: coupling.terms.map {
                (
                  FeatureLayout.offsets[source] + $0.first, degree * degree + $0.second,
                  FeatureLayout.offsets[target] + $0.product, scale * $0.value
                )
              }))
        }
      }
    }
    return paths
  }()

  /// How many paths end in each type.
  static let countIntoType = FeatureLayout.irreps.indices.map { type in
    all.filter { $0.target == type }.count
  }
}

/// One element of the node-by-node products of features with the relaxed field.
struct RelaxationTerm: Sendable {
  var path: Int
  var feature: Int
  var field: Int
  var target: Int
  /// √(2l₃+1) C / √(paths into the target type).
  var value: Double

  /// All elements, path after path.
  static let all: [RelaxationTerm] = {
    let types = FeatureLayout.irreps
    var triples: [(Int, Int, Int)] = []
    for left in types.indices {
      for right in types.indices {
        for target in types.indices where types[left].couples(with: types[right], to: types[target])
        {
          triples.append((left, right, target))
        }
      }
    }
    return triples.enumerated().flatMap { path, triple in
      let (left, right, target) = triple
      let fan = triples.filter { $0.2 == target }.count
      let scale = (Double(types[target].dimension) / Double(fan)).squareRoot()
      return ClebschGordan(types[left].degree, types[right].degree, types[target].degree).terms
        .map {
          RelaxationTerm(
            path: path, feature: FeatureLayout.offsets[left] + $0.first,
            field: FeatureLayout.offsets[right] + $0.second,
            target: FeatureLayout.offsets[target] + $0.product, value: scale * $0.value)
        }
    }
  }()

  static let pathCount = (all.last?.path ?? -1) + 1
}
