// The one place that calls spglib (C, version 2.0.2): its table of 530 Hall settings and its
// analysis of a crystal. The library keeps its error code in static storage and is not documented
// as safe for threads, so that every call, with the fetching of the error and the copying out of
// the result, holds one lock.

internal import CSpglib
import PhaseFitNumerics
import Synchronization

enum SpglibLibrary {
  /// The Hall settings are numbered 1 … 530.
  static let hallNumbers = 1...530

  private static let lock = Mutex(())

  /// One row of the table of settings, as the library gives it.
  struct Row: Sendable {
    var number: Int
    var short: String
    var full: String
    var spellings: String
    var hall: String
    var choice: String
    var operations: [SymmetryOperation]
  }

  /// A row of the table of settings, nil outside 1 … 530.
  static func row(hallNumber: Int) -> Row? {
    guard hallNumbers.contains(hallNumber) else { return nil }
    return lock.withLock { _ in
      let type = spg_get_spacegroup_type(Int32(hallNumber))
      guard type.number > 0 else { return nil }
      let capacity = 192
      let rotations = UnsafeMutablePointer<Rotation>.allocate(capacity: capacity)
      defer { rotations.deallocate() }
      let translations = UnsafeMutablePointer<Row3>.allocate(capacity: capacity)
      defer { translations.deallocate() }
      let count = Int(
        spg_get_symmetry_from_database(rotations, translations, Int32(hallNumber)))
      var operations: [SymmetryOperation] = []
      for index in 0..<count {
        // The table holds multiples of 1/24 in floating point.
        let fractions = components(translations[index]).map {
          Rational(Int(($0 * 24).rounded()), 24).fractionalPart
        }
        operations.append(
          SymmetryOperation(rotation: matrix(rotations[index]), translation: fractions))
      }
      return Row(
        number: Int(type.number), short: text(type.international_short),
        full: text(type.international_full), spellings: text(type.international),
        hall: text(type.hall_symbol), choice: text(type.choice), operations: operations)
    }
  }

  /// What the library finds in a crystal.
  struct Dataset: Sendable {
    var number: Int
    var hallNumber: Int
    var operationCount: Int
    /// `x_standard = transformation · x + originShift`, the setting being that of `hallNumber`.
    var transformation: Matrix3
    var originShift: Vector3
  }

  /// The space group of a crystal, or the library's message where it finds none.
  ///
  /// - Parameters:
  ///   - basis: the basis vectors as columns.
  ///   - positions: fractional coordinates.
  ///   - kinds: one number for each position, equal for equal atoms.
  ///   - tolerance: in the unit of the basis.
  /// - Returns: the data set, or the library's message.
  static func dataset(
    basis: Matrix3, positions: [Vector3], kinds: [Int], tolerance: Double
  ) -> Result<Dataset, Failure> {
    var lattice = rows(basis)
    var coordinates = positions.map { ($0.x, $0.y, $0.z) }
    let types = kinds.map(Int32.init)
    return lock.withLock { _ in
      let found = withUnsafeMutablePointer(to: &lattice) { lattice in
        lattice.withMemoryRebound(to: Row3.self, capacity: 3) { lattice in
          coordinates.withUnsafeMutableBufferPointer { coordinates in
            spg_get_dataset(
              lattice, coordinates.baseAddress, types, Int32(types.count), tolerance)
          }
        }
      }
      guard let found else {
        let code = spg_get_error_code()
        let message = spg_get_error_message(code).map { String(cString: $0) }
        return .failure(Failure(message: message ?? "no message"))
      }
      defer { spg_free_dataset(found) }
      return .success(
        Dataset(
          number: Int(found.pointee.spacegroup_number),
          hallNumber: Int(found.pointee.hall_number),
          operationCount: Int(found.pointee.n_operations),
          transformation: matrix(found.pointee.transformation_matrix),
          originShift: vector(found.pointee.origin_shift)))
    }
  }

  /// The library's message where it fails.
  struct Failure: Error, Sendable {
    var message: String
  }

  private typealias Row3 = (Double, Double, Double)
  private typealias Rotation = (
    (Int32, Int32, Int32), (Int32, Int32, Int32), (Int32, Int32, Int32)
  )

  /// The lattice as the library stores it: element [i][j] is component i of basis vector j.
  private static func rows(_ basis: Matrix3) -> (Row3, Row3, Row3) {
    func row(_ index: Int) -> Row3 { (basis[index, 0], basis[index, 1], basis[index, 2]) }
    return (row(0), row(1), row(2))
  }

  private static func components(_ row: Row3) -> [Double] { [row.0, row.1, row.2] }

  private static func vector(_ row: Row3) -> Vector3 { Vector3(row.0, row.1, row.2) }

  private static func matrix(_ rows: (Row3, Row3, Row3)) -> Matrix3 {
    Matrix3(rows: vector(rows.0), vector(rows.1), vector(rows.2))
  }

  private static func matrix(_ rotation: Rotation) -> IntegerMatrix3 {
    let (first, second, third) = rotation
    return IntegerMatrix3(
      [
        first.0, first.1, first.2, second.0, second.1, second.2, third.0, third.1, third.2,
      ].map(Int.init))
  }

  /// The text of a C array of characters.
  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
