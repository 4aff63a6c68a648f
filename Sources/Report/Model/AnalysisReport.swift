public import PhaseFitStructures
public import PhaseFitSymmetry

/// Everything that one run of `phasefit` has to say, as one plain value.
///
/// The report computes nothing: the stages of the analysis fill it and the writers (`ReportXML`,
/// `SummaryJSON`, `SummaryText`, `ReportTables`) print it. A part that is not known is nil or
/// empty; a doubt is a `Diagnostic`.
///
/// Measurements are numbered by their position in `sweep.measurements`, counted from 0; every
/// `measurement` property below is such a number.
public struct AnalysisReport: Sendable, Codable, Hashable {
  /// Which program made the report, when, how and from what.
  public var provenance: Provenance
  /// The structures of the sweep and the input that was left out.
  public var sweep: SweepRecord
  /// The parent structure, nil where there is none.
  public var parent: Parent?
  /// The phases of the sweep, by ascending temperature.
  public var phases: [Phase]
  /// The position of each structure in the parent.
  public var embeddings: [Embedding]
  /// The distortion of each structure from the parent.
  public var distortions: [Distortion]
  /// The fit of relaxed weights, nil where none was made.
  public var relaxedFit: RelaxedFitRecord?
  /// The transitions, by ascending temperature.
  public var transitions: [Transition]
  /// How structures were averaged over time; empty where none comes from a trajectory.
  public var trajectories: [TrajectoryRecord]
  /// The answer in a word, nil where nothing was analysed (`phasefit inspect`).
  public var verdict: Verdict?
  /// Doubts and refusals of all stages.
  public var diagnostics: [Diagnostic]
  /// The model of the whole sweep, nil where none was made.
  public var sweepModel: SweepModelRecord?
  /// The baselines against which strain is taken, nil where there is no strain.
  public var strainBaselines: StrainBaselines?
  /// The thermal expansion of each phase with cells at three temperatures or more.
  public var expansions: [Expansion] = []
  /// The fitted model for the file `model.json`, from which structures are predicted.
  ///
  /// A file of its own, like the structures, and no part of `report.xml`.
  public var modelFile: StructureFile?
  /// The structures as CIFs for the folder `structures`.
  ///
  /// They are files of their own and no part of `report.xml`, whose numbers they repeat in another
  /// frame.
  public var structureFiles: [StructureFile] = []

  /// A file of the folder `structures`.
  public struct StructureFile: Sendable, Codable, Hashable {
    /// Its name.
    public var name: String
    /// Its text.
    public var text: String

    /// A file.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The answer in a word.
  public enum Verdict: String, Sendable, Codable, Hashable, CaseIterable {
    /// At least one transition lies in the range of the sweep.
    case transition
    /// No change of symmetry was resolved.
    case noTransition = "no transition in range"
    /// The structure changes without a change of symmetry.
    case isosymmetric
    /// The phases are not related as group and subgroup.
    case reconstructive
    /// No structure of which all others are distortions is known.
    case noParent = "no parent"
    /// There are too few structures to say anything.
    case insufficientData = "insufficient data"
  }

  /// A report; everything but provenance and sweep may be unknown.
  public init(
    provenance: Provenance, sweep: SweepRecord, parent: Parent? = nil, phases: [Phase] = [],
    embeddings: [Embedding] = [], distortions: [Distortion] = [],
    relaxedFit: RelaxedFitRecord? = nil, transitions: [Transition] = [],
    trajectories: [TrajectoryRecord] = [], verdict: Verdict? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.provenance = provenance
    self.sweep = sweep
    self.parent = parent
    self.phases = phases
    self.embeddings = embeddings
    self.distortions = distortions
    self.relaxedFit = relaxedFit
    self.transitions = transitions
    self.trajectories = trajectories
    self.verdict = verdict
    self.diagnostics = diagnostics
  }

  /// The space group that the relaxed weights keep at one measurement, nil where it is not known.
  public func groupKeptByWeights(measurement: Int) -> SpaceGroupType? {
    relaxedFit?.structures.first { $0.measurement == measurement }?.groupKept
  }
}
