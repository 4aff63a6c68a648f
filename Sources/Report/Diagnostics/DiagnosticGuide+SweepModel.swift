// Codes of the model of the whole sweep.

extension DiagnosticGuide {
  /// Codes of the comparison of order parameters.
  static let sweepModel: [DiagnosticGuide] = [
    DiagnosticGuide(
      "breaking-below-scatter", "The symmetry is broken by less than the scatter",
      meaning: "Each structure has its group within its own precision, but structures of several "
        + "instruments or refinements differ by more than the symmetry breaking.",
      effect: "The irreps are those that the groups need; their amplitudes are not significant.",
      remedy: "Analyse the series of each instrument on its own."),
    DiagnosticGuide(
      "no-candidate-set", "No set of irreps has the groups of the phases",
      meaning: "The isotropy subgroups of the irreps seen in the structures do not intersect in "
        + "the groups found.",
      effect: "No model of the sweep is fitted, and primary order parameters are named by size.",
      remedy: "Check the groups; magnetism and occupancies that were not refined do not show in "
        + "positions."),
    DiagnosticGuide(
      "sweep-too-large", "The sweep has too many free coordinates for the model",
      meaning: "The model solves one linear system of the size of all free coordinates of all "
        + "structures.",
      effect: "No model of the sweep is fitted.",
      remedy: "Analyse fewer temperatures, or structures of higher symmetry."),
    DiagnosticGuide(
      "primaries-not-distinguished", "Two sets of order parameters explain the sweep",
      meaning: "Symmetry leaves several sets of primary irreps, and the evidence of two of them "
        + "differs by too little.",
      effect: "The one with the larger evidence is called primary; it may be the other.",
      remedy: "Measure more temperatures, or more precisely, where their amplitudes differ."),
    DiagnosticGuide(
      "candidates-omitted", "Further sets of order parameters were not fitted",
      meaning: "Symmetry leaves many sets; those with the weakest members were left out.",
      effect: "None where the chosen set describes the sweep.",
      remedy: "None is needed."),
    DiagnosticGuide(
      "sweep-model-not-converged", "The model of the sweep was still improving",
      meaning: "The limit of iterations came before the objective stopped falling.",
      effect: "Its residual is an upper bound; secondary distortions may be less exact.",
      remedy: "Compare with another `--seed`."),
    DiagnosticGuide(
      "sweep-not-described", "The model does not describe the sweep",
      meaning: "The residuals are larger than the stated uncertainties allow, also with further "
        + "order parameters.",
      effect: "The choice of order parameters and predictions are doubtful.",
      remedy: "Look at the temperatures named: uncertainties too small, several domains, or a "
        + "wrong parent are the usual causes."),
    DiagnosticGuide(
      "uncertainties-too-large", "The stated uncertainties look too large",
      meaning: "The structures agree with one smooth model much better than they should.",
      effect: "Uncertainties of order parameters and temperatures are too wide.",
      remedy: "Check how the uncertainties were estimated; constraints of a refinement that are "
        + "not stated have this effect."),
    DiagnosticGuide(
      "uncertainties-scaled", "Uncertainties were scaled to the scatter",
      meaning: "Neighbouring temperatures differ by more than the uncertainties allow, or none "
        + "are stated and the printed digits are finer than the scatter.",
      effect: "The model weighs the structures with the larger uncertainties.",
      remedy: "None is needed."),
    DiagnosticGuide(
      "direction-may-rotate", "An order parameter has several free components",
      meaning: "The group of a phase admits more than one component of the irrep.",
      effect: "The amplitude printed is the projection on the leading direction.",
      remedy: "Look at the components in `model.json` where the direction matters."),
    DiagnosticGuide(
      "independent-secondary", "A secondary irrep is no function of the primary ones",
      meaning: "With the primary order parameters alone the model does not describe the sweep; "
        + "with an amplitude of its own for the irrep named it does better.",
      effect: "The irrep is fitted beside the primary ones, which symmetry makes sufficient.",
      remedy: "Look at its amplitude over temperature: an onset of its own, or underestimated "
        + "uncertainties."),
    DiagnosticGuide(
      "secondary-means", "What secondary means for the irreps named",
      meaning: "Their amplitudes are smooth functions of the primary order parameters on the "
        + "temperatures measured.",
      effect: "An independent order parameter that appears below the transition of the primary "
        + "would look the same.",
      remedy: "Compare the exponent of the secondary with the one that symmetry predicts."),
  ]
}
