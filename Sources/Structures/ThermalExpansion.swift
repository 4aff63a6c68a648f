import Foundation
public import PhaseFitNumerics

/// The thermal expansion of a phase from its cells at several temperatures.
///
///     h(T) = ½ ln(FᵀF) ,   F = L(T) L₀⁻¹ ,   h(T) = h₀ + α (T − T̄) ,   α_V = tr α = d ln V/dT
///
/// L holds the cell vectors as columns, L₀ those of the cell that lies next to the mean temperature
/// T̄. The logarithmic strain h depends on the metric alone and its trace is ln(V/V₀) exactly. α is
/// the slope of a straight line of least squares, all temperatures alike: the mean coefficient over
/// the range, to which a spontaneous strain in that range contributes. Its eigenvalues αₖ along the
/// eigenvectors nₖ are the principal coefficients; their uncertainties come from the scatter rᵢ of
/// nₖᵀ h nₖ about its line:
///
///     σ²(αₖ) = Σ rᵢ²/(n − 2) / Σ (Tᵢ − T̄)²
public struct ThermalExpansion: Sendable, Hashable {
  /// One principal coefficient, or several that are equal.
  public struct Principal: Sendable, Hashable {
    /// The coefficient with its standard uncertainty from scatter, 1/K.
    public let coefficient: MeasuredValue
    /// The axis in components along the cell vectors, of length 1 as three numbers with the largest
    /// above zero; nil where the axes of equal coefficients are not determined.
    public let direction: Vector3?
    /// How many principal coefficients have this value.
    public let multiplicity: Int
  }

  /// The expansion tensor α in 1/K on Cartesian axes: a along x, b in the xy plane.
  public let tensor: Matrix3
  /// The principal coefficients, rising.
  public let principal: [Principal]
  /// The coefficient of the volume, 1/K.
  public let volume: MeasuredValue
  /// The number of cells.
  public let count: Int

  /// Fewer cells leave no scatter about a line.
  public static let leastCells = 3
  /// Coefficients that differ by a smaller part of the largest are equal by symmetry.
  private static let equality = 1e-6
  /// Components of a direction that are smaller are zero.
  private static let zeroComponent = 1e-6

  /// The expansion of a phase; nil for fewer than three cells or two temperatures, and for cells that
  /// enclose no volume.
  ///
  /// - Parameter cells: temperatures in K with the cells, all in one setting.
  public init?(_ cells: [(temperature: Double, cell: UnitCell)]) {
    let bases = cells.map(\.cell.basis)
    guard cells.count >= Self.leastCells,
      bases.allSatisfy({ $0.determinant.isFinite && $0.determinant > 0 }),
      cells.allSatisfy(\.temperature.isFinite)
    else { return nil }
    let mean = cells.reduce(0) { $0 + $1.temperature } / Double(cells.count)
    let times = cells.map { $0.temperature - mean }
    let spread = times.reduce(0) { $0 + $1 * $1 }
    guard spread > 0 else { return nil }
    let middle = times.indices.min { abs(times[$0]) < abs(times[$1]) } ?? 0
    let inverse = bases[middle].inverse
    let strains = bases.map { Self.logarithmicStrain($0 * inverse) }
    func slope(_ values: [Double]) -> MeasuredValue {
      let average = values.reduce(0, +) / Double(values.count)
      let slope = zip(times, values).reduce(0) { $0 + $1.0 * $1.1 } / spread
      let residual = zip(times, values).reduce(0) { sum, point in
        let difference = point.1 - average - slope * point.0
        return sum + difference * difference
      }
      return MeasuredValue(
        slope, standardUncertainty: (residual / Double(values.count - 2) / spread).squareRoot())
    }
    tensor = (1 / spread) * zip(times, strains).reduce(Matrix3.zero) { $0 + $1.0 * $1.1 }
    count = cells.count
    volume = slope(strains.map(\.trace))

    let (values, vectors) = tensor.symmetricEigensystem
    let largest = max(abs(values.x), abs(values.y), abs(values.z))
    var groups: [[Int]] = []
    for index in 0..<3 {
      if let last = groups.last?.last,
        values[index] - values[last] <= Self.equality * largest
      {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    principal = groups.map { group in
      let axes = group.map { vectors[column: $0] }
      return Principal(
        coefficient: slope(
          strains.map { strain in
            axes.reduce(0) { $0 + dot($1, strain * $1) } / Double(axes.count)
          }),
        direction: axes.count == 1 ? Self.direction(inverse * axes[0]) : nil,
        multiplicity: axes.count)
    }
  }

  /// ½ ln(FᵀF).
  private static func logarithmicStrain(_ deformation: Matrix3) -> Matrix3 {
    let (values, vectors) = (deformation.transpose * deformation).symmetricEigensystem
    return vectors
      * Matrix3(
        diagonal: Vector3(log(values.x) / 2, log(values.y) / 2, log(values.z) / 2))
      * vectors.transpose
  }

  private static func direction(_ vector: Vector3) -> Vector3 {
    let largest = (0..<3).map { vector[$0] }.max { abs($0) < abs($1) } ?? 1
    var clean = (1 / largest) * vector
    for axis in 0..<3 where abs(clean[axis]) < zeroComponent { clean[axis] = 0 }
    return (1 / length(clean)) * clean
  }
}
