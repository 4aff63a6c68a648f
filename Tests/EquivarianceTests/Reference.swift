import Foundation
import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

/// The reference files beside the tests.
enum Reference {
  struct Harmonics: Decodable {
    struct Zero: Decodable {
      var normalized_input: [Double]
      var raw_input: [Double]
    }
    var lmax: Int
    var vectors: [[Double]]
    var component_normalized_input: [[Double]]
    var norm_normalized_input: [[Double]]
    var integral_normalized_input: [[Double]]
    var component_raw_input: [[Double]]
    var jacobian_component_normalized_input: [[[Double]]]
    var jacobian_component_raw_input: [[[Double]]]
    var zero_vector_component: Zero
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
    struct Sum: Decodable {
      var irreps: String
      var R: [[Double]]
      var D: [[Double]]
    }
    var matrices: [Rotation]
    var block_diagonal: Sum
  }

  static func load<Content: Decodable>(_ type: Content.Type, _ name: String) throws -> Content {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Data/\(name).json"))
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: data)
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

/// Expects every number to agree with its reference x within 1e-12 · max(1, |x|).
func expectReference(
  _ found: [Double], _ expected: [Double], _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard found.count == expected.count else {
    Issue.record(
      "\(what): \(found.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  let worst = zip(found, expected).map { abs($0 - $1) / max(1, abs($1)) }
  let index = worst.indices.max { !(worst[$0] >= worst[$1]) }
  guard let index, !(worst[index] <= 1e-12) else { return }
  Issue.record(
    "\(what): number \(index) is \(found[index]), expected \(expected[index])",
    sourceLocation: sourceLocation)
}

/// Expects a gradient to be that of Σ output · cotangent, by central differences in each component.
func expectGradient(
  _ gradient: [Double], of function: ([Double]) -> [Double], at point: [Double],
  cotangent: [Double], tolerance: Double = 1e-8, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(gradient.count == point.count, "\(what)", sourceLocation: sourceLocation)
  let step = 1e-4
  func loss(_ index: Int, _ move: Double) -> Double {
    var moved = point
    moved[index] += move
    return zip(function(moved), cotangent).reduce(0) { $0 + $1.0 * $1.1 }
  }
  for index in point.indices.prefix(gradient.count) {
    // The error of this combination is of fourth order in the step.
    let near = loss(index, step) - loss(index, -step)
    let far = loss(index, 2 * step) - loss(index, -2 * step)
    let difference = (8 * near - far) / (12 * step)
    #expect(
      abs(difference - gradient[index]) <= tolerance * max(1, abs(difference)),
      "\(what) component \(index)", sourceLocation: sourceLocation)
  }
}

/// Numbers from the standard normal distribution.
func normals(_ count: Int, _ generator: inout SplitMix64) -> [Double] {
  (0..<count).map { _ in generator.normal() }
}

/// Points from the standard normal distribution.
func normalVectors(_ count: Int, _ generator: inout SplitMix64) -> [Vector3] {
  (0..<count).map { _ in vector(normals(3, &generator)) }
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
