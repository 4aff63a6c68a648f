import PhaseFitSymmetry

/// The terms of a page in a sentence each, only those that the page uses.
extension ReportPage {
  static func terms(_ report: AnalysisReport) -> [Markup] {
    guard report.verdict != nil else { return [] }
    let transitions = report.transitions
    let parameters = transitions.flatMap { $0.primary + $0.secondary }
    var terms = [
      (
        "187.1(4)",
        "A value with its standard uncertainty (s.u.) in units of the last digit: 187.1 ± 0.4."
      )
    ]
    func add(_ term: String, _ meaning: String, if isUsed: Bool) {
      if isUsed { terms.append((term, meaning)) }
    }
    add(
      "Parent", "The structure of highest symmetry, of which all others are distortions.",
      if: report.parent != nil)
    add(
      "Index",
      "The number of domain states of a phase: the order of the parent's group over that of the "
        + "phase's group.", if: report.phases.contains { $0.indexInParent != nil })
    add(
      "Bracket",
      "The neighbouring measured temperatures between which the phase changes; it rests on no fit.",
      if: transitions.contains { $0.bracket != nil })
    add(
      "Irrep",
      "Irreducible representation of the parent's space group, named as in the ISO-IR tables: the "
        + "way in which a distortion breaks the symmetry. k is its wave vector in units of the "
        + "parent's reciprocal axes, the letters in brackets its direction.",
      if: parameters.contains { $0.label != nil })
    add(
      "Primary, secondary",
      "The order parameter that drives the transition, and the distortions that follow from it.",
      if: !parameters.isEmpty)
    add(
      "As, Ap",
      "Amplitude of a distortion: the root of the sum of the squared displacements of all atoms in "
        + "one primitive cell of the structure (As) or of the parent (Ap).",
      if: parameters.contains { $0.norm == .parentPrimitiveCell })
    add(
      "Frobenius norm", "The root of the sum of the squares of all nine components of the strain.",
      if: parameters.contains { $0.norm == .frobenius })
    add(
      "Ttr, Tc, T+",
      "The temperature at which both phases are equally stable, the one below which the parent is "
        + "unstable, and the one above which the distorted phase is unstable. They coincide in a "
        + "continuous transition.", if: transitions.contains { $0.temperature != nil })
    add(
      "2-4, 2-4-6, 2-3-4, 2-6",
      "Landau potentials, by the powers of the order parameter that they keep. In their formulas "
        + "g(T) is T, or Θs coth(Θs/T) where a form saturates at low temperature.",
      if: transitions.contains { !$0.fits.isEmpty })
    add(
      "AICc",
      "Akaike's criterion with its correction for few points: models are compared by it, and the "
        + "smaller is the better.", if: transitions.contains { !$0.fits.isEmpty })
    add(
      "Relaxed weights",
      "Weights of an equivariant network that are zero in the parent and grow only where the data "
        + "break its symmetry; those of the sweep model are order parameters on the scale of Ap.",
      if: report.relaxedFit != nil)
    return [
      .element(
        "details", ["class": "terms"],
        [.element("summary", [:], "Terms used on this page"), list(terms)])
    ]
  }
}
