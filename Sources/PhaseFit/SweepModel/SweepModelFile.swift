import Foundation
public import PhaseFitLandau
public import PhaseFitRelaxedModel
public import PhaseFitSymmetry

/// A fitted model with all that a prediction needs: the file `model.json` of a report.
public struct SweepModelFile: Sendable, Codable {
  /// The version of the format.
  public var format: Int
  /// The name of the sweep.
  public var name: String
  /// The parent.
  public var parent: ParentStructure
  /// The thermal expansion of the parent.
  public var baseline: StrainBaseline
  /// The commensurate cell.
  public var cell: CommensurateCell
  /// The structures; without their errors, which the model has used.
  public var observations: [SweepObservation]
  /// The model.
  public var model: SweepModel
  /// What is known of the order parameters between the measured temperatures.
  public var laws: [Law]

  /// The Landau fit of one order parameter in one phase.
  public struct Law: Sendable, Codable {
    /// The phase of the model.
    public var phase: Int
    /// The order parameter, a position in `SweepModel.members`.
    public var member: Int
    /// The fit.
    public var fit: LandauFit
    /// The series that was fitted.
    public var series: OrderParameterSeries
    /// The coordinate of the model for a value of 1 of the series, with its sign.
    public var coordinate: Double

    /// A law.
    public init(
      phase: Int, member: Int, fit: LandauFit, series: OrderParameterSeries, coordinate: Double
    ) {
      self.phase = phase
      self.member = member
      self.fit = fit
      self.series = series
      self.coordinate = coordinate
    }
  }

  /// The version of the format that this program writes and reads.
  public static let currentFormat = 1

  /// The file of an analysis; nil where nothing was fitted.
  init?(
    _ outcome: SweepModelStage.Outcome, learned: [LearnedTransition], embedded: SweepEmbedding,
    name: String
  ) {
    let model = outcome.model
    guard !model.weights.isEmpty else { return nil }
    format = Self.currentFormat
    self.name = name
    parent = embedded.parent
    baseline = embedded.baseline
    cell = embedded.cell
    observations = outcome.observations.map {
      var observation = $0
      observation.errors = []
      return observation
    }
    self.model = model
    laws = []
    for entry in learned.flatMap(\.members) {
      guard model.phases[entry.phase].bases[entry.member].count == 1,
        let fit = entry.analysis?.preferred,
        !laws.contains(where: { $0.phase == entry.phase && $0.member == entry.member })
      else { continue }
      let scale = model.scale(of: entry.member, modes: outcome.modes)
      let sign = Self.sign(entry, model)
      laws.append(
        Law(
          phase: entry.phase, member: entry.member, fit: fit, series: entry.fitted,
          coordinate: sign / scale))
    }
  }

  /// Whether the series and the coordinate of the model have the same sign.
  private static func sign(_ entry: LearnedTransition.Member, _ model: SweepModel) -> Double {
    let values = Dictionary(
      entry.series.points.map { ($0.measurement, $0.value) },
      uniquingKeysWith: { first, _ in first })
    let overlap = model.points.filter { $0.phase == entry.phase }.reduce(0.0) { sum, point in
      sum + (point.amplitudes[entry.member].first ?? 0) * (values[point.measurement] ?? 0)
    }
    return overlap < 0 ? -1 : 1
  }

  /// Reads a model file, or the one beside the `report.xml` named.
  ///
  /// - Parameter path: a `model.json`, a `report.xml`, or the folder of a report.
  /// - Throws: `PhaseFitError` where there is none or it is not one of this format.
  public init(contentsOf path: String) throws {
    var url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      url.append(path: "model.json")
    } else if url.pathExtension == "xml" {
      url = url.deletingLastPathComponent().appending(path: "model.json")
    }
    guard exists, let data = FileManager.default.contents(atPath: url.path) else {
      throw PhaseFitError(
        .noSuchInput,
        "\(path): no model found (\(url.lastPathComponent)); expected the report of a sweep in which "
          + "phasefit analyse found order parameters, or its model.json")
    }
    do {
      self = try JSONDecoder().decode(SweepModelFile.self, from: data)
    } catch {
      throw PhaseFitError(
        .badData,
        "\(url.path): not a model of phasefit: \(error); run phasefit analyse again")
    }
    guard format == Self.currentFormat else {
      throw PhaseFitError(
        .badData,
        "\(url.path): a model of format \(format), expected \(Self.currentFormat); run phasefit "
          + "analyse again")
    }
  }

  /// The file as JSON text.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
