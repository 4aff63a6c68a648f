extension ReportSchema {
  /// The part of the schema for the thermal expansion of phases.
  static let expansions =
    SchemaElement(
      "expansions",
      "The thermal expansion of phases: the slope of the logarithmic strain of their cells.",
      children: [
        SchemaElement(
          "expansion", "One phase: the mean coefficients over its temperatures.", .many,
          attributes: [
            .init(
              name: "phase", type: "xs:string",
              documentation: "Its space group, or where it lies in a table of lattice parameters."),
            .init(
              name: "run", type: "xs:string",
              documentation: "The run; absent for a single run.", isRequired: false),
            .init(
              name: "from", type: "r:number", documentation: "The lowest temperature in K."),
            .init(name: "to", type: "r:number", documentation: "The highest temperature in K."),
            .init(
              name: "cells", type: "xs:nonNegativeInteger", documentation: "The number of cells."),
          ],
          children: [
            SchemaElement(
              "principal", "One principal coefficient, or several that are equal.", .many,
              attributes: [
                .init(
                  name: "multiplicity", type: "xs:positiveInteger",
                  documentation: "How many principal coefficients have this value.")
              ],
              children: [
                SchemaElement("coefficient", "r:quantity", "The coefficient."),
                SchemaElement(
                  "axis",
                  "The axis, of length 1 as three numbers; absent where equal coefficients leave it "
                    + "open.", .optional,
                  attributes: ["x", "y", "z"].map { name in
                    .init(
                      name: name, type: "r:number",
                      documentation: "The component along "
                        + "\(name == "x" ? "a" : name == "y" ? "b" : "c").")
                  }),
              ]),
            SchemaElement("volume", "r:quantity", "The coefficient of the volume."),
          ])
      ]
    ).text(indentation: 1, isTopLevel: true) + "\n"
}
