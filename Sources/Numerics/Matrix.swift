internal import CGSL

/// A dense real matrix of any shape, stored row by row.
///
///     M[i, j] = elements[i · columns + j]
///
/// Shapes are checked: operands that do not fit together are a programmer's error and trap with
/// both shapes in the message.
public struct Matrix: Sendable, Codable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, row by row.
  public private(set) var elements: [Double]

  /// The matrix with the given elements, row by row.
  ///
  /// - Precondition: `elements` holds rows × columns numbers.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "a \(rows) × \(columns) matrix has \(rows * columns) elements, found \(elements.count)")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The matrix of the given shape with every element equal to one value.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.init(
      rows: rows, columns: columns, elements: [Double](repeating: value, count: rows * columns))
  }

  /// The matrix with the given rows, all of one length.
  public init(_ rowVectors: [[Double]]) {
    let columns = rowVectors.first?.count ?? 0
    for (index, row) in rowVectors.enumerated() {
      precondition(
        row.count == columns, "row 0 has \(columns) elements, row \(index) has \(row.count)")
    }
    self.init(rows: rowVectors.count, columns: columns, elements: rowVectors.flatMap { $0 })
  }

  /// The matrix with the given columns, all of one length.
  public init(columnVectors: [[Double]]) {
    self = Matrix(columnVectors).transpose
  }

  /// The square matrix with the given diagonal and zeros elsewhere.
  public init(diagonal: [Double]) {
    self.init(rows: diagonal.count, columns: diagonal.count)
    for index in diagonal.indices { self[index, index] = diagonal[index] }
  }

  /// The unit matrix of the given order.
  public static func identity(_ order: Int) -> Matrix {
    Matrix(diagonal: [Double](repeating: 1, count: order))
  }

  private enum CodingKeys: String, CodingKey {
    case rows, columns, elements
  }

  /// Reads a matrix, refusing a number of elements that does not fit the shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    columns = try container.decode(Int.self, forKey: .columns)
    elements = try container.decode([Double].self, forKey: .elements)
    guard rows >= 0, columns >= 0,
      rows.multipliedReportingOverflow(by: columns) == (
        elements.count, false
      )
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container,
        debugDescription: "a \(rows) × \(columns) matrix with \(elements.count) elements")
    }
  }

  /// The element in the given row and column, both counted from 0.
  public subscript(row: Int, column: Int) -> Double {
    get {
      checkIndex(row, column)
      return elements[row * columns + column]
    }
    set {
      checkIndex(row, column)
      elements[row * columns + column] = newValue
    }
  }

  private func checkIndex(_ row: Int, _ column: Int) {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element (\(row), \(column)) of a \(rows) × \(columns) matrix")
  }

  /// The row with the given index, counted from 0.
  public func row(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < rows, "row \(index) of \(rows)")
    return Array(elements[index * columns..<(index + 1) * columns])
  }

  /// The column with the given index, counted from 0.
  public func column(_ index: Int) -> [Double] {
    precondition(index >= 0 && index < columns, "column \(index) of \(columns)")
    return (0..<rows).map { elements[$0 * columns + index] }
  }

  /// The diagonal elements.
  public var diagonal: [Double] {
    (0..<min(rows, columns)).map { elements[$0 * columns + $0] }
  }

  /// The sum of the diagonal elements.
  public var trace: Double { diagonal.reduce(0, +) }

  /// The transposed matrix.
  public var transpose: Matrix {
    var result = elements
    for row in 0..<rows {
      for column in 0..<columns {
        result[column * rows + row] = elements[row * columns + column]
      }
    }
    return Matrix(rows: columns, columns: rows, elements: result)
  }

  /// The square root of the sum of the squares of all elements.
  public var frobeniusNorm: Double {
    // Scaled by the largest element, so that squares neither overflow nor vanish.
    let largest = elements.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * elements.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  /// Whether every element is finite.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The product of two matrices.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows,
      "a \(left.rows) × \(left.columns) matrix times a \(right.rows) × \(right.columns) matrix")
    var result = Matrix(rows: left.rows, columns: right.columns)
    guard !result.elements.isEmpty, left.columns > 0 else { return result }
    // The reference BLAS: row-major, and compiled with optimisation in debug builds as well.
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(left.rows), Int32(right.columns),
      Int32(left.columns), 1, left.elements, Int32(left.columns), right.elements,
      Int32(right.columns), 0, &result.elements, Int32(right.columns))
    return result
  }

  /// The product of a matrix and a column vector.
  public static func * (matrix: Matrix, vector: [Double]) -> [Double] {
    precondition(
      matrix.columns == vector.count,
      "a \(matrix.rows) × \(matrix.columns) matrix times a vector of \(vector.count) elements")
    return (matrix * Matrix(rows: vector.count, columns: 1, elements: vector)).elements
  }

  /// The matrix with every element multiplied by a number.
  public static func * (scale: Double, matrix: Matrix) -> Matrix {
    Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { scale * $0 })
  }

  /// The element-wise sum.
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    left.elementwise(right, +)
  }

  /// The element-wise difference.
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    left.elementwise(right, -)
  }

  /// Calls a closure with the elements for reading and writing in place.
  mutating func withElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Double>) -> Result
  ) -> Result {
    elements.withUnsafeMutableBufferPointer { body($0) }
  }

  private func elementwise(_ other: Matrix, _ operation: (Double, Double) -> Double) -> Matrix {
    precondition(
      rows == other.rows && columns == other.columns,
      "a \(rows) × \(columns) matrix and a \(other.rows) × \(other.columns) matrix")
    return Matrix(
      rows: rows, columns: columns, elements: zip(elements, other.elements).map(operation))
  }
}
