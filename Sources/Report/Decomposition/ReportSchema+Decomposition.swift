extension ReportSchema {
  /// The part of the schema for the root element `decomposition` of `phasefit decompose`.
  static let decomposition =
    SchemaElement(
      "decomposition",
      "The symmetry modes that lead from a parent structure to a child.",
      attributes: [
        attribute("schemaVersion", "xs:token", "The version of this schema."),
        attribute(
          "cellMultiplication", "xs:positiveInteger",
          "How many primitive cells of the parent make one of the child."),
        attribute(
          "index", "xs:positiveInteger",
          "The index of the child's group in the parent's: the number of domain states."),
      ],
      children: [
        SchemaElement(
          "provenance", "r:provenance", "Which program made the report, when, how and from what."),
        structure("parent", "The structure of high symmetry."),
        structure("child", "The structure of low symmetry."),
        transformation, total, irreps, primarySets, strain,
      ] + consequenceElements + [
        atoms,
        SchemaElement("diagnostics", "r:diagnostics", "Doubts of all stages."),
      ]
    ).text(indentation: 1, isTopLevel: true) + "\n"

  private static let consequenceElements = [
    domains, ferroic, orderParameters, couplings, superlattice,
  ]

  /// The element that holds the consequences of a transition.
  static let consequences = SchemaElement(
    "consequences",
    "What group theory says of the transition from its primary irreps and the lower group.",
    .optional,
    children: [
      SchemaElement(
        "reference", "r:spaceGroup",
        "The more symmetric phase to whose group irreps and operations belong; absent for the parent.",
        .optional),
      primarySets,
    ] + consequenceElements
  ).text(indentation: 10)

  static func attribute(
    _ name: String, _ type: String, _ documentation: String, required: Bool = true
  ) -> SchemaElement.Attribute {
    SchemaElement.Attribute(
      name: name, type: type, documentation: documentation, isRequired: required)
  }

  private static func structure(_ name: String, _ documentation: String) -> SchemaElement {
    SchemaElement(
      name, documentation,
      attributes: [
        attribute("file", "xs:string", "The file as the user named it."),
        attribute("atoms", "xs:positiveInteger", "The number of atoms in the cell of the file."),
      ],
      children: [
        SchemaElement("group", "r:spaceGroup", "The space group found."),
        SchemaElement("declared", "r:spaceGroup", "The space group declared.", .optional),
        SchemaElement("cell", "r:cell", "The cell of the file."),
        SchemaElement("tolerance", "r:quantity", "The tolerance of the group.", .optional),
      ])
  }

  private static let transformation = SchemaElement(
    "transformation",
    "The cell of the child in the parent's: (a b c)_child = (a b c)_parent P, x_parent = P x_child + p.",
    attributes: [
      attribute("matrix", "xs:token", "P between the cells of the files as fractions, row by row.")
    ],
    children: [
      SchemaElement("origin", "r:vector", "The origin p in fractions of the parent's cell."),
      SchemaElement(
        "primitiveMatrix", "r:integerMatrix",
        "P from the parent's primitive basis to the cell of the child's file."),
      SchemaElement(
        "primitiveOrigin", "r:vector", "The origin p in fractions of the primitive basis."),
      SchemaElement("primitiveBasis", "r:matrix", "The parent's primitive basis, columns in Å."),
    ])

  private static let total = SchemaElement(
    "total", "The displacements of all atoms together.",
    children: [
      SchemaElement("displacementAs", "r:quantity", "As over the child's primitive cell."),
      SchemaElement("displacementAp", "r:quantity", "Ap over the parent's primitive cell."),
      SchemaElement("maximum", "r:quantity", "The largest displacement."),
      SchemaElement("rootMeanSquare", "r:quantity", "The root mean square displacement."),
      SchemaElement("occupancyAmplitude", "r:quantity", "As of the occupancies.", .optional),
    ])

  private static let irreps = SchemaElement(
    "irreps", "The irreps that occur, by descending displacement amplitude.",
    children: [
      SchemaElement(
        "irrep", "The part of the distortion in one irrep.", .many,
        attributes: [
          attribute("label", "xs:token", "The Miller–Love label.", required: false),
          attribute("mulliken", "xs:token", "The Mulliken symbol at Γ.", required: false),
          attribute("k", "r:waveVector", "One arm of the star."),
          attribute("arms", "xs:positiveInteger", "The number of arms."),
          attribute(
            "dimension", "xs:positiveInteger", "The dimension of the real irrep.",
            required: false),
          attribute(
            "smallDimension", "xs:positiveInteger", "The dimension of the small irrep.",
            required: false),
          attribute("direction", "xs:token", "The direction in symbols.", required: false),
          attribute(
            "totallySymmetric", "xs:boolean", "Whether it keeps the parent's symmetry."),
          attribute(
            "primaryCandidate", "xs:boolean", "Whether it belongs to a set of primary irreps."),
        ],
        children: [
          SchemaElement(
            "otherOrigin", "The label with another origin.", .many,
            attributes: [
              attribute("label", "xs:token", "The label."),
              attribute("origin", "r:waveVector", "The other origin, fractions of the cell."),
            ]),
          SchemaElement("displacementAs", "r:quantity", "As over the child's primitive cell."),
          SchemaElement("displacementAp", "r:quantity", "Ap over the parent's primitive cell."),
          SchemaElement("maximum", "r:quantity", "The largest displacement.", .optional),
          SchemaElement("occupancyAmplitude", "r:quantity", "As of the occupancies.", .optional),
          SchemaElement("strain", "r:quantity", "The norm of the strain.", .optional),
          SchemaElement("component", "r:quantity", "A component of the order parameter.", .many),
          SchemaElement(
            "share", "The share of a site in the squared amplitude.", .many,
            attributes: [
              attribute("site", "xs:string", "The label of the site."),
              attribute("fraction", "r:nonNegative", "The share, 0 … 1."),
            ]),
          subgroup("isotropySubgroup", "The group that leaves the direction unchanged."),
          realisedDirection,
        ])
    ])

  /// The element that holds a direction more symmetric than the group asks for.
  static let realisedDirection = SchemaElement(
    "realised", "A more symmetric direction that the data admit within their errors.",
    .optional,
    attributes: [attribute("direction", "xs:token", "The direction in symbols.")],
    children: [
      subgroup("isotropySubgroup", "The group that leaves that direction unchanged.")
    ])

  static func subgroup(_ name: String, _ documentation: String) -> SchemaElement {
    SchemaElement(
      name, documentation, .optional,
      attributes: [
        attribute("number", "r:spaceGroupNumber", "The number in International Tables A."),
        attribute("symbol", "xs:string", "The short Hermann–Mauguin symbol."),
        attribute("index", "xs:positiveInteger", "The index in the parent's group."),
        attribute("size", "xs:positiveInteger", "The cell multiplication.", required: false),
        attribute(
          "freeParameters", "xs:nonNegativeInteger", "Free parameters of the direction.",
          required: false),
        attribute(
          "basis", "xs:token", "The conventional basis in the parent's, row by row.",
          required: false),
        attribute(
          "origin", "r:waveVector", "The origin in the parent's cell.", required: false),
      ])
  }

  static let primarySets = SchemaElement(
    "primarySets",
    "The smallest sets of irreps whose joint isotropy subgroup is the child's group.",
    children: [
      SchemaElement(
        "set", "One set.", .many,
        children: [SchemaElement("irrep", "xs:token", "The label of an irrep.", .many)])
    ])

  private static let strain = SchemaElement(
    "strain", "The strain U − 1 against the parent.",
    children: [
      SchemaElement("tensor", "r:matrix", "The tensor on the parent's Cartesian axes."),
      SchemaElement(
        "voigt", "r:quantity", "A component e₁₁, e₂₂, e₃₃, 2e₂₃, 2e₁₃, 2e₁₂.", .many,
        attributes: [attribute("component", "r:voigtIndex", "The number of the component.")]),
      SchemaElement(
        "part", "r:quantity", "The Frobenius norm of the part in one irrep.", .many,
        attributes: [
          attribute("label", "xs:token", "The label of the irrep.", required: false),
          attribute("breaksSymmetry", "xs:boolean", "Whether it breaks the symmetry."),
        ]),
      SchemaElement("rotationRemoved", "r:quantity", "The angle of the rotation removed."),
    ])

  static let domains = SchemaElement(
    "domains", "The domain states.", .optional,
    attributes: [
      attribute("count", "xs:positiveInteger", "The number of states."),
      attribute("orientations", "xs:positiveInteger", "The number of orientations."),
      attribute("antiphase", "xs:positiveInteger", "The states of one orientation."),
    ],
    children: [
      SchemaElement("twinLaw", "xs:string", "An operation that joins two orientations.", .many),
      SchemaElement(
        "wall", "The walls of one kind of pair of orientations without long-range stress.", .many,
        attributes: [
          attribute("twinLaw", "xs:string", "The operation that makes the second orientation."),
          attribute("kind", "xs:token", "any: every wall fits; pair: those given; none."),
        ],
        children: [SchemaElement("plane", "xs:string", "A plane of the parent's cell.", .many)]),
      SchemaElement(
        "state", "One domain state.", .many,
        attributes: [
          attribute("operation", "xs:token", "The operation that makes it of the child."),
          attribute("orientation", "xs:nonNegativeInteger", "Its orientation, 0 the child's."),
          attribute("twinLaw", "xs:string", "The operation in words.", required: false),
        ]),
    ])

  static let ferroic = SchemaElement(
    "ferroic", "Which macroscopic properties the loss of symmetry allows.", .optional,
    attributes: [
      attribute("species", "xs:string", "The species in Aizu's notation.", required: false),
      attribute(
        "ferroelectric", "xs:string", "The class; absent where not polar.", required: false),
      attribute(
        "ferroelastic", "xs:string", "The class; absent without spontaneous strain.",
        required: false),
    ])

  private static let orderParameters = SchemaElement(
    "orderParameters", "The primary irreps as order parameters.",
    children: [
      SchemaElement(
        "orderParameter", "What symmetry says of one order parameter.", .many,
        attributes: [
          attribute("label", "xs:token", "The label of the irrep."),
          attribute("landau", "xs:boolean", "Whether Landau's condition holds."),
          attribute(
            "cubicTermOnDirection", "xs:boolean",
            "Whether a cubic invariant differs from zero on the realised direction."),
          attribute("lifshitz", "xs:boolean", "Whether Lifshitz's condition holds."),
          attribute("verdict", "xs:string", "What follows for the order of the transition."),
        ],
        children: [
          SchemaElement(
            "invariants", "The invariant polynomials of one degree.", .many,
            attributes: [
              attribute("degree", "xs:positiveInteger", "The degree."),
              attribute("count", "xs:nonNegativeInteger", "How many are independent."),
            ],
            children: [
              SchemaElement("polynomial", "xs:string", "A polynomial.", .many),
              SchemaElement("onDirection", "xs:string", "The same on the direction.", .many),
            ])
        ])
    ])

  private static let couplings = SchemaElement(
    "couplings", "The secondary order parameters that the primary ones force.",
    children: [
      SchemaElement(
        "coupling", "One secondary irrep.", .many,
        attributes: [
          attribute("label", "xs:token", "The label of the secondary irrep."),
          attribute("kinds", "xs:string", "What it is, in words.", required: false),
        ],
        children: [
          SchemaElement(
            "power", "A factor of the product that drives it.", .many,
            attributes: [
              attribute("label", "xs:token", "The label of the primary irrep."),
              attribute("exponent", "xs:positiveInteger", "Its exponent."),
            ])
        ])
    ])

  private static let superlattice = SchemaElement(
    "superlattice", "The reflections that appear.",
    children: [
      SchemaElement(
        "star", "The reflections of one star of wave vectors.", .many,
        attributes: [
          attribute("k", "r:waveVector", "One arm."),
          attribute("rule", "xs:string", "The rule in words."),
        ],
        children: [
          SchemaElement(
            "reflection", "One reflection.", .many,
            attributes: [
              attribute("indices", "r:waveVector", "The indices in the parent's cell."),
              attribute("spacing", "r:nonNegative", "The spacing, Å."),
              attribute(
                "multiplicity", "xs:positiveInteger", "The number of equivalent reflections.",
                required: false),
              attribute(
                "allowed", "xs:boolean", "Whether it has an amplitude in first order."),
            ])
        ])
    ])

  private static let atoms = SchemaElement(
    "displacements", "The displacements of the atoms of the child's primitive cell.",
    children: [
      SchemaElement(
        "atom", "One atom.", .many,
        attributes: [attribute("site", "xs:string", "The label of the parent's site.")],
        children: [
          SchemaElement("position", "r:vector", "The place in fractions of the parent's cell."),
          SchemaElement(
            "component", "r:quantity", "The displacement along x, y, z of the parent.", .many),
          SchemaElement("occupancy", "r:quantity", "The occupancy less the parent's.", .optional),
        ])
    ])
}
