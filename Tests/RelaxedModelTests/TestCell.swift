// Commensurate cells by brute force: every integer matrix that keeps the metric, with every
// translation that carries the atoms onto atoms of the same kind.

import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

enum TestCell {
  struct Site {
    var element: Int
    var occupancy = 1.0
    /// Fractional in the primitive basis.
    var position: Vector3
  }

  /// A cubic ABO₃ perovskite, a = 3.905 Å.
  static func perovskite(_ multiple: IntegerMatrix3) -> CommensurateCell {
    make(
      primitive: Matrix3(diagonal: Vector3(3.905, 3.905, 3.905)), multiple: multiple,
      sites: [
        Site(element: 38, position: Vector3(0.5, 0.5, 0.5)),
        Site(element: 22, position: .zero),
        Site(element: 8, position: Vector3(0.5, 0, 0)),
        Site(element: 8, position: Vector3(0, 0.5, 0)),
        Site(element: 8, position: Vector3(0, 0, 0.5)),
      ], group: SpaceGroupType(number: 221, symbol: "Pm-3m"))
  }

  /// The index-2 cell of even lattice vectors: it makes R of a cube, T of a rhombohedron
  /// commensurate.
  static let evenVectors = IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0])

  /// NaNO₃ above its transition: R-3m with six half-occupied O sites around every N.
  static func sodiumNitrate() -> CommensurateCell {
    let (a, c, x) = (5.09, 8.86, 0.245)
    let hexagonal = Matrix3(
      columns: Vector3(a, 0, 0), Vector3(-a / 2, a * 3.0.squareRoot() / 2, 0), Vector3(0, 0, c))
    let obverse = Matrix3(
      columns: Vector3(2.0 / 3, 1.0 / 3, 1.0 / 3), Vector3(-1.0 / 3, 1.0 / 3, 1.0 / 3),
      Vector3(-1.0 / 3, -2.0 / 3, 1.0 / 3))
    let oxygens = [(x, 0), (x, x), (0, x), (-x, 0), (-x, -x), (0, -x)].map {
      Site(
        element: 8, occupancy: 0.5, position: obverse.inverse * Vector3($0.0, $0.1, 0.5))
    }
    return make(
      primitive: hexagonal * obverse, multiple: evenVectors,
      sites: [
        Site(element: 11, position: .zero),
        Site(element: 7, position: obverse.inverse * Vector3(0, 0, 0.5)),
      ] + oxygens, group: SpaceGroupType(number: 166, symbol: "R-3m"))
  }

  static func make(
    primitive: Matrix3, multiple: IntegerMatrix3, sites: [Site], group: SpaceGroupType
  ) -> CommensurateCell {
    let basis = primitive * multiple.real
    let toSupercell = multiple.real.inverse
    var atoms: [CommensurateCell.Atom] = []
    for (index, site) in sites.enumerated() {
      for shift in multiple.cosetRepresentatives {
        let cell = Vector3(Double(shift.x), Double(shift.y), Double(shift.z))
        atoms.append(
          .init(
            orbit: -1, primitiveAtom: index,
            position: wrapped(toSupercell * (site.position + cell)),
            contents: [
              .init(
                element: required(Element(atomicNumber: site.element)), occupancy: site.occupancy)
            ]))
      }
    }
    var operations: [CommensurateCell.Operation] = []
    for rotation in metricRotations(basis) {
      for target in atoms.indices where atoms[target].contents == atoms[0].contents {
        let translation = wrapped(atoms[target].position - rotation.real * atoms[0].position)
        let permutation = atoms.compactMap { atom in
          let image = rotation.real * atom.position + translation
          return atoms.firstIndex {
            $0.contents == atom.contents && length(centred(image - $0.position)) < 1e-6
          }
        }
        guard Set(permutation).count == atoms.count else { continue }
        operations.append(
          .init(
            cartesian: basis * rotation.real * basis.inverse, rotation: rotation,
            translation: translation, permutation: permutation))
      }
    }
    let identity = required(
      operations.firstIndex {
        $0.rotation == .identity && $0.permutation == Array(atoms.indices)
      })
    operations.swapAt(0, identity)
    var orbits = 0
    for index in atoms.indices where atoms[index].orbit < 0 {
      for operation in operations { atoms[operation.permutation[index]].orbit = orbits }
      orbits += 1
    }
    return CommensurateCell(
      basis: basis, multiple: multiple, primitiveBasis: primitive, atoms: atoms,
      operations: operations, waveVectors: waveVectors(multiple, operations), parentGroup: group)
  }

  private static func metricRotations(_ basis: Matrix3) -> [IntegerMatrix3] {
    let metric = basis.transpose * basis
    var result: [IntegerMatrix3] = []
    for code in 0..<19683 {
      var rest = code
      let elements = (0..<9).map { _ -> Int in
        defer { rest /= 3 }
        return rest % 3 - 1
      }
      let matrix = IntegerMatrix3(elements)
      guard abs(matrix.determinant) == 1 else { continue }
      let image = matrix.real.transpose * metric * matrix.real
      if (image - metric).frobeniusNorm < 1e-9 * metric.frobeniusNorm { result.append(matrix) }
    }
    return result
  }

  private static func waveVectors(
    _ multiple: IntegerMatrix3, _ operations: [CommensurateCell.Operation]
  ) -> [CommensurateCell.WaveVector] {
    let form = multiple.transpose.hermiteNormalForm
    let representatives = form.cosetRepresentatives.sorted { $0 == SIMD3() && $1 != SIMD3() }
    var stars: [SIMD3<Int>: Int] = [:]
    for index in representatives where stars[index] == nil {
      let star = Set(stars.values).count
      for operation in operations {
        stars[form.reduce(required(operation.rotation.integerInverse).transpose * index)] = star
      }
    }
    return representatives.map {
      .init(index: $0, conventional: [.zero, .zero, .zero], star: required(stars[$0]))
    }
  }

  private static func required<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a test cell is not what it should be") }
    return value
  }

  static func wrapped(_ vector: Vector3) -> Vector3 {
    let result = vector - vector.rounded(.down)
    return Vector3(
      result.x > 1 - 1e-9 ? 0 : result.x, result.y > 1 - 1e-9 ? 0 : result.y,
      result.z > 1 - 1e-9 ? 0 : result.z)
  }

  static func centred(_ vector: Vector3) -> Vector3 {
    vector - vector.rounded(.toNearestOrEven)
  }
}

extension CommensurateCell {
  /// No distortion.
  var undistorted: DistortionField {
    DistortionField(
      displacements: Array(repeating: .zero, count: atoms.count), strain: .zero,
      occupancies: atoms.map { Array(repeating: 0, count: $0.contents.count) })
  }

  func cartesian(_ atom: Int) -> Vector3 { basis * atoms[atom].position }

  /// The operations that leave a distortion unchanged.
  func stabiliser(of field: DistortionField) -> [Int] {
    operations.indices.filter { index in
      let image = operations[index](field)
      let moved = zip(image.displacements, field.displacements).map { length($0 - $1) }
      let filled = zip(image.occupancies.joined(), field.occupancies.joined()).map {
        abs($0 - $1)
      }
      return (moved + filled + [(image.strain - field.strain).frobeniusNorm]).allSatisfy {
        $0 < 1e-9
      }
    }
  }
}
