extension ReportSchema {
  /// The element that holds the irreps of a phase.
  static let phaseSymmetry = SchemaElement(
    "symmetry", "What breaks the symmetry of the parent in the phase.", .optional,
    attributes: [
      attribute(
        "explained", "xs:boolean",
        "Whether the isotropy subgroups of all irreps intersect in the group of the phase.")
    ],
    children: [
      SchemaElement(
        "irrep", "An irrep of the parent that is present.", .many,
        attributes: [
          attribute("label", "xs:token", "The Miller–Love label."),
          attribute("k", "r:waveVector", "One arm of the star."),
          attribute("direction", "xs:token", "The direction that the group of the phase admits."),
          attribute(
            "totallySymmetric", "xs:boolean", "Whether it keeps the parent's symmetry."),
          attribute(
            "primaryCandidate", "xs:boolean", "Whether it belongs to a set of primary irreps."),
        ],
        children: [
          subgroup("isotropySubgroup", "The group that leaves the direction unchanged."),
          realisedDirection,
        ]),
      primarySets, domains, ferroic,
    ]
  ).text(indentation: 10)

  /// The element that holds what becomes of an irrep at a transition.
  static let irrepChange = SchemaElement(
    "change", "What becomes of one irrep of the parent at the transition.", .many,
    attributes: [
      attribute("label", "xs:token", "The Miller–Love label."),
      attribute(
        "above", "xs:token", "The direction in the phase above; absent without it.",
        required: false),
      attribute(
        "below", "xs:token", "The direction in the phase below; absent without it.",
        required: false),
    ]
  ).text(indentation: 10)
}
