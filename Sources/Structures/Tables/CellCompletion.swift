import Foundation

/// Parameters of a cell that a table leaves out because symmetry fixes them.
struct CellCompletion {
  /// The quantities that the table has columns of.
  var given: Set<LatticeColumn.Quantity> = []
  /// The crystal system where the table names it, in lower case.
  var system: String?
  /// What was assumed, in words; nil where nothing was.
  private(set) var assumption: String?
  /// Whether all rows give one length and nothing else of the cell.
  private(set) var isOfOneLength = true

  /// The share by which V/(a² c) may differ from sin 120° and still be hexagonal.
  private static let volumeTolerance = 0.005

  /// The cell of one row.
  ///
  ///     b = a,  c = a            where missing
  ///     α = β = γ                where only α is given
  ///     γ = 120°                 of a hexagonal or trigonal system, or where the volume says so
  ///     90°                      else
  mutating func cell(_ values: [LatticeColumn.Quantity: MeasuredValue]) -> UnitCell {
    let first = values[.a] ?? values[.b] ?? values[.c] ?? MeasuredValue(1)
    let lengths = [first, values[.b] ?? first, values[.c] ?? first]
    var angles = [LatticeColumn.Quantity.alpha, .beta, .gamma].map { values[$0] }
    var said: [String] = []
    let others: [LatticeColumn.Quantity] = [.alpha, .beta, .gamma, .volume]
    let lengthCount = [.a, .b, .c].count { values[$0] != nil }
    if lengthCount != 1 || system != nil || others.contains(where: { values[$0] != nil }) {
      isOfOneLength = false
    }
    if values[.b] == nil { said.append("b = a") }
    if values[.c] == nil { said.append("c = a") }
    if let alpha = angles[0], angles[1] == nil, angles[2] == nil, values[.b] == nil,
      values[.c] == nil
    {
      angles = [alpha, alpha, alpha]
      said.append("equal angles")
    }
    if angles[2] == nil, isHexagonal(values) {
      angles[2] = MeasuredValue(120)
      said.append("gamma = 120°")
    }
    if angles.contains(where: { $0 == nil }) {
      let names = zip(["alpha", "beta", "gamma"], angles).filter { $0.1 == nil }.map(\.0)
      said.append(names.joined(separator: " = ") + " = 90°")
    }
    if !said.isEmpty, assumption == nil {
      assumption =
        "the table does not give all of a, b, c and three angles; taken as "
        + said.joined(separator: ", ") + "; add columns where this is wrong"
    }
    return UnitCell(lengths: lengths, anglesDegrees: angles.map { $0 ?? MeasuredValue(90) })
  }

  private func isHexagonal(_ values: [LatticeColumn.Quantity: MeasuredValue]) -> Bool {
    if let system { return system.hasPrefix("hex") || system.hasPrefix("trig") }
    guard let a = values[.a]?.value, let volume = values[.volume]?.value, values[.b] == nil,
      let c = values[.c]?.value
    else { return false }
    let share = volume / (a * a * c)
    return abs(share - 0.75.squareRoot()) < Self.volumeTolerance
  }
}
