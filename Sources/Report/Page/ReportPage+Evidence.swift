/// The evidence on the order of a transition, in words.
extension ReportPage {
  /// The items of the list; what stands elsewhere on the page is left out.
  static func evidence(_ transition: AnalysisReport.Transition) -> [Markup] {
    transition.evidence.filter { $0.name != "reason" && $0.name != "latticeChange" }.map { item in
      .element("li", [:], "\(heading(item.name)): \(text(item.value))")
    }
  }

  /// What the names of evidence in `report.xml` stand for.
  private static let headings = [
    "groupSubgroupRelated": "The phases are group and subgroup",
    "coexistenceObserved": "Both phases were seen at one temperature",
    "jumpResolved": "The jump of the order parameter exceeds its uncertainty",
    "saturation": "Saturation at low temperature",
    "p": "Parameter p of the 2-4-6 potential (negative: continuous; positive: first order)",
    "deltaAICc": "AICc of the best continuous law minus that of the 2-4-6 potential",
    "symmetry": "Symmetry",
    "parametricBootstrap": "Ttr by refits to the fitted curve with new noise",
    "pairsBootstrap": "Ttr by refits to points drawn with replacement",
    "bootstrapReplicates": "Number of these refits",
    "mostInfluentialTemperature": "The point that matters most",
    "correlationOfTcAndExponent": "Correlation of Tc and the exponent",
    "probabilityOf2-4": "Probability of so good a 2-4-6 fit if the 2-4 potential holds",
    "probabilityOf2-6": "Probability of so good a 2-4-6 fit if the 2-6 potential holds",
    "probabilityOfRuns": "Probability of so few changes of sign among the residuals by chance",
    "deltaAICcOfSmoothCurve": "AICc of a smooth curve without a transition minus that of the fit",
    "susceptibilityRatio": "Ratio of the inverse susceptibilities below and above the transition",
    "strainCoupling": "Coupling to strain",
    "volumeStrainCoupling": "Coupling to the volume",
    "preferredForm": "Which form is reported",
    "biquadraticCoupling": "Coupling of the two order parameters",
    "otherPrimary": "The other primary order parameter",
    "latticeSystems": "Lattice systems",
    "couplingBilinear": "Strain proportional to the order parameter",
    "couplingLinearQuadratic": "Strain proportional to its square",
    "baseline": "Baseline",
    "hysteresis": "Heating and cooling",
    "groupsDependOnTolerance": "Tolerance",
  ]

  private static func heading(_ name: String) -> String { headings[name] ?? words(name) }

  private static func text(_ value: AnalysisReport.Evidence.Value) -> String {
    switch value {
    case .number(let number): NumberText.rounded(number, significantDigits: 3)
    case .estimate(let estimate): SummaryText.estimate(estimate)
    case .fact(let fact): fact ? "yes" : "no"
    case .statement(let statement): words(statement)
    }
  }

  /// A name such as `groupSubgroupRelated` as words; a text with blanks stays as it is.
  static func words(_ name: String) -> String {
    guard !name.contains(" ") else { return name }
    var result = ""
    var previous: Character = " "
    for character in name {
      if character.isUppercase || character.isNumber, previous.isLowercase {
        result += " " + character.lowercased()
      } else {
        result.append(character)
      }
      previous = character
    }
    return result
  }
}
