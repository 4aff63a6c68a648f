// From the symmetry that a source declares to exact operations, in the order of trust
//
//     operations  >  Hall symbol  >  Hermann–Mauguin symbol  >  number  >  none (P1)
//
// Every statement that is not used is compared with the one that is.

import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// The operations a source declares, its cell made compatible with them, and the doubts met.
struct ResolvedSymmetry {
  private(set) var operations: [SymmetryOperation] = [.identity] {
    didSet { pointGroup = operations.pointGroup }
  }
  /// The distinct matrix parts of the operations.
  private(set) var pointGroup: [IntegerMatrix3] = [.identity]
  var type: SpaceGroupType?
  /// The basis with the metric averaged over the point group.
  var basis: Matrix3
  var diagnostics: [Diagnostic] = []
  /// The settings that name and cell would allow as well.
  private(set) var otherSettings: [SpaceGroupSetting] = []

  /// A cell that is further than this from its declared symmetry contradicts it: two percent is
  /// beyond every error of measurement.
  static let grossStrain = 0.02
  /// Cells are never compared more finely than this: no diffraction experiment is more accurate.
  static let finestStrain = 1e-6
  /// Cells flatter than this share of a b c have angles that do not close to a parallelepiped but for
  /// rounding.
  static let flattestCell = 1e-6

  private let declaration: DeclaredSymmetry
  private let file: String?
  private let strainTolerance: Double
  private let wanted: SpaceGroupSetting?

  // `wanted` is the setting to take where name and cell leave it open.
  init(
    _ declaration: DeclaredSymmetry, cell: UnitCell, precision: ExpandedCrystal.Precision,
    file: String?, wanted: SpaceGroupSetting? = nil
  ) throws(SymmetryError) {
    self.wanted = wanted
    self.declaration = declaration
    self.file = file
    basis = try Self.basis(of: cell, file: file)
    let meanEdge = cell.lengths.reduce(0) { $0 + $1.value } / 3
    strainTolerance = max(precision.strainTolerance(meanEdge: meanEdge), Self.finestStrain)
    let named = try namedSettings()
    if declaration.operations.isEmpty {
      resolve(named)
    } else {
      try resolveOperations(named)
    }
    try adaptBasis()
  }

  private static func basis(of cell: UnitCell, file: String?) throws(SymmetryError) -> Matrix3 {
    let lengths = cell.lengths.map(\.value)
    let angles = cell.anglesDegrees.map(\.value)
    guard lengths.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw SymmetryError(
        .impossibleCell,
        "the cell lengths are \(lengths) Å, expected three positive numbers; correct the cell.",
        file: file)
    }
    let basis = cell.basis
    guard angles.allSatisfy({ $0 > 0 && $0 < 180 }), basis.rowMajor.allSatisfy(\.isFinite),
      basis.determinant > flattestCell * lengths[0] * lengths[1] * lengths[2]
    else {
      throw SymmetryError(
        .impossibleCell,
        "the cell with angles \(angles)° has no volume, expected angles of a parallelepiped; "
          + "correct the cell.", file: file)
    }
    return basis
  }

  // MARK: - Names

  /// What the Hall symbol, the Hermann–Mauguin symbol and the number can mean.
  private struct Named {
    var source: String
    var settings: [SpaceGroupSetting]
  }

  private mutating func namedSettings() throws(SymmetryError) -> [Named] {
    var result: [Named] = []
    if let hall = declaration.hall, !Self.isAbsent(hall) {
      if let setting = SpaceGroupDatabase.setting(hall: hall) ?? setting(interpreting: hall) {
        result.append(Named(source: "Hall symbol \(hall)", settings: [setting]))
      } else {
        warnUnknown("Hall symbol \"\(hall)\"")
      }
    }
    if let symbol = declaration.hermannMauguin, !Self.isAbsent(symbol) {
      let settings = SpaceGroupDatabase.settings(hermannMauguin: symbol)
      if settings.isEmpty {
        warnUnknown("Hermann–Mauguin symbol \"\(symbol)\"")
      } else {
        result.append(Named(source: "Hermann–Mauguin symbol \(symbol)", settings: settings))
      }
    }
    if let number = declaration.number {
      let settings = SpaceGroupDatabase.settings(number: number)
      if settings.isEmpty {
        warnUnknown("space-group number \(number)")
      } else {
        result.append(Named(source: "space-group number \(number)", settings: settings))
      }
    }
    return result
  }

  /// A setting that is none of the table, from its Hall symbol.
  private func setting(interpreting hall: String) -> SpaceGroupSetting? {
    guard let operations = try? HallSymbol(hall).operations,
      let type = try? SpaceGroupType(identifying: operations, basis: basis)
    else { return nil }
    return SpaceGroupSetting(
      hallNumber: 0, type: type, hall: hall, hermannMauguin: type.symbol,
      fullHermannMauguin: type.symbol, choice: "", operations: operations)
  }

  private static func isAbsent(_ text: String) -> Bool {
    if text.utf8.contains(where: {
      $0 > 0x20 && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: ".")
    }) {
      return false
    }
    return ["", "?", "."].contains(text.trimmingCharacters(in: .whitespaces))
  }

  private mutating func warnUnknown(_ what: String) {
    warn(
      "symmetry-name-unknown",
      "the \(what) is not among the known spellings of the 230 space groups and is not used; the "
        + "symmetry operations of the file count, or another name that it gives.")
  }

  private mutating func warn(
    _ code: String, _ message: String, severity: Diagnostic.Severity = .warning
  ) {
    diagnostics.append(
      Diagnostic(severity, code: code, message: message, file: file, line: declaration.line))
  }

  /// Takes the most trusted name, with the settings that the cell allows.
  private mutating func resolve(_ named: [Named]) {
    guard let trusted = named.first else {
      type = nil
      warn(
        "symmetry-missing",
        "no symmetry operations and no known space-group name were found, expected one of them; "
          + "the structure is read as P1 with all its atoms listed.")
      return
    }
    // Those that the cell allows within its precision; where none is, those that it misses least.
    let defects = trusted.settings.map { setting in
      setting.operations.pointGroup.reduce(0.0) { max($0, basis.strainDefect(of: $1)) }
    }
    let bound = max(strainTolerance, (defects.min() ?? 0) * (1 + 1e-9))
    let candidates = zip(trusted.settings, defects).filter { $0.1 <= bound }.map(\.0)
    let chosen = preferred(candidates)
    operations = chosen.operations
    type = chosen.type
    if candidates.count > 1 {
      otherSettings = candidates.filter { $0 != chosen }
      let others = otherSettings.prefix(4).map(\.description).joined(separator: ", ")
      let reason =
        wanted == nil ? "was taken" : "was taken, as atoms would collide in the first one"
      warn(
        "symmetry-setting-ambiguous",
        "the \(trusted.source) and the cell leave the setting open: \(chosen) \(reason), "
          + "\(others) would fit too; state the symmetry operations to decide.")
    }
    compare(named.dropFirst().map { $0 }, with: chosen.type, source: trusted.source)
  }

  /// The wanted setting, else the first in the order of International Tables.
  private func preferred(_ candidates: [SpaceGroupSetting]) -> SpaceGroupSetting {
    if let wanted, candidates.contains(wanted) { return wanted }
    return candidates[0]
  }

  // MARK: - Operations

  private mutating func resolveOperations(_ named: [Named]) throws(SymmetryError) {
    let group: DeclaredGroup
    do throws(SymmetryError) {
      group = try DeclaredGroup.generated(by: declaration.operations)
    } catch {
      throw SymmetryError(error.code, error.message, file: file, line: declaration.line)
    }
    let (listed, distinct) = (declaration.operations.count, group.distinctCount)
    if distinct < listed {
      warn(
        "symmetry-operations-repeated",
        "\(listed - distinct) of \(listed) symmetry operations are repeated; each counts once.",
        severity: .note)
    }
    operations = group.operations
    if operations.count > distinct {
      warn(
        "symmetry-completed",
        "the \(distinct) symmetry operations listed are no group, expected all products "
          + "among them; the group of \(operations.count) that they generate is used.")
    }
    if group.isPrimitive, operations.count > 1 { try completeCentring(named) }
    let type = try SpaceGroupType(identifying: operations, basis: basis)
    self.type = type
    compare(named, with: type, source: "symmetry operations")
  }

  /// Adds the centring translations that a name implies and the list of operations leaves out.
  private mutating func completeCentring(_ named: [Named]) throws(SymmetryError) {
    let elements = Set(operations)
    for name in named {
      for setting in name.settings {
        let centring = setting.operations.filter { $0.rotation == .identity }
        guard centring.count > 1, operations.count * centring.count == setting.operations.count,
          elements.isSubset(of: setting.operations)
        else { continue }
        operations = try (operations + centring).generatedGroup()
        warn(
          "symmetry-completed",
          "the symmetry operations listed lack the centring translations of the \(name.source); "
            + "\(setting) with \(operations.count) operations is used.")
        return
      }
    }
  }

  private mutating func compare(_ named: [Named], with type: SpaceGroupType, source: String) {
    for name in named where !name.settings.contains(where: { $0.type == type }) {
      let types = Set(name.settings.map(\.type.description)).sorted()
      warn(
        "symmetry-disagreement",
        "the \(source) give \(type), but the \(name.source) means "
          + "\(types.joined(separator: " or ")); the former are used.")
    }
  }

  // MARK: - Cell

  /// Makes the metric exactly invariant, or refuses a cell that the symmetry does not allow.
  private mutating func adaptBasis() throws(SymmetryError) {
    let defect = pointGroup.reduce(0.0) { max($0, basis.strainDefect(of: $1)) }
    let group = type?.description ?? "P1"
    if defect > Self.grossStrain {
      throw SymmetryError(
        .incompatibleCell,
        "the cell is strained by \(Self.percent(defect)) against the symmetry \(group), expected "
          + "equal lengths and fixed angles as that symmetry demands; correct the cell or the "
          + "symmetry.", file: file, line: declaration.line)
    }
    if defect > strainTolerance {
      warn(
        "cell-symmetry-mismatch",
        "the cell is strained by \(Self.percent(defect)) against the symmetry \(group), more than "
          + "the precision of its numbers explains; the mean cell is used.")
    }
    /// Smaller defects are the rounding of doubles.
    let rounding = 1e-14
    guard defect > rounding else { return }
    let metric = basis.metric.averagedMetric(over: pointGroup)
    let lengths = (0..<3).map { metric[$0, $0].squareRoot() }
    let angles = [(1, 2), (0, 2), (0, 1)].map { first, second in
      acos(metric[first, second] / (lengths[first] * lengths[second]))
    }
    basis = UnitCell.basis(lengths: lengths, angles: angles)
  }

  private static func percent(_ value: Double) -> String {
    String(format: "%.3g %%", 100 * value)
  }
}
