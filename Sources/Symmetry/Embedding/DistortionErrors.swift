import PhaseFitNumerics

/// Independent errors of one distortion, as few as say all about it.
///
///     σ²(f) = Σ_p f(e_p)² = fᵀ C f ,   C = Σ_p e_p e_pᵀ
///
/// A structure written out in a supercell has more parameters than its distortion on the common cell
/// has components: the scaled eigenvectors of C replace the errors of the parameters then, and every
/// linear function keeps its uncertainty. Memory: twice the components of a distortion at most.
struct DistortionErrors {
  /// The errors so far.
  private var fields: [DistortionField] = []
  private let scales: DistortionScales

  /// The share of the largest eigenvalue below which one is the rounding of zero.
  private static let rounding = 1e-14

  /// No errors yet; the scales put strain and occupancy beside displacements.
  init(scales: DistortionScales) {
    self.scales = scales
  }

  /// Adds the error of one more parameter.
  mutating func add(_ field: DistortionField) {
    fields.append(field)
    if fields.count > 2 * row(field).count { compress() }
  }

  /// All errors, no more than a distortion has components.
  func all() -> [DistortionField] {
    var result = self
    if let first = fields.first, fields.count > row(first).count { result.compress() }
    return result.fields
  }

  /// The components of a distortion in Å.
  private func row(_ field: DistortionField) -> [Double] {
    field.displacements.flatMap { [$0.x, $0.y, $0.z] }
      + field.strain.rowMajor.map { scales.strain * $0 }
      + field.occupancies.joined().map { scales.occupancy * $0 }
  }

  private func field(_ row: [Double], like template: DistortionField) -> DistortionField {
    var result = template
    var next = 0
    func take() -> Double {
      defer { next += 1 }
      return row[next]
    }
    for atom in result.displacements.indices {
      result.displacements[atom] = Vector3(take(), take(), take())
    }
    let strain = (0..<3).map { _ in Vector3(take(), take(), take()) / scales.strain }
    result.strain = Matrix3(rows: strain[0], strain[1], strain[2])
    for atom in result.occupancies.indices {
      for channel in result.occupancies[atom].indices {
        result.occupancies[atom][channel] = take() / scales.occupancy
      }
    }
    return result
  }

  private mutating func compress() {
    guard let template = fields.first else { return }
    let rows = fields.map(row)
    let size = rows[0].count
    var covariance = Matrix(rows: size, columns: size)
    for row in rows {
      let present = row.indices.filter { row[$0] != 0 }
      for first in present {
        for second in present { covariance[first, second] += row[first] * row[second] }
      }
    }
    guard let system = try? covariance.symmetricEigensystem() else { return }
    let largest = system.values.max() ?? 0
    fields = (0..<size).compactMap { index in
      guard system.values[index] > Self.rounding * largest else { return nil }
      let length = system.values[index].squareRoot()
      return field(system.vectors.column(index).map { length * $0 }, like: template)
    }
  }
}
