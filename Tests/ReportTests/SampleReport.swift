import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// Reports with made-up but complete content.
enum SampleReport {
  static let cubic = SpaceGroupType(number: 221, symbol: "Pm-3m")
  static let tetragonal = SpaceGroupType(number: 140, symbol: "I4/mcm")
  static let rPoint = [Rational(1, 2), Rational(1, 2), Rational(1, 2)]

  static let provenance = AnalysisReport.Provenance(
    date: Date(timeIntervalSince1970: 1_000_000_000), command: ["phasefit", "analyse", "tilt"],
    seed: .max, settings: [.init(name: "tolerance", value: "from s.u.")],
    libraries: [.init(name: "spglib", version: "2.0.2")],
    inputs: [
      .init(file: "a.cif", byteCount: 812, sha256: String(repeating: "0f", count: 32))
    ])

  /// A report that says nothing: one unusable structure, no parent.
  static let refusal = AnalysisReport(
    provenance: .init(date: Date(timeIntervalSince1970: 0), command: [], seed: 0),
    sweep: .init(
      name: "one",
      measurements: [
        .init(file: "a.cif", temperature: nil, temperatureSource: nil, used: false)
      ]), verdict: .noParent)

  static func ångström(_ value: Double, _ uncertainty: Double?, _ name: String) -> Quantity {
    Quantity(
      value, standardUncertainty: uncertainty, unit: "Å", dictRef: "phasefit:\(name)",
      uncertaintyOrigin: uncertainty == nil ? nil : .stated)
  }

  static func number(_ value: Double, _ uncertainty: Double?, _ name: String) -> Quantity {
    Quantity(
      value, standardUncertainty: uncertainty, unit: "1", dictRef: "phasefit:\(name)",
      uncertaintyOrigin: uncertainty == nil ? nil : .fromScatter)
  }

  static func kelvin(_ value: Double, _ uncertainty: Double? = nil) -> Quantity {
    Quantity(
      value, standardUncertainty: uncertainty, unit: "K",
      dictRef: "cif:_diffrn_ambient_temperature",
      uncertaintyOrigin: uncertainty == nil ? nil : .fromScatter)
  }

  static let cell = AnalysisReport.Cell(
    UnitCell(
      lengths: [
        MeasuredValue(3.905, standardUncertainty: 0.0004), MeasuredValue(3.905),
        MeasuredValue(3.9052),
      ], anglesDegrees: [MeasuredValue(90), MeasuredValue(90), MeasuredValue(90)]))

  static let measurements: [AnalysisReport.MeasurementRecord] = [
    .init(
      file: "a.cif", block: "cold", temperature: kelvin(80, 0.5),
      temperatureSource: "tag _diffrn_ambient_temperature", run: "first", branch: .heating,
      cell: cell, siteCount: 3, atomCount: 20, spaceGroupDeclared: tetragonal,
      spaceGroupSpelling: "I 4/m c m", spaceGroupFound: tetragonal,
      tolerance: ångström(0.01, nil, "tolerance"),
      alternatives: [
        .init(tolerance: 0.03, group: cubic), .init(tolerance: 0.1, group: nil),
      ],
      displacementParameters: [
        .init(
          element: "O",
          mean: Quantity(
            0.0081, standardUncertainty: 0.0004, unit: "Å2",
            dictRef: "cif:_atom_site_U_iso_or_equiv", uncertaintyOrigin: .stated))
      ], reason: "the most distorted"),
    .init(
      file: "b.cif", temperature: kelvin(298.15), temperatureSource: "file name", cell: cell,
      spaceGroupDeclared: cubic, spaceGroupFound: cubic),
  ]

  static let parent = AnalysisReport.Parent(
    group: cubic, measurement: 1, file: "b.cif", block: "b", temperature: kelvin(298.15),
    choice: "the structure of highest symmetry in the sweep", cell: cell,
    primitiveBasis: Matrix3(diagonal: Vector3(3.905, 3.905, 3.905)),
    conventionalBasis: Matrix3(diagonal: Vector3(3.905, 3.905, 3.905)),
    supercellBasis: Matrix3(diagonal: Vector3(7.81, 7.81, 3.905)),
    sites: [
      .init(
        label: "O1", position: Vector3(0.5, 0, 0), multiplicity: 3,
        contents: Element(symbol: "O").map { [.init(element: $0, occupancy: 1)] } ?? [])
    ])

  static let embedding = AnalysisReport.Embedding(
    measurement: 0, matrix: IntegerMatrix3([0, 1, 1, 1, 0, 1, 1, 1, 0]),
    originShift: Vector3(0.5, 0.5, 0), cellMultiplication: 2, index: 6,
    maximumDisplacement: ångström(0.21, 0.003, "maximumDisplacement"),
    rootMeanSquareDisplacement: ångström(0.11, 0.002, "rootMeanSquareDisplacement"),
    strain: .init(
      tensor: Matrix3(diagonal: Vector3(-1e-3, -1e-3, 2e-3)),
      voigt: [-1e-3, -1e-3, 2e-3, 0, 0, 0].map { number($0, 1e-5, "strain") },
      symmetryBreaking: number(2.4e-3, 2e-5, "symmetryBreaking"),
      symmetryConserving: number(1e-7, nil, "symmetryConserving"),
      reference: "b.cif at 298.15 K"),
    rotationRemoved: .identity,
    rotationAngle: Quantity(0.25, unit: "deg", dictRef: "phasefit:rotationAngle"),
    domainOperation: "-x,y,z")

  static let distortion = AnalysisReport.Distortion(
    measurement: 0,
    stars: [
      .init(
        waveVector: rPoint, armCount: 1, displacementAs: ångström(0.42, 0.004, "As"),
        displacementAp: ångström(0.2970, 0.0028, "Ap"),
        occupancy: number(0.1, 0.02, "occupancyAmplitude"))
    ],
    irreps: [
      .init(
        label: "R4+", waveVector: rPoint, dimension: 3, isTotallySymmetric: false,
        displacementAs: ångström(0.42, 0.004, "As"), displacementAp: ångström(0.297, 0.003, "Ap"),
        maximumDisplacement: ångström(0.21, nil, "maximumDisplacement"),
        strain: number(0.001, 1e-5, "strain"), occupancy: number(0.1, 0.02, "occupancyAmplitude"),
        otherLabels: [
          .init(
            label: "R5-", originShift: [Rational(1, 2), Rational(1, 2), Rational(1, 2)])
        ])
    ],
    displacements: [
      .init(
        label: "O1", position: Vector3(0.5, 0, 0),
        components: [0, 0.21, -0.21].map { ångström($0, 0.003, "displacement") },
        occupancy: number(-0.1, 0.02, "occupancyDeviation"))
    ])

  static let relaxedFit = AnalysisReport.RelaxedFitRecord(
    status: .converged, settings: [.init(name: "layers", value: "2")], iterations: 341,
    firstLoss: 120.5, lastLoss: 0.0031, amplitudeDefinition: "Å over the supercell",
    structures: [
      .init(
        measurement: 0,
        blocks: [.init(degree: 1, isEven: true, waveVector: rPoint, norm: 0.33)],
        operationsKept: 16, operationsOfParent: 96, groupKept: tetragonal, agreesWithFound: true,
        outputAmplitude: ångström(0.418, nil, "outputAmplitude"),
        observedAmplitude: ångström(0.42, 0.004, "observedAmplitude"),
        relativeResidual: number(0.004, nil, "relativeResidual"))
    ])

  static func points(_ name: String) -> [AnalysisReport.AmplitudePoint] {
    [.init(measurement: 0, temperature: 80, value: ångström(0.297, 0.0028, name))]
  }

  static let fit = AnalysisReport.Fit(
    model: "2-4-6", formula: "A² = p + √(p² − q (T − Tc))",
    target: "displacement at k = (1/2 1/2 1/2)", status: "converged", isReported: true,
    parameters: [
      .init(
        name: "Tc", Estimate(kelvin(105.6, 0.8), interval95: .init(lower: 104, upper: nil)),
        scaledUncertainty: 1.1)
    ], chiSquared: 3.2, pointCount: 6, degreesOfFreedom: 3, isWeighted: true, aicc: 21.2,
    deltaAICc: 0, window: .init(lower: 20, upper: 80),
    points: [
      .init(
        measurement: 0, temperature: 80, observed: ångström(0.297, 0.0028, "Ap"), fitted: 0.2965,
        residual: 0.0005, used: true)
    ],
    curve: [
      .init(temperature: 20, value: 0.31, lower95: 0.305, upper95: 0.315),
      .init(temperature: 80, value: 0.2965, lower95: 0.29, upper95: 0.303),
      .init(temperature: 106, value: 0),
    ])

  static let transition = AnalysisReport.Transition(
    above: cubic, below: tetragonal, run: "first", bracket: .init(lower: 80, upper: 298.15),
    coexistence: .init(lower: 100, upper: 110),
    temperature: Estimate(
      kelvin(105.61234, 0.8), interval95: .init(lower: 104.1, upper: 107.3)),
    tc: Estimate(kelvin(105.5, 0.8)), tPlus: Estimate(kelvin(106, 1)), order: .undetermined,
    evidence: [
      .init(name: "deltaAICc", .number(1.5)), .init(name: "p", .estimate(Estimate(kelvin(1)))),
      .init(name: "jumpResolved", .fact(false)), .init(name: "note", .statement("few points")),
    ],
    primary: [
      .init(
        label: "R4+", waveVector: rPoint, direction: "(0,0,a)", dimension: 3,
        kind: .displacement, norm: .parentPrimitiveCell, amplitude: points("Ap"))
    ],
    secondary: [
      .init(
        label: nil, waveVector: [.zero, .zero, .zero], kind: .strain, norm: .frobenius,
        amplitude: points("strain"))
    ],
    exponent: .init(Estimate(number(0.31, 0.02, "exponent")), window: .init(lower: 20, upper: 80)),
    relaxedWeights: [
      .init(
        label: "1e at R", calibration: "to Ap at 80 K", values: points("theta"),
        correlation: 0.999, temperature: Estimate(kelvin(105.4, 0.9)), fit: fit)
    ], groupKeptByWeights: tetragonal,
    changes: [
      .init(label: "R4+", above: nil, below: "(0,0,a)"),
      .init(label: "M3+", above: "(a;0;0)", below: nil),
    ], consequences: consequences,
    fits: [fit], componentFits: [fit], refusal: "none")

  /// What follows, with respect to a phase below the parent.
  static var consequences: SymmetryConsequences {
    var result = SampleDecomposition.full.consequences
    result.reference = cubic
    result.primarySets = [["R4+"], ["M3+", "X5-"]]
    return result
  }

  static let phaseSymmetry = AnalysisReport.PhaseSymmetry(
    irreps: [
      .init(
        label: "R4+", waveVector: rPoint, isTotallySymmetric: false, direction: "(a,b,0)",
        isotropySubgroup: SampleDecomposition.subgroup,
        realised: .init(direction: "(a,0,0)", isotropySubgroup: SampleDecomposition.subgroup),
        isPrimaryCandidate: true),
      .init(
        label: "GM1+", waveVector: [.zero, .zero, .zero], isTotallySymmetric: true,
        direction: "(a)", isotropySubgroup: SampleDecomposition.subgroup, isPrimaryCandidate: false),
    ], primarySets: [["R4+"], ["M3+", "X5-"]], isExplained: true,
    domains: .init(count: 6, orientations: 3, antiphase: 2),
    ferroic: .init(species: "m-3mF4/mmm", ferroelectric: nil, ferroelastic: "improper, full"))

  static let diagnostics: [Diagnostic] = [
    Diagnostic(
      .warning, code: "no-su", message: "b.cif has no standard uncertainties.", file: "b.cif",
      line: 12)
  ]

  /// A model of the sweep.
  static let sweepModel: AnalysisReport.SweepModelRecord = {
    var record = sweepModelWithoutCourse
    record.course = [80, 298.15].map { temperature in
      .init(
        temperature: temperature, group: temperature < 100 ? tetragonal : cubic,
        strain: [1e-3, 0, 0, 0, 1e-3, 0, 0, 0, -2e-3], displacements: [0, 0.21, -0.21],
        occupancies: temperature < 100 ? [-0.1] : [],
        source: temperature < 100 ? "R4+ from its Landau fit" : "the parent phase")
    }
    return record
  }()

  private static let sweepModelWithoutCourse = AnalysisReport.SweepModelRecord(
    verdict: "described", status: "converged", inflation: 1.5, weightCount: 423, seed: 7,
    quality: quality, strictChiSquared: 1234.5, strictResiduals: 30,
    candidates: [
      .init(
        labels: ["R4+", "M3+"], isChosen: true, isMinimal: true, status: "converged",
        quality: quality),
      .init(
        labels: ["R4+", "X5+"], isChosen: false, isMinimal: true, status: "notConverged",
        quality: quality),
    ],
    heldOut: [
      .init(
        measurement: 0, temperature: 80, model: .init(displacement: 0.001, strain: 1e-4),
        interpolation: .init(displacement: 0.02, strain: 5e-4),
        classical: .init(displacement: 0.0011, strain: 2e-4),
        data: .init(displacement: 0.0008, strain: 1.5e-4))
    ],
    secondaryExponents: [
      .init(
        label: "X5+", kind: "displacement", term: "R4+ M3+", predicted: 2, fitted: 2.06,
        lower95: 1.9, upper95: 2.24, pointCount: 9),
      .init(
        label: "GM3+", kind: "strain", term: "R4+^2", predicted: 2, fitted: 3.1, lower95: 2.5,
        upper95: nil, pointCount: 9),
      .init(
        label: "GM5+", kind: "strain", term: nil, predicted: nil, fitted: nil, lower95: nil,
        upper95: nil, pointCount: 9),
    ],
    bootstraps: [
      .init(
        label: "R4+", replicateCount: 200, failureCount: 3, temperature: 104.9,
        temperatureUncertainty: 0.4, temperatureLower95: 104.1, temperatureUpper95: 105.6,
        band: [
          .init(measurement: 0, standardUncertainty: 0.002, lower95: 0.396, upper95: 0.404)
        ])
    ])

  private static let quality = AnalysisReport.SweepModelRecord.Quality(
    chiSquared: 12.5, residualCount: 40, effectiveParameters: 21.5, evidence: 182.5,
    evidenceOfNarrowPrior: 240.5, bayesianCriterion: 91.5, isAdequate: true, iterations: 17)

  /// A cubic baseline from 80 to 298.15 K and a second one, with a tetragonal structure.
  static let strainBaselines: AnalysisReport.StrainBaselines = {
    func cell(_ a: Double, _ c: Double, _ uncertainty: Double?) -> AnalysisReport.Cell {
      AnalysisReport.Cell(
        lengths: [a, a, c].map { ångström($0, uncertainty, "length") },
        angles: [90, 90, 90].map {
          Quantity($0, unit: "deg", dictRef: "cif:_cell_angle_alpha")
        })
    }
    func baseline(_ form: String, _ low: Double) -> AnalysisReport.StrainBaselines.Baseline {
      .init(
        form: form, structureCount: 4, isUsed: form == "linear",
        course: [
          .init(temperature: 80, cell: cell(low, low, 0.0008)),
          .init(temperature: 298.15, cell: cell(3.9055, 3.9055, 0.0003)),
        ],
        strains: [
          .init(
            measurement: 0, breaking: number(2.4e-3, 2e-5, "strain_breaking"),
            volume: number(3.903 / low - 1, nil, "volume_strain"))
        ])
    }
    return .init(
      lattices: [
        .init(measurement: 0, cell: cell(3.899, 3.911, 0.0004)),
        .init(measurement: 1, cell: cell(3.9055, 3.9055, nil)),
      ], baselines: [baseline("linear", 3.903), baseline("constant", 3.9055)])
  }()

  /// A tetragonal phase, and one of lower symmetry of a run.
  static let expansions: [AnalysisReport.Expansion] = {
    func principal(
      _ value: Double, _ direction: Vector3?, _ multiplicity: Int
    ) -> AnalysisReport.Expansion.Principal {
      .init(
        coefficient: coefficient(value, "thermal_expansion"), direction: direction,
        multiplicity: multiplicity)
    }
    func coefficient(_ value: Double, _ name: String) -> Quantity {
      Quantity(
        value, standardUncertainty: 4e-7, unit: "1/K", dictRef: "phasefit:\(name)",
        uncertaintyOrigin: .fromScatter)
    }
    return [
      .init(
        phase: "I4/mcm (140)", temperatureRange: .init(lower: 80, upper: 250), count: 5,
        principal: [principal(8.25e-6, nil, 2), principal(1.99e-5, Vector3(0, 0, 1), 1)],
        volume: coefficient(3.64e-5, "volume_thermal_expansion")),
      .init(
        phase: "C2/c (15)", run: "first", temperatureRange: .init(lower: 90.5, upper: 120),
        count: 3,
        principal: [
          principal(-2.2e-5, Vector3(-0.28, 0, 0.96), 1),
          principal(1.3e-5, Vector3(0.96, 0, 0.28), 1),
          principal(3e-5, Vector3(0, 1, 0), 1),
        ],
        volume: coefficient(2.1e-5, "volume_thermal_expansion")),
    ]
  }()

  private static func withModel(_ report: AnalysisReport) -> AnalysisReport {
    var report = report
    report.expansions = expansions
    report.sweepModel = sweepModel
    report.strainBaselines = strainBaselines
    return report
  }

  /// A report in which every element of the schema occurs.
  static let full = withModel(
    AnalysisReport(
      provenance: provenance,
      sweep: .init(
        name: "tilt", measurements: measurements,
        rejected: [
          .init(file: "c.cif", block: "c", line: 41, reason: "found 0.25O, expected a number")
        ]),
      parent: parent,
      phases: [
        .init(
          group: tetragonal, temperatureRange: .init(lower: 80, upper: 80), measurements: [0],
          run: "first", indexInParent: 6, cellMultiplication: 2, symmetry: phaseSymmetry),
        .init(
          group: cubic, temperatureRange: .init(lower: 298.15, upper: 298.15), measurements: [1]),
      ], embeddings: [embedding], distortions: [distortion], relaxedFit: relaxedFit,
      transitions: [transition],
      trajectories: [
        .init(
          measurement: 0, frameCount: 400, discardedCount: 40, blockCount: 16,
          inefficiency: .dimensionless(3.5, name: "inefficiency"),
          largestAmplitude: .length(0.21, name: "largestAmplitude"),
          distributions: [
            .init(
              transition: 0, label: "R4+",
              mean: .length(
                0.31, standardUncertainty: 0.02, origin: .fromScatter, name: "timeAverage"),
              fluctuation: .length(0.05, name: "fluctuation"), spread: .length(0.2, name: "spread"),
              peaks: [.length(-0.3, name: "peak"), .length(0.4, name: "peak")],
              barrier: .dimensionless(
                1.5, standardUncertainty: 0.1, origin: .fromScatter, name: "barrier"),
              histogram: .init(lower: -1, width: 0.5, densities: [0.2, 0.8, 0.4, 0.6]))
          ])
      ], verdict: .transition, diagnostics: diagnostics))
}
