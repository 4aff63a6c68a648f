extension ReportSchema {
  /// The part of the schema for lattices and baselines.
  static let baselines =
    SchemaElement(
      "strainBaselines",
      "Lattice parameters on the axes of the parent, with the baselines against which strain is "
        + "taken.",
      children: [
        SchemaElement(
          "lattice", "The lattice of one structure.", .many, attributes: [measurement],
          children: [cell]),
        SchemaElement(
          "baseline", "The lattice of the parent phase over the range of the sweep.", .many,
          attributes: [
            .init(name: "form", type: "xs:string", documentation: "Its form, in words."),
            .init(
              name: "structures", type: "xs:nonNegativeInteger",
              documentation: "The number of structures of the parent phase behind it."),
            .init(
              name: "used", type: "xs:boolean",
              documentation: "Whether the reported strain is taken against it."),
          ],
          children: [
            SchemaElement(
              "parentLattice", "The lattice of the parent phase at one temperature.", .many,
              attributes: [
                .init(name: "temperature", type: "r:number", documentation: "The temperature in K.")
              ], children: [cell]),
            SchemaElement(
              "baselineStrain", "The strain of one structure against this baseline.", .many,
              attributes: [measurement],
              children: [
                SchemaElement(
                  "breaking", "r:quantity",
                  "The part that breaks the symmetry of the parent’s lattice, along its direction."),
                SchemaElement("volumeStrain", "r:quantity", "The volume strain."),
              ]),
          ]),
      ]
    ).text(indentation: 1, isTopLevel: true) + "\n"

  private static let measurement = SchemaElement.Attribute(
    name: "measurement", type: "xs:NCName", documentation: "The measurement, by its id.")

  private static let cell = SchemaElement("cell", "r:cell", "The lattice parameters.")
}
