import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// Decompositions with made-up but complete content.
enum SampleDecomposition {
  static let half = Rational(1, 2)

  /// A tilt of octahedra that halves nothing: two free coordinates, two modes, one strain mode and
  /// one occupancy mode; x of O1 is tied to y with the opposite sign.
  static let modes = ModeTable(
    group: SampleReport.tetragonal, setting: "I 4/m c m",
    operations: [
      .identity,
      SymmetryOperation(
        rotation: IntegerMatrix3(diagonal: -1, -1, -1), translation: [.zero, .zero, half]),
    ],
    cell: [5.5, 5.5, 7.8, 90, 90, 90], parentCell: [3.9, 3.9, 3.9, 90, 90, 90],
    transformation: "a-b,a+b,2c;0,0,0",
    sites: [
      .init(
        label: "O1", element: "O", multiplicity: 8, position: Vector3(0.25, 0.75, 0), occupancy: 1,
        free: [true, false, true], dependence: [[1, 0, 0], [-1, 0, 0], [0, 0, 1]]),
      .init(
        label: "Ti", element: "Ti", multiplicity: 4, position: Vector3(0, 0, 1.0 / 3),
        occupancy: 0.5, free: [false, false, false],
        dependence: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], hasFreeOccupancy: true),
      .init(
        label: "Ti_Zr", element: "Zr", multiplicity: 4, position: Vector3(0, 0, 1.0 / 3),
        occupancy: 0.5, free: [false, false, false],
        dependence: [[0, 0, 0], [0, 0, 0], [0, 0, 0]], hasFreeOccupancy: true, companion: 1),
    ],
    displacive: [
      .init(
        label: "Pm-3m[1/2,1/2,1/2]R4+(a,0,0)[O:dsp](a)", irrep: "R4+", norm: 0.0333,
        column: [1, 0.5], amplitude: 0.7),
      .init(
        label: "Pm-3m[0,0,0]GM1+(a)[O:dsp](a)", irrep: "GM1+", norm: 0.05, column: [-0.25, 1],
        amplitude: -0.1),
    ],
    strain: [
      .init(
        label: "Pm-3m[0,0,0]GM3+(a)strain(a)", irrep: "GM3+", norm: 0.8,
        column: [-0.5, -0.5, 1, 0, 0, 0], amplitude: 0.01)
    ],
    occupancy: [
      .init(
        label: "Pm-3m[0,0,0]GM1+(a)[Ti:Ti:occ](a)", irrep: "GM1+", norm: 0.5, column: [1, 0],
        amplitude: 0.2),
      .init(
        label: "Pm-3m[0,0,0]GM1+(a)[Ti:Zr:occ](a)", irrep: "GM1+", norm: 0.5, column: [0, 1],
        amplitude: -0.2),
    ])

  private static func structure(_ file: String, _ group: SpaceGroupType)
    -> DecompositionReport.Structure
  {
    DecompositionReport.Structure(
      file: file, group: group, declared: group,
      cell: AnalysisReport.Cell(
        UnitCell(
          lengths: [3.9, 3.9, 3.9].map { MeasuredValue($0, standardUncertainty: 0.001) },
          anglesDegrees: [90, 90, 90].map { MeasuredValue($0) })),
      atomCount: 5, tolerance: SampleReport.ångström(0.001, nil, "tolerance"))
  }

  static let subgroup = DecompositionReport.IsotropySubgroup(
    group: SampleReport.tetragonal, index: 6, size: 2, freeParameters: 1,
    basis: [[half, half, .zero], [Rational(-1, 2), half, .zero], [.zero, .zero, Rational(2)]],
    origin: [.zero, .zero, half])

  /// A report in which every part is present.
  static let full = DecompositionReport(
    provenance: SampleReport.provenance,
    parent: structure("parent.cif", SampleReport.cubic),
    child: structure("child.cif", SampleReport.tetragonal),
    transformation: .init(
      matrix: [
        [Rational(1), Rational(1), .zero], [Rational(-1), Rational(1), .zero],
        [.zero, .zero, Rational(2)],
      ], origin: Vector3(0, 0, 0.5),
      primitiveMatrix: IntegerMatrix3([1, 1, 0, -1, 1, 0, 0, 0, 2]),
      primitiveOrigin: Vector3(0, 0, 0.5), primitiveBasis: 3.9 * .identity),
    cellMultiplication: 2, index: 6,
    total: .init(
      amplitudeAs: SampleReport.ångström(0.7071, 0.002, "amplitude_as"),
      amplitudeAp: SampleReport.ångström(0.5, 0.0014, "amplitude_ap"),
      maximum: SampleReport.ångström(0.35, nil, "maximum_displacement"),
      rootMeanSquare: SampleReport.ångström(0.2, nil, "rms_displacement"),
      occupancy: SampleReport.number(0.2, nil, "occupancy_amplitude_as")),
    strain: .init(
      tensor: Matrix3(diagonal: Vector3(-0.005, -0.005, 0.01)),
      voigt: [-0.005, -0.005, 0.01, 0, 0, 0].map { SampleReport.number($0, 1e-4, "strain_voigt") },
      parts: [
        .init(
          label: "GM1+", amplitude: SampleReport.number(1e-4, nil, "strain_amplitude"),
          breaksSymmetry: false),
        .init(
          label: "GM3+", amplitude: SampleReport.number(0.0122, 2e-4, "strain_amplitude"),
          breaksSymmetry: true),
      ], rotationAngle: SampleReport.number(0.1, nil, "rotation_angle")),
    irreps: [
      .init(
        label: "R4+", mulliken: "T1g",
        otherOrigins: [.init(label: "R5-", origin: [half, half, half])],
        waveVector: SampleReport.rPoint, armCount: 1, dimension: 3, smallDimension: 3,
        direction: "(a,b,0)",
        orderParameter: [SampleReport.ångström(0.7, 0.002, "order_parameter")],
        amplitudeAs: SampleReport.ångström(0.7, 0.002, "amplitude_as"),
        amplitudeAp: SampleReport.ångström(0.495, 0.0014, "amplitude_ap"),
        maximum: SampleReport.ångström(0.35, nil, "maximum_displacement"),
        occupancy: SampleReport.number(0, nil, "occupancy_amplitude_as"),
        strain: SampleReport.number(0, nil, "strain_amplitude"),
        shares: [.init(site: "O1", fraction: 1)], isotropySubgroup: subgroup,
        realised: .init(direction: "(a,0,0)", isotropySubgroup: subgroup),
        isPrimaryCandidate: true)
    ],
    primarySets: [["R4+"], ["M3+", "X5-"]],
    domains: .init(
      count: 6, orientations: 3, antiphase: 2,
      states: [
        .init(operation: "x,y,z", orientation: 0),
        .init(operation: "z,x,y", orientation: 1, twinLaw: "3 [111]"),
      ], twinLaws: ["m [101]", "m [011]"],
      walls: [
        .init(twinLaw: "m [101]", kind: "pair", planes: ["(101)", "(10-1)"]),
        .init(twinLaw: "3 [111]", kind: "none", planes: []),
      ]),
    ferroic: .init(
      species: "m-3mF4/mmm", ferroelectric: "proper", ferroelastic: "improper"),
    orderParameters: [
      .init(
        label: "R4+", satisfiesLandau: true, hasCubicTermOnDirection: false,
        satisfiesLifshitz: true, verdict: "a continuous transition is allowed",
        invariants: [
          .init(
            degree: 2, count: 1, polynomials: ["Q1^2 + Q2^2 + Q3^2"], onDirection: ["a^2"])
        ])
    ],
    couplings: [
      .init(label: "GM3+", powers: [.init(label: "R4+", exponent: 2)], kinds: ["strain"]),
      .init(label: "GM1+", powers: [.init(label: "R4+", exponent: 1)], kinds: []),
    ],
    superlattice: [
      .init(
        waveVector: SampleReport.rPoint, rule: "h, k, l all half-integral",
        reflections: [
          .init(indices: [half, half, Rational(3, 2)], spacing: 2.35, multiplicity: 24)
        ])
    ],
    displacements: [
      .init(
        label: "O1", position: Vector3(0.5, 0, 0),
        components: [0, 0.35, 0].map { SampleReport.ångström($0, 0.001, "displacement") },
        occupancy: SampleReport.number(0.1, nil, "occupancy_deviation"))
    ],
    modes: modes,
    diagnostics: [Diagnostic(.note, code: "no-su", message: "no standard uncertainties")])
}
