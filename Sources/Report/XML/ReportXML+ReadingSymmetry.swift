import PhaseFitNumerics

private typealias Reader = ReportXMLReader

extension ReportXML {
  static func readIrrep(
    _ node: XMLElementNode
  ) throws(ReportError) -> AnalysisReport.IrrepAmplitude {
    AnalysisReport.IrrepAmplitude(
      label: try Reader.attribute("label", of: node), waveVector: try Reader.waveVector(node),
      dimension: try Reader.requiredInteger("dimension", of: node),
      isTotallySymmetric: try Reader.flag("totallySymmetric", of: node),
      displacementAs: try Reader.quantity(node.child("displacementAs")),
      displacementAp: try Reader.quantity(node.child("displacementAp")),
      maximumDisplacement: try Reader.quantity(node.child("maximumDisplacement")),
      strain: try Reader.quantity(node.child("strain")),
      occupancy: try Reader.quantity(node.child("occupancyAmplitude")),
      otherLabels: try elements("otherOrigin", in: node) { (other) throws(ReportError) in
        AnalysisReport.IrrepAmplitude.OriginLabel(
          label: try Reader.attribute("label", of: other),
          originShift: try Reader.fractions("originShift", of: other))
      })
  }

  static func readConsequences(
    _ node: XMLElementNode?
  ) throws(ReportError) -> SymmetryConsequences? {
    guard let node else { return nil }
    return SymmetryConsequences(
      reference: try Reader.group(node.child("reference")), primarySets: readPrimarySets(node),
      domains: try readDomains(node.child("domains")),
      ferroic: readFerroic(node.child("ferroic")),
      orderParameters: try elements(
        "orderParameter", in: node.child("orderParameters"), readPrimary),
      couplings: try elements("coupling", in: node.child("couplings"), readCoupling),
      superlattice: try elements("star", in: node.child("superlattice"), readSuperlattice))
  }

  static func readPrimarySets(_ node: XMLElementNode) -> [[String]] {
    (node.child("primarySets")?.children("set") ?? []).map { set in
      set.children("irrep").map { $0.text ?? "" }
    }
  }

  static func readDomains(
    _ node: XMLElementNode?
  ) throws(ReportError) -> DecompositionReport.Domains? {
    guard let node else { return nil }
    return DecompositionReport.Domains(
      count: try Reader.requiredInteger("count", of: node),
      orientations: try Reader.requiredInteger("orientations", of: node),
      antiphase: try Reader.requiredInteger("antiphase", of: node),
      states: try elements("state", in: node) { (state) throws(ReportError) in
        DecompositionReport.DomainState(
          operation: try Reader.attribute("operation", of: state),
          orientation: try Reader.requiredInteger("orientation", of: state),
          twinLaw: state[attribute: "twinLaw"])
      }, twinLaws: node.children("twinLaw").map { $0.text ?? "" },
      walls: try elements("wall", in: node) { (wall) throws(ReportError) in
        DecompositionReport.DomainWall(
          twinLaw: try Reader.attribute("twinLaw", of: wall),
          kind: try Reader.attribute("kind", of: wall),
          planes: wall.children("plane").map { $0.text ?? "" })
      })
  }

  private static func readPrimary(
    _ node: XMLElementNode
  ) throws(ReportError) -> DecompositionReport.OrderParameter {
    DecompositionReport.OrderParameter(
      label: try Reader.attribute("label", of: node),
      satisfiesLandau: try Reader.flag("landau", of: node),
      hasCubicTermOnDirection: try Reader.flag("cubicTermOnDirection", of: node),
      satisfiesLifshitz: try Reader.flag("lifshitz", of: node),
      verdict: try Reader.attribute("verdict", of: node),
      invariants: try elements("invariants", in: node) { (invariants) throws(ReportError) in
        DecompositionReport.Invariants(
          degree: try Reader.requiredInteger("degree", of: invariants),
          count: try Reader.requiredInteger("count", of: invariants),
          polynomials: invariants.children("polynomial").map { $0.text ?? "" },
          onDirection: invariants.children("onDirection").map { $0.text ?? "" })
      })
  }

  private static func readCoupling(
    _ node: XMLElementNode
  ) throws(ReportError) -> DecompositionReport.Coupling {
    DecompositionReport.Coupling(
      label: try Reader.attribute("label", of: node),
      powers: try elements("power", in: node) { (power) throws(ReportError) in
        DecompositionReport.Coupling.Power(
          label: try Reader.attribute("label", of: power),
          exponent: try Reader.requiredInteger("exponent", of: power))
      },
      kinds: (node[attribute: "kinds"] ?? "").split(separator: ", ").map(String.init))
  }

  private static func readSuperlattice(
    _ node: XMLElementNode
  ) throws(ReportError) -> DecompositionReport.Superlattice {
    DecompositionReport.Superlattice(
      waveVector: try Reader.waveVector(node), rule: try Reader.attribute("rule", of: node),
      reflections: try elements("reflection", in: node) { (reflection) throws(ReportError) in
        DecompositionReport.Reflection(
          indices: try Reader.fractions("indices", of: reflection),
          spacing: try Reader.requiredNumber("spacing", of: reflection),
          multiplicity: try Reader.integer("multiplicity", of: reflection),
          isAllowed: try Reader.flag("allowed", of: reflection))
      })
  }
}
