import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The decomposition as JSON with stable keys in a fixed order, null where unknown.
///
/// - Shapes: matrices are arrays of rows; a wave vector is three fractions as strings,
///   `["1/2", "0", "0"]`; a group is `{"number", "symbol"}`.
/// - Units: amplitudes and displacements in Å, strains and occupancies dimensionless.
public enum DecompositionJSON {
  /// The decomposition as JSON text in UTF-8, ending with a line break.
  public static func render(_ report: DecompositionReport) -> String {
    value(of: report).text() + "\n"
  }

  static func value(of report: DecompositionReport) -> JSONValue {
    JSONValue([
      "version": .string(report.provenance.version),
      "parent": structure(report.parent),
      "child": structure(report.child),
      "transformation": transformation(report.transformation),
      "cellMultiplication": .integer(orNull: report.cellMultiplication),
      "index": .integer(orNull: report.index),
      "totalAmplitudeAs": .number(report.total.amplitudeAs.value),
      "totalAmplitudeAsSu": .number(orNull: report.total.amplitudeAs.standardUncertainty),
      "totalAmplitudeAp": .number(report.total.amplitudeAp.value),
      "totalOccupancyAmplitude": .number(orNull: report.total.occupancy?.value),
      "maximumDisplacement": .number(report.total.maximum.value),
      "rootMeanSquareDisplacement": .number(report.total.rootMeanSquare.value),
      "irreps": .array(report.irreps.map(component)),
      "primarySets": sets(report.primarySets),
      "strain": .array(report.strain.parts.map(strainPart)),
      "strainVoigt": .array(report.strain.voigt.map(measured)),
      "strainTensor": .array(
        (0..<3).map { row in
          .array((0..<3).map { .number(report.strain.tensor[row, $0]) })
        }),
      "rotationRemovedDegrees": .number(report.strain.rotationAngle.value),
      "domains": domains(report.domains),
      "ferroic": ferroic(report.ferroic),
      "orderParameters": .array(report.orderParameters.map(orderParameter)),
      "couplings": .array(report.couplings.map(coupling)),
      "superlattice": .array(report.superlattice.map(superlattice)),
      "displacements": .array(report.displacements.map(displacement)),
      "diagnostics": .array(report.diagnostics.map(diagnostic)),
    ])
  }

  private static func structure(_ structure: DecompositionReport.Structure) -> JSONValue {
    JSONValue([
      "number": .number(Double(structure.group.number)),
      "symbol": .string(structure.group.symbol),
      "file": .string(structure.file),
      "declared": group(structure.declared),
      "atomCount": .integer(orNull: structure.atomCount),
      "tolerance": .number(structure.tolerance.value),
    ])
  }

  private static func transformation(
    _ transformation: DecompositionReport.Transformation
  ) -> JSONValue {
    JSONValue([
      "matrix": .array(transformation.matrix.map { .array($0.map { .number($0.value) }) }),
      "origin": .array(transformation.origin.components.map { .number($0) }),
      "primitiveMatrix": .array(
        (0..<3).map { row in
          .array((0..<3).map { .number(Double(transformation.primitiveMatrix[row, $0])) })
        }),
      "primitiveOrigin": .array(transformation.primitiveOrigin.components.map { .number($0) }),
    ])
  }

  private static func component(_ component: DecompositionReport.Component) -> JSONValue {
    let other = component.otherOrigins.first
    return JSONValue([
      "label": .string(orNull: component.label),
      "mulliken": .string(orNull: component.mulliken),
      "otherOriginLabel": .string(orNull: other?.label),
      "otherOrigins": .array(
        component.otherOrigins.map { origin in
          JSONValue([
            "label": .string(origin.label), "origin": fractions(origin.origin),
          ])
        }),
      "k": fractions(component.waveVector),
      "armCount": .integer(orNull: component.armCount),
      "dimension": .integer(orNull: component.dimension),
      "smallDimension": .integer(orNull: component.smallDimension),
      "totallySymmetric": .bool(component.isTotallySymmetric),
      "direction": .string(orNull: component.direction),
      "orderParameter": .array(component.orderParameter.map(measured)),
      "amplitudeAs": .number(component.amplitudeAs.value),
      "su": .number(orNull: component.amplitudeAs.standardUncertainty),
      "amplitudeAp": .number(component.amplitudeAp.value),
      "maximumDisplacement": .number(orNull: component.maximum?.value),
      "occupancyAmplitude": measured(component.occupancy),
      "strainAmplitude": measured(component.strain),
      "shares": .array(
        component.shares.map { share in
          JSONValue(["site": .string(share.site), "fraction": .number(share.fraction)])
        }),
      "isotropySubgroup": subgroup(component.isotropySubgroup),
      "realisedDirection": .string(orNull: component.realised?.direction),
      "realisedSubgroup": subgroup(component.realised?.isotropySubgroup),
      "primaryCandidate": .bool(component.isPrimaryCandidate),
    ])
  }

  private static func subgroup(_ subgroup: DecompositionReport.IsotropySubgroup?) -> JSONValue {
    guard let subgroup else { return .null }
    return JSONValue([
      "number": .number(Double(subgroup.group.number)),
      "symbol": .string(subgroup.group.symbol),
      "index": .integer(orNull: subgroup.index),
      "size": .integer(orNull: subgroup.size),
      "freeParameters": .integer(orNull: subgroup.freeParameters),
      "basis": subgroup.basis.map { .array($0.map(fractions)) } ?? .null,
      "origin": subgroup.origin.map(fractions) ?? .null,
    ])
  }

  private static func strainPart(_ part: DecompositionReport.StrainPart) -> JSONValue {
    JSONValue([
      "label": .string(orNull: part.label), "amplitude": .number(part.amplitude.value),
      "su": .number(orNull: part.amplitude.standardUncertainty),
      "breaksSymmetry": .bool(part.breaksSymmetry),
    ])
  }

  private static func domains(_ domains: DecompositionReport.Domains?) -> JSONValue {
    guard let domains else { return .null }
    return JSONValue([
      "count": .integer(orNull: domains.count),
      "orientations": .integer(orNull: domains.orientations),
      "antiphase": .integer(orNull: domains.antiphase),
      "twinLaws": .array(domains.twinLaws.map { .string($0) }),
      "walls": .array(
        domains.walls.map { wall in
          JSONValue([
            "twinLaw": .string(wall.twinLaw), "kind": .string(wall.kind),
            "planes": .array(wall.planes.map { .string($0) }),
          ])
        }),
      "states": .array(
        domains.states.map { state in
          JSONValue([
            "operation": .string(state.operation),
            "orientation": .integer(orNull: state.orientation),
            "twinLaw": .string(orNull: state.twinLaw),
          ])
        }),
    ])
  }

  static func ferroic(_ ferroic: DecompositionReport.Ferroic?) -> JSONValue {
    guard let ferroic else { return .null }
    return JSONValue([
      "species": .string(orNull: ferroic.species),
      "ferroelectric": .string(orNull: ferroic.ferroelectric),
      "ferroelastic": .string(orNull: ferroic.ferroelastic),
    ])
  }

  static func sets(_ sets: [[String]]) -> JSONValue {
    .array(sets.map { .array($0.map { .string($0) }) })
  }

  /// An irrep of a phase in the summary of a sweep.
  static func phaseIrrep(_ irrep: AnalysisReport.PhaseIrrep) -> JSONValue {
    JSONValue([
      "label": .string(irrep.label), "k": fractions(irrep.waveVector),
      "direction": .string(irrep.direction),
      "isotropySubgroup": subgroup(irrep.isotropySubgroup),
      "realisedDirection": .string(orNull: irrep.realised?.direction),
      "realisedSubgroup": subgroup(irrep.realised?.isotropySubgroup),
      "totallySymmetric": .bool(irrep.isTotallySymmetric),
      "primaryCandidate": .bool(irrep.isPrimaryCandidate),
    ])
  }

  static func domainCounts(_ domains: DecompositionReport.Domains?) -> JSONValue {
    guard let domains else { return .null }
    return JSONValue([
      "count": .integer(orNull: domains.count),
      "orientations": .integer(orNull: domains.orientations),
      "antiphase": .integer(orNull: domains.antiphase),
    ])
  }

  /// The consequences of a transition of a sweep; invariants and reflections stand in the XML.
  static func consequences(_ consequences: SymmetryConsequences?) -> JSONValue {
    guard let consequences else { return .null }
    return JSONValue([
      "reference": group(consequences.reference),
      "primarySets": sets(consequences.primarySets),
      "domains": domains(consequences.domains), "ferroic": ferroic(consequences.ferroic),
      "couplings": .array(consequences.couplings.map(coupling)),
    ])
  }

  private static func orderParameter(
    _ parameter: DecompositionReport.OrderParameter
  ) -> JSONValue {
    JSONValue([
      "label": .string(parameter.label),
      "landau": .bool(parameter.satisfiesLandau),
      "cubicTermOnDirection": .bool(parameter.hasCubicTermOnDirection),
      "lifshitz": .bool(parameter.satisfiesLifshitz),
      "verdict": .string(parameter.verdict),
      "invariants": .array(
        parameter.invariants.map { invariants in
          JSONValue([
            "degree": .integer(orNull: invariants.degree),
            "count": .integer(orNull: invariants.count),
            "polynomials": .array(invariants.polynomials.map { .string($0) }),
            "onDirection": .array(invariants.onDirection.map { .string($0) }),
          ])
        }),
    ])
  }

  private static func coupling(_ coupling: DecompositionReport.Coupling) -> JSONValue {
    JSONValue([
      "label": .string(coupling.label),
      "powers": .array(
        coupling.powers.map { power in
          JSONValue([
            "label": .string(power.label), "exponent": .integer(orNull: power.exponent),
          ])
        }),
      "kinds": .array(coupling.kinds.map { .string($0) }),
    ])
  }

  private static func superlattice(_ star: DecompositionReport.Superlattice) -> JSONValue {
    JSONValue([
      "k": fractions(star.waveVector),
      "rule": .string(star.rule),
      "reflections": .array(
        star.reflections.map { reflection in
          JSONValue([
            "indices": fractions(reflection.indices), "spacing": .number(reflection.spacing),
            "multiplicity": .integer(orNull: reflection.multiplicity),
            "allowed": .bool(reflection.isAllowed),
          ])
        }),
    ])
  }

  private static func displacement(
    _ displacement: AnalysisReport.SiteDisplacement
  ) -> JSONValue {
    JSONValue([
      "site": .string(displacement.label),
      "position": .array(displacement.position.components.map { .number($0) }),
      "displacement": .array(displacement.components.map { .number($0.value) }),
      "su": .array(displacement.components.map { .number(orNull: $0.standardUncertainty) }),
      "occupancy": measured(displacement.occupancy),
    ])
  }

  private static func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
    JSONValue([
      "severity": .string(diagnostic.severity.rawValue),
      "code": .string(diagnostic.code),
      "message": .string(diagnostic.message),
      "file": .string(orNull: diagnostic.file),
      "line": .integer(orNull: diagnostic.line),
    ])
  }

  private static func group(_ group: SpaceGroupType?) -> JSONValue {
    guard let group else { return .null }
    return JSONValue([
      "number": .number(Double(group.number)), "symbol": .string(group.symbol),
    ])
  }

  private static func measured(_ quantity: Quantity?) -> JSONValue {
    guard let quantity else { return .null }
    return JSONValue([
      "value": .number(quantity.value), "su": .number(orNull: quantity.standardUncertainty),
    ])
  }

  private static func fractions(_ values: [Rational]) -> JSONValue {
    .array(values.map { .string($0.description) })
  }
}
