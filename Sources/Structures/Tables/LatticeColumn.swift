import Foundation

/// The meaning of a column of a lattice table, with the factor that brings it to Å, degrees or K.
struct LatticeColumn: Hashable {
  /// What a column holds.
  enum Quantity: String, Hashable {
    case temperature, a, b, c, alpha, beta, gamma, volume, pressure, branch, phase

    /// Whether it is a length of the cell.
    var isLength: Bool { self == .a || self == .b || self == .c }
    /// Whether it is an angle of the cell.
    var isAngle: Bool { self == .alpha || self == .beta || self == .gamma }
  }

  var quantity: Quantity
  /// Whether the column is the standard uncertainty of the quantity.
  var isUncertainty = false
  /// The factor to Å, degrees or K.
  var factor = 1.0
  /// What is added after the factor: 273.15 for degrees Celsius.
  var offset = 0.0

  /// The meaning of a heading; nil where it is none of a cell.
  ///
  /// - Throws: the unit that is not understood.
  init?(heading: String) throws(UnknownUnit) {
    var text = heading.trimmingCharacters(in: .whitespaces).lowercased()
    // GSAS-II: the number of the phase and colons before the name, esd- before all.
    var isUncertainty = false
    for prefix in ["esd-", "esd_", "esd ", "su_", "su ", "sigma_", "sigma ", "sig_", "err_", "σ_"]
    where text.hasPrefix(prefix) {
      isUncertainty = true
      text.removeFirst(prefix.count)
    }
    if let colon = text.lastIndex(of: ":") {
      guard text[..<colon].allSatisfy({ $0 == ":" || $0.isNumber }) else { return nil }
      text = String(text[text.index(after: colon)...])
    }
    var unit = ""
    for (open, close) in [("(", ")"), ("[", "]"), ("/", "")] {
      guard let start = text.range(of: open) else { continue }
      unit = text[start.upperBound...].replacingOccurrences(of: close, with: "")
        .trimmingCharacters(in: .whitespaces)
      text = String(text[..<start.lowerBound])
      break
    }
    text = text.trimmingCharacters(in: .whitespaces)
    if unit == "su" || unit == "esd" || unit == "e.s.d." { (isUncertainty, unit) = (true, "") }
    for suffix in ["_su", "_esd", "_sig", "_sigma", "_err", "_error", " su", " esd", " error"]
    where text.hasSuffix(suffix) {
      isUncertainty = true
      text.removeLast(suffix.count)
    }
    if unit.isEmpty, let score = text.lastIndex(of: "_") {
      let tail = String(text[text.index(after: score)...])
      if Self.units.keys.contains(tail) {
        unit = tail
        text = String(text[..<score])
        for suffix in ["_su", "_esd", "_sig", "_err"] where text.hasSuffix(suffix) {
          isUncertainty = true
          text.removeLast(suffix.count)
        }
      }
    }
    for prefix in ["sig", "sigma", "σ"]
    where Self.names[String(text.dropFirst(prefix.count))] != nil {
      guard text.hasPrefix(prefix) else { continue }
      isUncertainty = true
      text.removeFirst(prefix.count)
    }
    guard let quantity = Self.names[text] else { return nil }
    self.quantity = quantity
    self.isUncertainty = isUncertainty
    guard !unit.isEmpty else { return }
    guard quantity.isLength || quantity.isAngle || quantity == .temperature else { return }
    guard let known = Self.units[unit], known.of(quantity) else {
      throw UnknownUnit(unit: unit)
    }
    factor = known.factor
    offset = isUncertainty ? 0 : known.offset
  }

  /// A column whose meaning is known.
  init(_ quantity: Quantity, isUncertainty: Bool = false) {
    self.quantity = quantity
    self.isUncertainty = isUncertainty
  }

  /// A unit that is not understood.
  struct UnknownUnit: Error { var unit: String }

  /// The value in Å, degrees or K.
  func converted(_ value: Double) -> Double { value * factor + offset }

  private static let names: [String: Quantity] = [
    "t": .temperature, "temp": .temperature, "temperature": .temperature,
    "cell_measurement_temperature": .temperature, "a": .a, "b": .b, "c": .c,
    "cell_length_a": .a, "cell_length_b": .b, "cell_length_c": .c, "alpha": .alpha, "alp": .alpha,
    "al": .alpha, "α": .alpha, "beta": .beta, "bet": .beta, "be": .beta, "β": .beta,
    "gamma": .gamma, "gam": .gamma, "ga": .gamma, "γ": .gamma, "cell_angle_alpha": .alpha,
    "cell_angle_beta": .beta, "cell_angle_gamma": .gamma, "v": .volume, "vol": .volume,
    "volume": .volume, "p": .pressure, "pressure": .pressure, "branch": .branch,
    "direction": .branch, "phase": .phase,
  ]

  private struct Unit {
    enum Kind { case length, angle, temperature }
    var kind: Kind
    var factor: Double
    var offset = 0.0

    func of(_ quantity: Quantity) -> Bool {
      switch kind {
      case .length: quantity.isLength
      case .angle: quantity.isAngle
      case .temperature: quantity == .temperature
      }
    }
  }

  private static let units: [String: Unit] = [
    "a": Unit(kind: .length, factor: 1), "å": Unit(kind: .length, factor: 1),
    "å\u{30a}": Unit(kind: .length, factor: 1), "ang": Unit(kind: .length, factor: 1),
    "angstrom": Unit(kind: .length, factor: 1), "angstroms": Unit(kind: .length, factor: 1),
    "nm": Unit(kind: .length, factor: 10), "pm": Unit(kind: .length, factor: 0.01),
    "deg": Unit(kind: .angle, factor: 1), "degree": Unit(kind: .angle, factor: 1),
    "degrees": Unit(kind: .angle, factor: 1), "°": Unit(kind: .angle, factor: 1),
    "rad": Unit(kind: .angle, factor: 180 / .pi), "k": Unit(kind: .temperature, factor: 1),
    "kelvin": Unit(kind: .temperature, factor: 1),
    "c": Unit(kind: .temperature, factor: 1, offset: 273.15),
    "°c": Unit(kind: .temperature, factor: 1, offset: 273.15),
    "degc": Unit(kind: .temperature, factor: 1, offset: 273.15),
    "celsius": Unit(kind: .temperature, factor: 1, offset: 273.15),
    "f": Unit(kind: .temperature, factor: 5.0 / 9, offset: 273.15 - 32 * 5.0 / 9),
  ]
}
