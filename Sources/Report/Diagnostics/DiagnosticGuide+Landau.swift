// Codes of Landau fits and of tables of order parameters.

extension DiagnosticGuide {
  /// Codes of Landau fits.
  static let landau: [DiagnosticGuide] = [
    DiagnosticGuide(
      "landau-bad-input", "A number that cannot be fitted",
      meaning: "A temperature, an amplitude or an uncertainty is not finite, or an uncertainty is "
        + "not positive.",
      effect: "No fit is made.",
      remedy: "Correct the value named."),
    DiagnosticGuide(
      "landau-bad-table", "A table that cannot be read",
      meaning: "A column is missing, a row is too short, or a text stands where a number should.",
      effect: "No fit is made.",
      remedy: "Correct the line named; `phasefit landau --help` shows the columns."),
    DiagnosticGuide(
      "landau-no-admissible-curve", "No curve of this form agrees with the observed phases",
      meaning: "Within the form named, every curve would be distorted where the parent was "
        + "observed, or the reverse.",
      effect: "The form is left out of the comparison.",
      remedy: "Nothing, unless phases of some points are assigned wrongly."),
    DiagnosticGuide(
      "landau-too-few-points", "Too few distorted points",
      meaning: "Five distorted points are needed for a fit of fixed form, six for a free one.",
      effect: "Amplitudes and the bracket are all that is reported.",
      remedy: "Measure more temperatures below the transition."),
    DiagnosticGuide(
      "landau-too-few-temperatures", "Too few different temperatures",
      meaning: "Repeated measurements at one temperature do not show a trend.",
      effect: "Amplitudes and the bracket are all that is reported.",
      remedy: "Measure more temperatures below the transition."),
    DiagnosticGuide(
      "landau-form-assumed", "The form of the potential is assumed",
      meaning: "There are enough points for a temperature and not for the form.",
      effect:
        "The interval of the temperature covers a 2-4 and a 2-6 potential; order and exponent "
        + "are left open.",
      remedy: "Measure more temperatures."),
    DiagnosticGuide(
      "landau-isosymmetric", "Both phases have one space group",
      meaning: "No symmetry is broken, so that no potential in even powers applies.",
      effect: "No order parameter is fitted.",
      remedy: "Look for a step in cell and coordinates: an isosymmetric transition is of first "
        + "order."),
    DiagnosticGuide(
      "landau-no-group-subgroup", "The phases are not group and subgroup",
      meaning: "An amplitude that describes one of them is no order parameter of the other.",
      effect: "No fit is made for this transition, which is of first order.",
      remedy: "Choose another parent with `--parent` where there is one."),
    DiagnosticGuide(
      "landau-phases-interleaved", "Parent structures lie among distorted ones",
      meaning: "Most distorted points were measured above the coldest parent.",
      effect: "No fit is made.",
      remedy: "Check temperatures and groups; analyse heating and cooling apart."),
    DiagnosticGuide(
      "landau-incomplete-su", "Only some points state an uncertainty",
      meaning: "Weights need an uncertainty for every point.",
      effect: "Fits are unweighted, and uncertainties come from the scatter.",
      remedy: "Give uncertainties for all points or for none."),
    DiagnosticGuide(
      "landau-no-trend", "The order parameter does not fall",
      meaning: "A constant describes the points as well as a curve that falls.",
      effect: "No potential can be found from them; the bracket is reported.",
      remedy: "Measure closer to the transition."),
    DiagnosticGuide(
      "landau-no-break", "A smooth polynomial does as well",
      meaning: "Up to the highest temperature a polynomial describes the points as well as every "
        + "law with a transition.",
      effect: "No transition is established in this range.",
      remedy: "Measure to higher temperatures, into the parent phase."),
    DiagnosticGuide(
      "landau-no-parent-point", "The parent phase was not observed",
      meaning: "All points are distorted.",
      effect: "Only a lower bound of the transition temperature is reported.",
      remedy: "Measure above the transition."),
    DiagnosticGuide(
      "landau-not-converged", "A fit ended without a minimum",
      meaning: "The minimiser stopped for the reason in the message.",
      effect: "The numbers of this form are not to be trusted.",
      remedy: "Look at the points; a form with more parameters than they determine is the usual "
        + "cause."),
    DiagnosticGuide(
      "landau-scatter-exceeds-su", "The points scatter more than they state",
      meaning: "χ² of the best fit is significantly larger than its degrees of freedom: the "
        + "uncertainties of refinements are often too small, or no form fits.",
      effect: "Intervals are widened by √(χ²/ν).",
      remedy: "Look at the residuals; random ones mean small uncertainties, a pattern means that "
        + "the form is wrong."),
    DiagnosticGuide(
      "landau-systematic-residuals", "Residuals follow a pattern",
      meaning: "There are fewer changes of sign among residuals than chance gives.",
      effect: "The form does not follow the points, and its temperature may be off.",
      remedy: "Look at the residuals of the figure; fit a smaller range of temperatures."),
    DiagnosticGuide(
      "landau-outside-bracket", "The fit contradicts the bracket",
      meaning: "The fitted temperature lies outside the interval between the last distorted and "
        + "the first undistorted structure.",
      effect: "Temperature and order are withdrawn; the bracket is reported. Where the interval "
        + "reaches into the bracket only the value is withheld.",
      remedy: "Look for superheating, wrong temperatures, or a second transition below."),
    DiagnosticGuide(
      "landau-at-bound", "The fit ends on a bound that the phases set",
      meaning: "The points ask for a transition temperature that the observed phases exclude.",
      effect: "Temperature and order are withdrawn; the bracket is reported.",
      remedy: "Check the points next to the transition."),
    DiagnosticGuide(
      "landau-no-points-near-transition", "No points near the transition",
      meaning: "An exponent is a property of the last tenths of the range, and too few points lie "
        + "there.",
      effect: "No exponent is reported.",
      remedy: "Measure closer to the transition."),
    DiagnosticGuide(
      "landau-no-exponent", "A power law does not describe the points",
      meaning: "The order parameter jumps, and the power law is worse than a potential.",
      effect: "No exponent is reported: a transition of first order has none.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "landau-saturation-matters", "Low temperatures decide the order",
      meaning: "Fits with and without the points that quantum saturation flattens disagree on the "
        + "sign of p.",
      effect: "The order of the transition is left open.",
      remedy: "Measure more temperatures between half the transition temperature and the "
        + "transition."),
    DiagnosticGuide(
      "landau-saturation-unchecked", "Saturation could not be checked",
      meaning: "Too few points remain above the temperatures where quantum saturation may matter.",
      effect: "The order of the transition is left open.",
      remedy: "Measure more temperatures between half the transition temperature and the "
        + "transition."),
    DiagnosticGuide(
      "landau-temperature-su-unused", "Uncertainties of temperature are not used",
      meaning: "Temperatures state uncertainties and amplitudes do not.",
      effect: "The scatter, from which uncertainties come, contains that of the temperatures.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "landau-too-close-to-transition", "A point too close to the transition for its temperature",
      meaning: "Its uncertainty of temperature is comparable to its distance from the transition, "
        + "where the curve is vertical.",
      effect: "The point is left out of the fits.",
      remedy: "State a smaller uncertainty of temperature if it is one."),
    DiagnosticGuide(
      "landau-influential-temperature", "The result rests on one measurement",
      meaning: "Without the measurement named, the transition temperature moves by more than three "
        + "of its standard uncertainties.",
      effect: "The uncertainty stated is that of a model that may be wrong.",
      remedy: "Measure another temperature near it."),
    DiagnosticGuide(
      "landau-form-changes", "The form of the law changes near the transition",
      meaning: "All points and those nearest the transition give different temperatures, the "
        + "points ask for one that the observed phases exclude, or they lie systematically beside "
        + "the best of all forms.",
      effect: "No value is reported; the interval of the temperature reaches to the bracket.",
      remedy: "Measure more temperatures near the transition, or fit those alone."),
    DiagnosticGuide(
      "landau-several-transitions", "The order parameter leaves its law at a lower transition",
      meaning: "One law above a temperature and a smooth curve below it describe the points better "
        + "than every single form.",
      effect: "The transition to the parent is fitted to the points above; the excess of the "
        + "square below is fitted as a second order parameter.",
      remedy: "Look at the points; analyse structures, which tell the order parameters apart."),
    DiagnosticGuide(
      "landau-calorimetry-unused", "The calorimetric number is not used",
      meaning: "No potential describes the points, or the number contradicts the potential.",
      effect: "Entropy and heat are given in units of the potential only.",
      remedy: "Measure more temperatures, or check unit and sign of the number."),
  ]

  /// Codes of tables of order parameters.
  static let tables: [DiagnosticGuide] = [
    DiagnosticGuide(
      "table-repeated-row", "A row is repeated",
      meaning: "Two rows have the same values.",
      effect: "The row counts once.",
      remedy: "Remove one; where both were measured, state the branch."),
    DiagnosticGuide(
      "table-repeated-temperature", "Several rows at one temperature",
      meaning: "Nothing says which of them belong to heating or cooling.",
      effect: "They are taken as repeated measurements.",
      remedy: "Add a column `branch` where they are heating and cooling."),
    DiagnosticGuide(
      "table-ignored-column", "Columns that are not used",
      meaning: "The table has columns with names that have no meaning here.",
      effect: "They are not read.",
      remedy: "Check their spelling with `phasefit landau --help`."),
    DiagnosticGuide(
      "table-phases-assigned", "Phases were assigned by a rule",
      meaning: "The table does not say which rows belong to the parent phase.",
      effect: "The rule in the message decides.",
      remedy: "Add a column `phase` where the rule is wrong."),
    DiagnosticGuide(
      "table-cell-completed", "Lattice parameters that the table does not give",
      meaning: "Columns of some lengths or angles are missing, as symmetry allows.",
      effect: "They are taken as the message says.",
      remedy: "Add the columns, or name the crystal system, where this is wrong."),
    DiagnosticGuide(
      "table-one-length", "A table of one cell length",
      meaning: "Of the cell the table gives a single length and neither the other two nor the "
        + "crystal system.",
      effect: "No strain can be seen: a transition that makes the cell tetragonal, say, changes "
        + "the ratio of its lengths. The verdict is that the data do not suffice, not that there "
        + "is no transition.",
      remedy: "Add columns of the other lengths, equal ones where the cell is cubic throughout."),
    DiagnosticGuide(
      "table-incomplete-row", "Rows without all lattice parameters",
      meaning: "A row leaves fields empty that other rows fill.",
      effect: "The rows are left out.",
      remedy: "Fill the fields, or remove the rows."),
    DiagnosticGuide(
      "lattice-metric-only", "Lattice parameters instead of structures",
      meaning:
        "The metric can have more symmetry than the structure, most of all near a transition.",
      effect: "The temperature is where strain appears; no space group and no irrep is given.",
      remedy: "Analyse structures for the symmetry of the transition."),
    DiagnosticGuide(
      "lattice-no-strain", "No spontaneous strain",
      meaning: "All rows have the metric of one lattice system, or no row that of a parent.",
      effect: "No strain and no fit is reported.",
      remedy: "Measure both phases, or state the phase of each row in a column `phase`."),
    DiagnosticGuide(
      "lattice-few-parents", "Too few rows of the parent for a volume strain",
      meaning: "The volume strain rests on the extrapolated lattice of the parent.",
      effect: "Only the symmetry-breaking strain is analysed.",
      remedy: "Measure at least three temperatures above the transition."),
    DiagnosticGuide(
      "lattice-strain-unresolved", "Strain that is not resolved",
      meaning: "Rows below distorted ones look like the parent within the tolerance.",
      effect: "They count as distorted.",
      remedy: "State the phase of each row where this is wrong."),
    DiagnosticGuide(
      "lattice-system-depends-on-tolerance", "A lattice system that the tolerance decides",
      meaning: "At a third or three times the tolerance the metric has another symmetry.",
      effect: "The system at the tolerance itself is used.",
      remedy: "State the phase of each row where this is wrong."),
  ]
}
