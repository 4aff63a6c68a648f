extension ReportSchema {
  /// The part of the schema for averages over time.
  static let trajectories =
    SchemaElement(
      "trajectories", "How structures were averaged over time.",
      children: [
        SchemaElement(
          "trajectory", "The trajectory of one measurement.", .many,
          attributes: [
            .init(name: "measurement", type: "xs:NCName", documentation: "The measurement."),
            .init(
              name: "frames", type: "xs:positiveInteger",
              documentation: "How many frames were averaged."),
            .init(
              name: "discarded", type: "xs:nonNegativeInteger",
              documentation: "How many frames at the beginning were left out."),
            .init(
              name: "blocks", type: "xs:nonNegativeInteger",
              documentation: "The number of blocks behind the standard uncertainties; 0 for none."),
          ],
          children: [
            SchemaElement(
              "inefficiency", "r:quantity",
              "The squared standard uncertainties over those of independent frames.", .optional),
            SchemaElement(
              "largestAmplitude", "r:quantity",
              "The largest root mean square displacement of an atom."),
            distribution,
          ])
      ]
    ).text(indentation: 1, isTopLevel: true) + "\n"

  private static let distribution = SchemaElement(
    "distribution", "The distribution of an order parameter over atoms and frames.", .many,
    attributes: [
      .init(
        name: "transition", type: "xs:nonNegativeInteger",
        documentation: "The number of the transition, counted from 0."),
      .init(
        name: "label", type: "xs:string", documentation: "The irrep, where it is known.",
        isRequired: false),
    ],
    children: [
      SchemaElement("mean", "r:quantity", "The time average over all atoms, as Ap."),
      SchemaElement(
        "fluctuation", "r:quantity", "The standard deviation in time of the average over all atoms."
      ),
      SchemaElement("spread", "r:quantity", "The standard deviation over atoms and time."),
      SchemaElement("peak", "r:quantity", "The place of a peak: one, or two.", .many),
      SchemaElement(
        "barrier", "r:quantity", "The barrier between two maxima in units of kT.", .optional),
      SchemaElement(
        "histogram", "r:numberList",
        "The lower end of the first bin, the width of a bin, and the density in every bin.",
        attributes: [
          .init(name: "unit", type: "xs:string", documentation: "The units of these numbers."),
          .init(name: "dictRef", type: "r:dictRef", documentation: "The name of the quantity."),
        ]),
    ])
}
