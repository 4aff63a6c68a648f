import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The stage that takes the errors of a structure from its own scatter, and those of its cell from the
/// scatter over temperature, where the source states none or too small ones.
struct ScatterStage {
  /// How many structures had their position errors taken from scatter.
  private var found: [(measurement: Int, scatter: TranslationScatter, ratio: Double)] = []
  /// Those of them that state no standard uncertainties.
  private var bare: Set<Int> = []

  /// The most atoms of a cell whose translations are all listed: up to 128 MB of pairs.
  static let mostAtoms = 4000
  /// The fewest structures over temperature from which the scatter of their cells is taken.
  static let fewestCells = 5

  /// Takes the scatter of one structure's positions.
  mutating func take(
    _ crystal: inout ExpandedCrystal, of measurement: StructureMeasurement, index: Int
  ) {
    guard measurement.trajectory == nil, crystal.atoms.count <= Self.mostAtoms else { return }
    let isStated = crystal.precision.isStated
    guard let (scatter, ratio) = crystal.takeScatter() else { return }
    found.append((index, scatter, ratio))
    let cell = measurement.crystal.cell
    if !isStated, (cell.lengths + cell.anglesDegrees).allSatisfy({ $0.standardUncertainty == nil })
    {
      bare.insert(index)
    }
  }

  /// Gives the structures without uncertainties of their cells the scatter of these over temperature.
  ///
  /// A cell between two others differs from the line through them by
  ///
  ///     r = x − w₁ x₁ − w₂ x₂ ,   σ²(r) = (1 + w₁² + w₂²) σ²
  ///
  /// and by what the curve bends between them. The median of |r|/σ(r) over all structures and
  /// lengths, over that of a normal number, is σ: transitions, where cells jump, are few.
  func takeCells(
    _ crystals: inout [Result<ExpandedCrystal, SymmetryError>],
    of measurements: [StructureMeasurement]
  ) {
    let members = bare.sorted {
      (measurements[$0].temperature.kelvin, $0) < (measurements[$1].temperature.kelvin, $1)
    }
    let lengths = Self.scatter(of: members, measurements) { $0.lengths.map(\.value) }
    let angles = Self.scatter(of: members, measurements) { $0.anglesDegrees.map(\.value) }
    guard let lengths else { return }
    for member in members {
      guard case .success(var crystal) = crystals[member] else { continue }
      crystal.precision.length = max(crystal.precision.length, lengths)
      // Angles that are held have no error of their own; they compare within that of the lengths.
      let held = 3 * crystal.precision.length / edges(measurements[member].crystal.cell)
      crystal.precision.angle = max(crystal.precision.angle, (angles ?? 0) * .pi / 180, held)
      crystals[member] = .success(crystal)
    }
  }

  /// The sum of the cell lengths, Å.
  private func edges(_ cell: UnitCell) -> Double { cell.lengths.reduce(0) { $0 + $1.value } }

  /// The scatter of some parameters of the cell over temperature, nil for too few structures.
  private static func scatter(
    of members: [Int], _ measurements: [StructureMeasurement], _ values: (UnitCell) -> [Double]
  ) -> Double? {
    guard members.count >= fewestCells else { return nil }
    var deviations: [Double] = []
    for (first, (middle, last)) in zip(
      members, zip(members.dropFirst(), members.dropFirst(2)))
    {
      let temperatures = [first, middle, last].map { measurements[$0].temperature.kelvin }
      let runs = [first, middle, last].map { measurements[$0].run }
      guard temperatures[2] > temperatures[0], Set(runs).count == 1 else { continue }
      let weight = (temperatures[1] - temperatures[0]) / (temperatures[2] - temperatures[0])
      let scale = (1 + weight * weight + (1 - weight) * (1 - weight)).squareRoot()
      let cells = [first, middle, last].map { values(measurements[$0].crystal.cell) }
      for axis in 0..<3 {
        let line = (1 - weight) * cells[0][axis] + weight * cells[2][axis]
        deviations.append(abs(cells[1][axis] - line) / scale)
      }
    }
    guard deviations.count >= fewestCells else { return nil }
    return deviations.sorted()[deviations.count / 2] / normalMedian
  }

  /// The median of the modulus of a standard normal number.
  private static let normalMedian = 0.6745

  /// What was taken from scatter, in words.
  func diagnostics(_ measurements: [StructureMeasurement]) -> [Diagnostic] {
    guard let largest = found.max(by: { $0.ratio < $1.ratio }) else { return [] }
    let values = found.map(\.scatter.standardDeviation)
    let range = [values.min() ?? 0, values.max() ?? 0].map { $0.significant(2) }
    let spread = range[0] == range[1] ? range[0] : "\(range[0]) to \(range[1])"
    let stated = found.filter { !bare.contains($0.measurement) }
    let reason =
      stated.isEmpty
      ? "no standard uncertainties are stated, and this is far more than the printed digits explain"
      : "up to \(largest.ratio.significant(2)) times what is stated or printed"
    return [
      Diagnostic(
        .warning, code: "noise-from-scatter",
        message: "in \(found.count) of \(measurements.count) structures the coordinates that "
          + "translations of a finer lattice relate scatter by \(spread) Å, alike at all wave "
          + "vectors but few: \(reason); that scatter is taken for the error of the coordinates",
        file: measurements[largest.measurement].file)
    ]
  }
}
