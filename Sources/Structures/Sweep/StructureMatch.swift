import PhaseFitNumerics

/// The change of axes, origin and hand that makes one record like another with the same sites.
///
///     x′ = W x + s ,   A′ = A W⁻¹
///
/// with W one of the 48 signed permutations of the axes. Sites are compared up to the operations of
/// the other record, as any of the equivalent positions may be listed.
struct StructureMatch {
  /// The permuted and signed axes.
  let rotation: [[Int]]
  /// The shift of the origin, each in −½ … ½.
  let shift: [Double]
  /// The mean distance of the sites in Å after the change, and before it.
  let distance: Double
  let before: Double

  /// Sites nearer than this on average, in Å, are those of one structure at two temperatures.
  private static let sameStructure = 0.25
  /// A change must bring the sites this many times nearer to be believed.
  private static let improvement = 4.0
  /// The relative difference of cell edges, and the difference of angles in degrees, within which
  /// two cells are one at two temperatures.
  private static let cellTolerance = (length: 0.03, degrees: 3.0)
  /// The most sites that are compared.
  private static let mostSites = 64

  /// Whether two records describe one structure in one setting, with one origin and hand.
  static func agree(_ first: Crystal, _ second: Crystal) -> Bool {
    guard cellsAgree(first.cell, second.cell) else { return false }
    return distance(first.sites.map(\.fractional), to: second) < sameStructure
  }

  /// The change that makes a record like a reference, nil where there is none.
  init?(_ crystal: Crystal, to reference: Crystal) {
    let sites = crystal.sites.prefix(Self.mostSites).map(\.fractional)
    guard let firstSite = sites.first else { return nil }
    let targets = reference.sites.map(\.fractional)
    let operations = Self.operations(of: reference)
    let before = Self.distance(sites, to: reference)
    let isCellSame = Self.cellsAgree(crystal.cell, reference.cell)
    var best: (rotation: [[Int]], shift: Vector3, distance: Double)?
    for rotation in Self.signedPermutations {
      guard let cell = Self.cell(crystal.cell, along: rotation),
        Self.cellsAgree(cell, reference.cell)
      else { continue }
      let turned = sites.map { Self.apply(rotation, to: $0) }
      for operation in operations {
        let image = operation([targets[0].x, targets[0].y, targets[0].z])
        var shift = Vector3(image[0], image[1], image[2]) - Self.apply(rotation, to: firstSite)
        shift -= shift.rounded(.toNearestOrEven)
        // The first sites reject most candidates at little cost.
        let start = Self.distance(turned.prefix(4).map { $0 + shift }, to: reference)
        guard start < 4 * Self.sameStructure else { continue }
        let distance = Self.distance(turned.map { $0 + shift }, to: reference)
        if distance < (best?.distance ?? .infinity) - 1e-9 {
          best = (rotation, shift, distance)
        }
      }
    }
    guard let best, best.distance < Self.sameStructure,
      !isCellSame || best.distance * Self.improvement < before
    else { return nil }
    rotation = best.rotation
    shift = [best.shift.x, best.shift.y, best.shift.z]
    distance = best.distance
    self.before = before
  }

  /// Whether the axes keep their directions.
  var isShift: Bool { rotation == AffineOperation.identity.rotation }
  /// Whether all axes are reversed.
  var isInversion: Bool { rotation == AffineOperation.identity.rotation.map { $0.map { -$0 } } }

  /// The change as a formula.
  var formula: String {
    AffineOperation(
      rotation: rotation, translation: shift.map { Int(($0 * 24).rounded()) }
    ).formula
  }

  /// The record after the change, nil where its symmetry does not fit the shift.
  func applied(to crystal: Crystal) -> Crystal? {
    guard let cell = Self.cell(crystal.cell, along: rotation) else { return nil }
    var result = crystal
    result.cell = cell
    let turn = Self.matrix(rotation)
    var formulas: [String] = []
    for text in crystal.declaredSymmetry.operations {
      guard let operation = AffineOperation(text) else { return nil }
      let turned = turn * Self.matrix(operation.rotation) * turn.transpose
      let offset = Vector3(shift[0], shift[1], shift[2])
      let translation = operation.translation.map { Double($0) / 24 }
      let moved =
        turn * Vector3(translation[0], translation[1], translation[2]) + offset
        - turned * offset
      let parts = (0..<3).map { 24 * moved[$0] }
      guard parts.allSatisfy({ abs($0 - $0.rounded()) < 0.25 }) else { return nil }
      formulas.append(
        AffineOperation(
          rotation: (0..<3).map { row in (0..<3).map { Int(turned[row, $0].rounded()) } },
          translation: parts.map { Int($0.rounded()) }
        ).formula)
    }
    // Without operations the name alone would promise the old setting.
    guard !formulas.isEmpty else { return nil }
    result.declaredSymmetry = DeclaredSymmetry(
      operations: formulas, line: crystal.declaredSymmetry.line)
    for (index, site) in crystal.sites.enumerated() {
      result.sites[index].position = (0..<3).map { row in
        let source = rotation[row].firstIndex { $0 != 0 } ?? row
        var value = site.position[source]
        value.value = Double(rotation[row][source]) * value.value + shift[row]
        return value
      }
    }
    return result
  }

  // MARK: - Geometry

  /// The 48 signed permutation matrices, the identity first and the inversion second.
  private static let signedPermutations: [[[Int]]] = {
    let orders = [[0, 1, 2], [1, 2, 0], [2, 0, 1], [1, 0, 2], [0, 2, 1], [2, 1, 0]]
    return orders.flatMap { order in
      [0, 7, 1, 2, 3, 4, 5, 6].map { signs in
        (0..<3).map { row in
          (0..<3).map { $0 == order[row] ? (signs >> row & 1 == 1 ? -1 : 1) : 0 }
        }
      }
    }
  }()

  private static func matrix(_ rotation: [[Int]]) -> Matrix3 {
    let rows = rotation.map { Vector3(Double($0[0]), Double($0[1]), Double($0[2])) }
    return Matrix3(rows: rows[0], rows[1], rows[2])
  }

  private static func apply(_ rotation: [[Int]], to point: Vector3) -> Vector3 {
    matrix(rotation) * point
  }

  /// The cell along new axes, a′ᵢ = ± a_j.
  private static func cell(_ cell: UnitCell, along rotation: [[Int]]) -> UnitCell? {
    let sources = rotation.map { row in row.firstIndex { $0 != 0 } ?? 0 }
    let signs = rotation.map { $0.reduce(0, +) }
    return UnitCell(
      lengths: sources.map { cell.lengths[$0] },
      anglesDegrees: (0..<3).map { axis in
        var angle = cell.anglesDegrees[sources[axis]]
        if signs[(axis + 1) % 3] * signs[(axis + 2) % 3] < 0 { angle.value = 180 - angle.value }
        return angle
      })
  }

  private static func cellsAgree(_ first: UnitCell, _ second: UnitCell) -> Bool {
    zip(first.lengths, second.lengths).allSatisfy {
      abs($0.value - $1.value) < cellTolerance.length * $1.value
    }
      && zip(first.anglesDegrees, second.anglesDegrees).allSatisfy {
        abs($0.value - $1.value) < cellTolerance.degrees
      }
  }

  private static func operations(of crystal: Crystal) -> [AffineOperation] {
    let operations = crystal.declaredSymmetry.operations.compactMap { AffineOperation($0) }
    return operations.isEmpty ? [.identity] : operations
  }

  /// The mean distance in Å of points from the sites of a crystal, up to its operations.
  private static func distance(_ points: [Vector3], to crystal: Crystal) -> Double {
    let basis = crystal.cell.basis
    let operations = operations(of: crystal)
    var sum = 0.0
    let count = min(points.count, crystal.sites.count, mostSites)
    for (point, site) in zip(points.prefix(count), crystal.sites) {
      let target = site.fractional
      var nearest = Double.infinity
      for operation in operations {
        let image = operation([target.x, target.y, target.z])
        let difference = point - Vector3(image[0], image[1], image[2])
        nearest = min(
          nearest, length(basis * (difference - difference.rounded(.toNearestOrEven))))
      }
      sum += nearest
    }
    return count > 0 ? sum / Double(count) : .infinity
  }
}
