import Foundation
import PhaseFitNumerics

/// The reference files beside the tests.
enum Reference {
  struct Harmonics: Decodable {
    var lmax: Int
    var vectors: [[Double]]
    var component_normalized_input: [[Double]]
    var component_raw_input: [[Double]]
    var jacobian_component_raw_input: [[[Double]]]
  }
  struct Couplings: Decodable {
    struct Tensor: Decodable {
      var l: [Int]
      var nonzeros: [[Double]]
    }
    var tensors: [Tensor]
  }
  struct Rotations: Decodable {
    struct Rotation: Decodable {
      var name: String
      var R: [[Double]]
      var det: Int
      var D_even_parity: [[[Double]]]
    }
    var matrices: [Rotation]
  }

  static func load<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Data/\(name).json"))
    return try JSONDecoder().decode(type, from: data)
  }
}

func vector(_ components: [Double]) -> Vector3 {
  Vector3(components[0], components[1], components[2])
}

func matrix(_ rows: [[Double]]) -> Matrix3 {
  Matrix3(rows: vector(rows[0]), vector(rows[1]), vector(rows[2]))
}

/// The largest difference of two lists, relative to the larger of 1 and the largest element.
func deviation(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  let scale = max(1, right.map(abs).max() ?? 0)
  return zip(left, right).map { abs($0 - $1) / scale }.max() ?? 0
}

/// A rotation or rotoinversion drawn from a seeded generator.
func randomOrthogonal(_ generator: inout SplitMix64, improper: Bool) -> Matrix3 {
  let random = Matrix3(
    columns: .init(generator.normal(), generator.normal(), generator.normal()),
    .init(generator.normal(), generator.normal(), generator.normal()),
    .init(generator.normal(), generator.normal(), generator.normal()))
  let positive = random.determinant > 0 ? random : -1 * random
  let rotation = positive.polarDecomposition.rotation
  return improper ? -1 * rotation : rotation
}
