import Foundation
import PhaseFitNumerics
public import PhaseFitStructures
public import PhaseFitSymmetry

/// From a table to the series that the fits take.
///
///     amplitude, splitting            A = v               σ_A = σ
///     square, intensity, strain       A = √v              σ_A = σ/(2√v)
///
/// Phases are data. Where the table does not state them, a caller may name the temperature from which
/// on points are parents; else parents are the points above the hottest resolved one. A value is
/// resolved beyond 2 s.u. on the side of the rest, if the next colder one is too: of twenty parent
/// points one exceeds 2 s.u. by chance. Beyond 4 s.u. it is resolved by itself.
public struct TableSeries: Sendable, Codable, Hashable {
  /// What the values of a table are, by how they depend on the order parameter.
  public enum Observable: String, Sendable, Codable, Hashable, CaseIterable {
    /// The order parameter.
    case amplitude
    /// Its square.
    case square
    /// The intensity of a superlattice reflection, ∝ Q².
    case intensity
    /// A strain that follows the order parameter, ∝ Q².
    case strain
    /// A splitting of lines, ∝ Q.
    case splitting

    /// Whether the value is a square of the order parameter.
    public var isSquare: Bool {
      switch self {
      case .amplitude, .splitting: false
      case .square, .intensity, .strain: true
      }
    }
  }

  /// The series, each point's measurement the index of its row.
  public var series: OrderParameterSeries
  /// The standard uncertainties of the temperatures by measurement, K.
  public var temperatureUncertainties: [Int: Double]
  /// How the phases were found, in words.
  public var phaseRule: String
  /// Doubts about the values.
  public var diagnostics: [Diagnostic]

  /// The number of standard uncertainties within which a value counts as zero.
  public static let zeroWithin = 2.0
  /// The number of standard uncertainties beyond which a value is resolved by itself.
  public static let resolvedBeyond = 4.0

  /// A series that was made otherwise.
  public init(
    series: OrderParameterSeries, temperatureUncertainties: [Int: Double] = [:],
    phaseRule: String, diagnostics: [Diagnostic] = []
  ) {
    self.series = series
    self.temperatureUncertainties = temperatureUncertainties
    self.phaseRule = phaseRule
    self.diagnostics = diagnostics
  }

  /// The series of a table.
  ///
  /// - Parameters:
  ///   - table: the rows.
  ///   - observable: what the values are.
  ///   - parentFrom: the temperature in K from which on points are parents, where rows do not state
  ///     their phase; nil for the rule of 2 s.u.
  ///   - branch: the branch to take, nil for all rows.
  ///   - isOccupational: whether the order parameter is a site occupancy.
  /// - Throws: `LandauError` with code `.badTable` where a square is not positive in the distorted
  ///   phase, or no row is left.
  public init(
    _ table: OrderParameterTable, observable: Observable, parentFrom: Double? = nil,
    branch: OrderParameterTable.Branch? = nil, isOccupational: Bool = false
  ) throws(LandauError) {
    diagnostics = table.diagnostics
    let indices = table.rows.indices.filter {
      branch == nil || table.rows[$0].branch == nil || table.rows[$0].branch == branch
    }
    guard !indices.isEmpty else {
      throw LandauError(
        .badTable,
        "\(table.name): no row of the branch \(branch?.rawValue ?? ""); expected some; "
          + "leave out --branch")
    }
    let rows = indices.map { table.rows[$0] }
    let isParent = Self.parents(rows, parentFrom: parentFrom)
    phaseRule = Self.rule(rows, isParent: isParent, parentFrom: parentFrom)
    // A strain may be negative: the square root is of its size along the sign it has.
    let sum = zip(rows, isParent).reduce(0) { $0 + ($1.1 ? 0 : $1.0.value) }
    let sign: Double = observable == .strain && sum < 0 ? -1 : 1
    var points: [OrderParameterSeries.Point] = []
    temperatureUncertainties = [:]
    for ((index, row), isParent) in zip(zip(indices, rows), isParent) {
      var (value, uncertainty) = (row.value, row.standardUncertainty)
      if observable.isSquare {
        let square = sign * row.value
        guard isParent || square > 0 else {
          throw LandauError(
            .badTable,
            "\(table.name):\(row.line): \(observable.rawValue) \(row.value) of the distorted phase "
              + "at \(row.temperature) K; expected a positive number, as it is a square; correct the "
              + "background, state the phase, or remove the row")
        }
        value = max(square, 0).squareRoot()
        // At zero the square root has no linear uncertainty; parents need none.
        uncertainty = value > 0 && !isParent ? uncertainty.map { $0 / (2 * value) } : nil
      }
      if let own = row.temperatureUncertainty { temperatureUncertainties[index] = own }
      points.append(
        OrderParameterSeries.Point(
          temperature: row.temperature, value: value, standardUncertainty: uncertainty,
          isDistorted: !isParent, measurement: index))
    }
    series = OrderParameterSeries(
      label: nil, waveVector: [], kind: isOccupational ? .occupancy : .strain, norm: .frobenius,
      points: points)
    if rows.allSatisfy({ $0.standardUncertainty == nil }) {
      diagnostics.append(
        Diagnostic(
          .note, code: "no-su",
          message: "the table states no standard uncertainties; the fits are unweighted and "
            + "uncertainties come from the scatter about them",
          file: table.name))
    }
    if rows.contains(where: { $0.isDistorted == nil }) {
      diagnostics.append(
        Diagnostic(
          .note, code: "table-phases-assigned",
          message: "\(phaseRule); state them in a column phase where this is wrong",
          file: table.name))
    }
  }

  /// Which rows are parents.
  private static func parents(_ rows: [OrderParameterTable.Row], parentFrom: Double?) -> [Bool] {
    // Heating and cooling pass the transition at temperatures of their own.
    var hottest: [OrderParameterTable.Branch?: Double] = [:]
    for branch in Set(rows.map(\.branch)) {
      hottest[branch] = hottestResolved(rows.filter { $0.branch == branch })
    }
    return rows.map { row in
      if let isDistorted = row.isDistorted { return !isDistorted }
      if let parentFrom { return row.temperature >= parentFrom }
      return row.temperature > hottest[row.branch] ?? -.infinity
    }
  }

  /// The hottest temperature of the distorted phase among the rows of one branch.
  private static func hottestResolved(_ rows: [OrderParameterTable.Row]) -> Double? {
    let sign: Double = rows.reduce(0) { $0 + $1.value } < 0 ? -1 : 1
    let ascending = rows.sorted { $0.temperature < $1.temperature }
    func exceeds(_ row: OrderParameterTable.Row, _ count: Double) -> Bool {
      sign * row.value > count * (row.standardUncertainty ?? 0)
    }
    func isResolved(_ index: Int) -> Bool {
      exceeds(ascending[index], zeroWithin)
        && (index == 0 || exceeds(ascending[index], resolvedBeyond)
          || ascending[index - 1].isDistorted ?? exceeds(ascending[index - 1], zeroWithin))
    }
    // Rows that state their phase speak for themselves and bound the rest.
    return ascending.indices.filter { ascending[$0].isDistorted ?? isResolved($0) }
      .map { ascending[$0].temperature }.max()
  }

  private static func rule(
    _ rows: [OrderParameterTable.Row], isParent: [Bool], parentFrom: Double?
  ) -> String {
    let count = isParent.count { $0 }
    guard rows.contains(where: { $0.isDistorted == nil }) else { return "phases as stated" }
    let rule =
      if let parentFrom {
        "from \(parentFrom) K on"
      } else if rows.contains(where: { $0.standardUncertainty != nil }) {
        "above the hottest value beyond \(zeroWithin) s.u."
      } else {
        "above the hottest value that is not zero"
      }
    return "rows \(rule) are of the parent phase: \(count)"
  }
}
