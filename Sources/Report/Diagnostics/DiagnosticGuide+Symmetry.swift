// Codes of symmetry: groups, parents, irreps and what follows from them.

extension DiagnosticGuide {
  /// Codes of the space group of one structure.
  static let groups: [DiagnosticGuide] = [
    DiagnosticGuide(
      "group-differs", "The structure has another group than the file declares",
      meaning: "Within the stated uncertainties, or the printed digits, cell and atoms have the "
        + "symmetry named.",
      effect: "The group found is used for phases and transitions.",
      remedy: "A lower group in the file may be the truth that the coordinates do not show within "
        + "their uncertainties: look at reflections and displacement parameters."),
    DiagnosticGuide(
      "symmetry-undeclared", "The file is written in P1",
      meaning: "Simulations and databases write all atoms without symmetry.",
      effect: "The group found from cell and atoms is used.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "group-depends-on-tolerance", "The group depends on the tolerance",
      meaning: "A third or three times the tolerance used gives other groups, which the message "
        + "lists.",
      effect: "The phase this structure belongs to is less certain, and so is a bracket that rests "
        + "on it.",
      remedy: "Compare neighbouring temperatures. Better uncertainties decide; averages of "
        + "simulations need longer runs."),
    DiagnosticGuide(
      "not-identified", "The space group could not be identified",
      meaning: "The operations found belong to no entry of the table of space groups.",
      effect: "The structure is left out.",
      remedy: "This is likely a defect of phasefit; please report it with the structure."),
  ]

  /// Codes of the parent and of embedding structures in it.
  static let parents: [DiagnosticGuide] = [
    DiagnosticGuide(
      "parent-constructed", "The parent is constructed, not measured",
      meaning:
        "No structure of the sweep is a parent of all its phases. A more symmetric structure "
        + "was built from them by averaging atoms and cell over the operations they nearly have.",
      effect: "Irreps and amplitudes refer to it. Its cell is no measurement, so that spontaneous "
        + "strain is less certain, and the distance in temperature from it is unknown.",
      remedy: "Give the measured parent with `--parent FILE` where there is one."),
    DiagnosticGuide(
      "no-parent", "No common parent",
      meaning: "No structure is a supergroup of the others with a sound pairing of atoms, and none "
        + "comes near a common higher symmetry.",
      effect: "Phases and brackets are reported. A reconstructive transition has no order "
        + "parameter, so none is fitted.",
      remedy: "Give the parent with `--parent FILE` where the phases share one that was not "
        + "measured."),
    DiagnosticGuide(
      "no-lattice-correspondence", "The child's cell does not fit on the parent's lattice",
      meaning: "No supercell with the right number of atoms comes within the strain allowed and "
        + "keeps the child's point group.",
      effect: "The structure cannot be compared with this parent.",
      remedy: "Check whether parent and child are swapped, or whether another parent is meant."),
    DiagnosticGuide(
      "not-a-subgroup", "The child's group is no subgroup of the parent's",
      meaning: "Cell and atoms fit, but some operation of the child is none of the parent.",
      effect: "The structure is no distortion of this parent; the transition between them would "
        + "be of first order without an order parameter.",
      remedy: "Look for a parent of both, or swap the two."),
    DiagnosticGuide(
      "no-pairing", "The atoms cannot be paired",
      meaning: "The cells fit, but some atom would have to move farther than any displacive "
        + "distortion does.",
      effect: "The structure cannot be compared with this parent: the transition is "
        + "reconstructive, or the origin is one that no operation allows.",
      remedy: "Check coordinates and element symbols of both structures."),
    DiagnosticGuide(
      "other-hand", "The mirror image of the child fits the parent",
      meaning: "Parent and child are chiral, and only the mirror image of the child is a "
        + "distortion of the parent: β-quartz in P6₂22 has quartz in P3₂21 below it, not in P3₁21.",
      effect: "The structure is not compared with this parent.",
      remedy: "Change the sign of all coordinates of one of the two and declare the enantiomorphic "
        + "group, where the hand was not determined."),
    DiagnosticGuide(
      "embedding-ties", "The structure fits the parent in several ways",
      meaning:
        "Different pairings of the atoms, or positions of the lattice, have displacements of "
        + "the same size within the tolerance, and no operation of the parent relates them.",
      effect: "The first is used, in a sweep the one most like the other temperatures; irreps and "
        + "amplitudes of up to four others are in the message, which also says where the search for "
        + "them was cut short.",
      remedy: "Compare with a structure nearer to the transition, or with the intensities of "
        + "superlattice reflections."),
    DiagnosticGuide(
      "parent-origin", "The parent's origin was moved",
      meaning: "The origin of the parent's file lies beside its symmetry elements, as simulations "
        + "write it.",
      effect: "Positions, domain operations and origins of subgroups are given from the standard "
        + "origin nearest to it; the transformation to the child is that between the files.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "split-sites", "Atoms of the parent are split over several positions",
      meaning: "A disordered atom is written as partly occupied positions nearer than any bond.",
      effect:
        "Displacements are measured from the position that the child occupies, and the choice "
        + "between positions is a change of occupancy; or from the centroid, which holds both.",
      remedy: "Choose with `--split-sites`; the two descriptions are of one structure."),
    DiagnosticGuide(
      "symmetric-part-dominates", "Most of the displacement keeps the symmetry",
      meaning:
        "Atoms move far along coordinates that the parent's symmetry leaves free, farther than "
        + "in the part that breaks the symmetry.",
      effect:
        "The irreps that break the symmetry are right; the symmetric part may be an artefact.",
      remedy: "Compare the operators and origins of both files: records of one group in different "
        + "settings differ like this."),
    DiagnosticGuide(
      "lower-phases", "Two phases below the parent were not compared directly",
      meaning: "The structure of the less symmetric phase did not fit that of the other.",
      effect:
        "Domain states and couplings of that transition are missing; irreps of the parent are "
        + "given all the same.",
      remedy: "The message has the reason; a wrong record in one of the phases is the usual cause."),
    DiagnosticGuide(
      "other-index", "Two phases are related by another index than in the parent",
      meaning: "Directly compared, the less symmetric phase has another number of domain states.",
      effect: "Domain states and couplings of that transition are missing.",
      remedy: "Look for structures of these phases whose group depends on the tolerance."),
    DiagnosticGuide(
      "composition", "Parent and child hold different atoms",
      meaning: "The contents of their primitive cells are no multiples of each other.",
      effect: "They cannot be compared.",
      remedy: "Check for missing hydrogen atoms, vacancies and wrong element symbols."),
    DiagnosticGuide(
      "parent-operation", "An operation of the parent carries an atom nowhere",
      meaning: "The group found for the parent does not fit its own atoms.",
      effect: "The structure cannot serve as parent.",
      remedy: "Check the coordinates of the atom named; a wrong digit is the usual cause."),
    DiagnosticGuide(
      "outlier", "One atom is far from where it is in all similar structures",
      meaning: "In this record an atom lies much farther from its place in the other structures of "
        + "the phase than those scatter.",
      effect: "The record is kept unless told otherwise, and may bend curves.",
      remedy: "Check it for a wrong digit, origin or setting. `--suspects exclude` leaves it out."),
  ]

  /// Codes of irreps, modes and what symmetry implies.
  static let irreps: [DiagnosticGuide] = [
    DiagnosticGuide(
      "irreps-unknown", "Irreps could not be computed for the sweep",
      meaning: "The computation of irreps failed for the reason in the message.",
      effect: "Distortions are resolved by wave vector only.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "no-irreps", "Irreps could not be computed for the pair",
      meaning: "The computation of irreps failed for the reason in the message.",
      effect: "Stars of wave vectors stand for irreps.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "too-many-directions", "Too many kinds of order-parameter directions",
      meaning: "The image of the group in this irrep has more kinds of directions than are listed.",
      effect: "The direction is named by its isotropy subgroup alone.",
      remedy: "Nothing."),
    DiagnosticGuide(
      "group-not-explained", "The irreps present keep more symmetry than the child",
      meaning: "Some symmetry is lost by less than the rounding of the data, so that no irrep with "
        + "a visible amplitude breaks it.",
      effect: "The intersection of isotropy subgroups is larger than the group of the child.",
      remedy: "Print more digits, or take the higher group as the truth."),
    DiagnosticGuide(
      "structure-not-exported", "A structure could not be written as CIF",
      meaning: "No setting was found for the operations that the structure keeps, or its modes "
        + "could not be had.",
      effect: "The folder structures lacks this file; numbers and figures are not affected.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "no-mode-table", "Modes cannot be written",
      meaning: "No cell was found in which all operations that the child keeps are those of a "
        + "tabulated setting.",
      effect: "Amplitudes and irreps are reported; the table of modes and the mode CIF are not.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "mode-table-cell", "Modes are given in the standard setting of the child",
      meaning: "The child is listed without symmetry, or in a cell that hides some operations of "
        + "its own space group; a refinement needs them all.",
      effect: "The mode CIF and the TOPAS structure have the standard cell of the child's group; "
        + "amplitudes are the same in every cell.",
      remedy: "Nothing is needed; to have modes in a cell of your own, declare its operations."),
    DiagnosticGuide(
      "incomplete-modes", "Fewer modes than free coordinates",
      meaning: "The displacive modes do not span the child's free coordinates.",
      effect: "The table of modes is not written.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "no-symmetry-lost", "Both structures have one group and one cell",
      meaning: "The child keeps every operation of the parent.",
      effect: "Only totally symmetric modes can be present: there is no order parameter.",
      remedy: "Check that the right files were given."),
    DiagnosticGuide(
      "domain-states", "Domain states could not be derived",
      meaning: "The kept operations do not form a subgroup of the parent's, for the reason given.",
      effect: "Domains and twin laws are missing from the report.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "superlattice", "Superlattice reflections could not be derived",
      meaning: "Structure factors of the distortion could not be formed, for the reason given.",
      effect: "The list of reflections is missing from the report.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "ferroic-species", "The ferroic species could not be derived",
      meaning: "Point groups of parent and child could not be compared, for the reason given.",
      effect: "Aizu's species and the ferroic properties are missing from the report.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "landau-conditions", "Invariants of the order parameter could not be derived",
      meaning: "The image of the group has a size that cannot be handled, for the reason given.",
      effect: "The conditions of Landau and Lifshitz and the potential are missing.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
    DiagnosticGuide(
      "secondary-couplings", "Couplings to secondary irreps could not be derived",
      meaning: "The search of coupling invariants failed, for the reason given.",
      effect: "The lowest powers with which secondary distortions follow are missing.",
      remedy: "This is likely a defect of phasefit; please report it with the structures."),
  ]

  /// Codes of phases, transitions and relaxed weights.
  static let results: [DiagnosticGuide] = [
    DiagnosticGuide(
      "phases-overlap", "Two phases were seen in one range of temperatures",
      meaning: "Coexistence, hysteresis between heating and cooling, or groups that the noise of "
        + "the data does not separate.",
      effect: "The bracket is the range of the overlap. Coexistence speaks for a transition of "
        + "first order.",
      remedy: "Put heating and cooling into sub-folders of these names, and compare."),
    DiagnosticGuide(
      "bracket-across-runs", "No single run shows both phases",
      meaning: "The phases next to the transition come from different runs or samples.",
      effect: "The bracket compares their temperatures, which may be calibrated differently.",
      remedy: "Measure across the transition in one run."),
    DiagnosticGuide(
      "occupancy-at-limit", "Structures refined with full order",
      meaning: "Occupancies of exactly 0 and 1 state a model, not a measurement.",
      effect: "They limit the order parameter from above and are not fitted.",
      remedy: "Refine the occupancies at these temperatures."),
    DiagnosticGuide(
      "weights-break-another-symmetry", "The relaxed weights keep another group",
      meaning: "At the temperatures named, the operations that leave the learned weights unchanged "
        + "are not those of the structure: the network does not see all of the distortion, or the "
        + "fit has not converged.",
      effect: "The independent check of the group by the network fails there. The groups and "
        + "temperatures of the report come from the structures, not from the network.",
      remedy: "Look at the structures named; a group near its tolerance is the usual cause."),
    DiagnosticGuide(
      "relaxed-fit-not-converged", "The fit of relaxed weights ended early",
      meaning: "The residual stopped falling, or the limit of iterations was reached.",
      effect: "Relaxed weights are less exact; amplitudes and Landau fits do not depend on them.",
      remedy: "Compare with another `--seed`."),
  ]
}
