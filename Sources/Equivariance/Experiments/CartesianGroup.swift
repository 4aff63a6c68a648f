// Finite groups of rotations and rotoinversions, and their action on fields over points.
//
//     (g y)_{g(i)} = D(g) y_i ,   P y = mean of g y over the group
//
// P y is the nearest field that the group keeps. A strictly equivariant network gives a field that
// every operation of its input keeps, so that |y − P y|² bounds its loss from below.

import Foundation
public import PhaseFitNumerics

/// A finite group of orthogonal matrices.
public struct CartesianGroup: Sendable, Hashable {
  /// The operations, the identity first.
  public let operations: [Matrix3]

  /// Elements of two operations closer than this are equal: finite groups of crystals and simple
  /// bodies have elements further apart than 0.1, and products are rounded to 1e-15.
  private static let equality = 1e-8

  /// The group that some operations generate.
  ///
  /// - Precondition: they generate a finite group.
  public init(generatedBy generators: [Matrix3]) {
    var operations = [Matrix3.identity]
    var next = 0
    while next < operations.count {
      for generator in generators {
        let product = operations[next] * generator
        if !operations.contains(where: { Self.areEqual($0, product) }) {
          operations.append(product)
        }
      }
      next += 1
      // Far above the 120 operations of the largest finite group without a principal axis.
      precondition(
        operations.count <= 1000, "the operations generate no group of at most 1000 operations")
    }
    self.operations = operations
  }

  private init(operations: [Matrix3]) {
    self.operations = operations
  }

  /// The operations that keep relaxed weights.
  ///
  /// - Parameters:
  ///   - weights: the relaxed weights of each layer.
  ///   - spaces: the space of each layer's weights.
  ///   - tolerance: the largest change of any component that counts as none.
  /// - Returns: the subgroup.
  public func stabiliser(
    of weights: [[Double]], in spaces: [RelaxedWeights], tolerance: Double
  ) -> CartesianGroup {
    keeping { operation in
      zip(weights, spaces).allSatisfy { weights, space in
        zip(space.transform(weights, by: operation), weights).allSatisfy {
          abs($0 - $1) <= tolerance
        }
      }
    }
  }

  /// The operations with a property that products inherit.
  func keeping(_ hasProperty: (Matrix3) -> Bool) -> CartesianGroup {
    CartesianGroup(operations: operations.filter(hasProperty))
  }

  /// The image of a field over points, (g y)_{g(i)} = D(g) y_i.
  static func action(
    of operation: Matrix3, on field: [Double], irreps: Irreps,
    image: (_ operation: Matrix3, _ point: Int) -> Int
  ) -> [Double] {
    let width = irreps.dimension
    let matrices = IrrepMatrices(at: operation, upTo: irreps.maximumDegree ?? 0)
    let turned = irreps.transform(field, by: matrices)
    var result = [Double](repeating: 0, count: field.count)
    for point in 0..<(field.count / max(width, 1)) {
      let target = image(operation, point) * width
      for component in 0..<width {
        result[target + component] = turned[point * width + component]
      }
    }
    return result
  }

  /// The mean of the images of a field over points that the group permutes.
  ///
  /// - Parameters:
  ///   - field: [points][`irreps.dimension`].
  ///   - irreps: how the field transforms at each point.
  ///   - image: the point to which an operation carries a point.
  /// - Returns: the field that the group keeps.
  public func average(
    _ field: [Double], irreps: Irreps, image: (_ operation: Matrix3, _ point: Int) -> Int
  ) -> [Double] {
    var sum = [Double](repeating: 0, count: field.count)
    for operation in operations {
      let turned = Self.action(of: operation, on: field, irreps: irreps, image: image)
      for index in sum.indices { sum[index] += turned[index] }
    }
    return sum.map { $0 / Double(operations.count) }
  }

  private static func areEqual(_ left: Matrix3, _ right: Matrix3) -> Bool {
    (left - right).frobeniusNorm < equality
  }
}

extension CartesianGroup {
  /// The rotation by an angle about an axis.
  ///
  ///     R = 1 + sin φ K + (1 − cos φ) K² ,   K v = n × v
  public static func rotation(about axis: Vector3, degrees: Double) -> Matrix3 {
    let n = axis / length(axis)
    let generator = Matrix3(
      rows: Vector3(0, -n.z, n.y), Vector3(n.z, 0, -n.x), Vector3(-n.y, n.x, 0))
    let angle = degrees * Double.pi / 180
    return .identity + sin(angle) * generator + (1 - cos(angle)) * (generator * generator)
  }

  /// The reflection in the plane normal to a vector.
  public static func reflection(normalTo vector: Vector3) -> Matrix3 {
    let n = vector / length(vector)
    return .identity - 2 * Matrix3(columns: n * n.x, n * n.y, n * n.z)
  }

  /// The inversion.
  public static let inversion = -1 * Matrix3.identity

  /// All operations of the cube with faces normal to the axes, 48.
  public static let cube = CartesianGroup(generatedBy: [
    rotation(about: Vector3(0, 0, 1), degrees: 90),
    rotation(about: Vector3(1, 1, 1), degrees: 120), inversion,
  ])

  /// All operations of a square in the plane z = 0, 16.
  public static let square = CartesianGroup(generatedBy: [
    rotation(about: Vector3(0, 0, 1), degrees: 90),
    rotation(about: Vector3(1, 0, 0), degrees: 180), inversion,
  ])
}
