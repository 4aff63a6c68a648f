// Codes of formats other than CIF, and of trajectories.

extension DiagnosticGuide {
  /// Codes of one file of any format, and of averages over time.
  static let formats: [DiagnosticGuide] = [
    DiagnosticGuide(
      "not-this-format", "The text is not of the format that the file's name promises",
      meaning: "The name says POSCAR, XDATCAR, extended XYZ or SHELX, and the line named does not "
        + "follow the rules of that format, or later frames list other atoms than the first.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Look at the line named. Rename the file where it is of another format; sort the "
        + "atoms where a program wrote them in changing order."),
    DiagnosticGuide(
      "truncated", "The file ends inside a structure",
      meaning: "Fewer atoms follow than the file itself counts: it was cut off, or a simulation "
        + "still writes it.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Copy it again, or remove its last frame."),
    DiagnosticGuide(
      "too-many", "More atoms, frames or structures than are read",
      meaning: "A count in the file exceeds the limit stated in the message.",
      effect: "The file is left out of the sweep, and counted.",
      remedy: "Check the count. Thin out a trajectory that is really so long; name one structure "
        + "where one is asked for."),
    DiagnosticGuide(
      "include-ignored", "A SHELX file refers to another file",
      meaning: "Lines that begin with a plus sign ask for another file, which is not opened.",
      effect: "Atoms in that file are missing. Restraints do not matter.",
      remedy: "Give the .res file, which holds all atoms."),
    DiagnosticGuide(
      "other-file-of-structure", "Several files hold one structure",
      meaning: "A folder holds, for example, `a.cif`, `a.res` and `a.ins`, or POSCAR and CONTCAR. "
        + "The one that says most is read.",
      effect: "The structure counts once.",
      remedy: "Name the other file on the command line where it is the one you mean."),
    DiagnosticGuide(
      "frames-without-temperature", "Some frames of a trajectory state no temperature",
      meaning: "Other frames of the same file state one.",
      effect: "The frames without are left out of the averages.",
      remedy: "Write `temperature=…` in every comment line."),
    DiagnosticGuide(
      "ramp-binned", "A trajectory of changing temperature was averaged in bins",
      meaning: "The frames run through a range of temperatures, as in a simulation that heats.",
      effect: "Each bin is a structure at the mean temperature of its frames. Within a bin the "
        + "structure changes, which widens its uncertainties; close to a transition it is a "
        + "mixture.",
      remedy: "Choose the width with `--bin-kelvin`. Runs at constant temperature are better."),
    DiagnosticGuide(
      "nothing-discarded", "A trajectory is too short to leave frames out",
      meaning: "`--discard-frames` asks for as many frames as there are, or more.",
      effect: "All frames of that trajectory are averaged, equilibration included.",
      remedy: "Ask for fewer, or run the simulation longer."),
    DiagnosticGuide(
      "few-frames", "A trajectory has too few frames for uncertainties",
      meaning: "Standard uncertainties of time averages come from the scatter of at least eight "
        + "blocks of frames.",
      effect: "The structure has no standard uncertainties and counts like one without.",
      remedy: "Save frames more often."),
    DiagnosticGuide(
      "short-trajectory", "A trajectory is short beside its correlation time",
      meaning: "Averages over blocks of frames scatter more, the longer the blocks are, up to the "
        + "longest that the run allows. The slowest motion was not sampled.",
      effect: "The standard uncertainties are lower bounds, and fits weigh the structure too much.",
      remedy: "Run longer, or leave out the equilibration with `--discard-frames`."),
    DiagnosticGuide(
      "order-parameter-not-significant", "The group of an average over time rests on noise",
      meaning: "Atom by atom the average has the lower group, but the collective modes that make "
        + "it so are zero within the uncertainties that blocks of time give them, at the "
        + "probability of three standard deviations, or are a strain of the box alone, whose slow "
        + "motion blocks of a short run do not see.",
      effect: "The structure counts to the phase of the higher group, and has no order parameter "
        + "beyond the modes that are significant.",
      remedy: "Run longer, or with a larger box, to tell a small order parameter from slow "
        + "fluctuations."),
    DiagnosticGuide(
      "order-parameter-below-tolerance", "A collective mode lowers the group of an average",
      meaning: "Within what the uncertainties of single atoms explain the average has the higher "
        + "group, but a collective mode, of which all atoms tell, is significant.",
      effect: "The structure counts to the phase of the lower group.",
      remedy: "None is needed; a longer run makes mode and atoms certain alike."),
    DiagnosticGuide(
      "diffusing-atoms", "Atoms move further than in a crystal",
      meaning: "The root mean square displacement of some atoms exceeds a fifth of the distance "
        + "between atoms, twice the value at which crystals melt.",
      effect: "Mean positions of atoms that jump lie between the sites that they take; modes and "
        + "space group of the average can be wrong.",
      remedy: "Leave out frames after a phase change; look at the distribution of the order "
        + "parameter, or split the trajectory."),
  ]

  /// Codes of records that do not belong among their neighbours.
  static let hygiene: [DiagnosticGuide] = [
    DiagnosticGuide(
      "duplicate-structure", "A record is in the sweep twice",
      meaning: "Two records of one temperature have the same cell and coordinates, digit by digit.",
      effect: "Both are kept unless told otherwise: the point weighs twice in every fit.",
      remedy: "Remove one, or give `--suspects exclude`."),
    DiagnosticGuide(
      "temperature-gap", "A range of temperatures was not measured",
      meaning: "One step between temperatures is more than five times the usual one.",
      effect: "A transition in the gap is bracketed no closer than by its ends.",
      remedy: "Measure there, if the transition is what you are after."),
    DiagnosticGuide(
      "cell-outlier", "A cell parameter leaves the line between its neighbours",
      meaning: "Below and above the record the parameter is nearly the same, at the record it is "
        + "not. A step, as a transition makes, is not called so.",
      effect: "The record is kept unless told otherwise, and distorts strains and fits.",
      remedy: "Check the digits in the source. `--suspects exclude` leaves the record out."),
    DiagnosticGuide(
      "other-setting", "A record has other axes than its neighbours",
      meaning: "After the exchange of axes in the message its cell and sites are those of the "
        + "records of nearest temperature.",
      effect: "None on modes: every record is placed in the parent anew. Cell parameters in tables "
        + "and figures jump.",
      remedy: "`--suspects repair` writes the record as its neighbours are."),
    DiagnosticGuide(
      "other-origin", "A record has another origin than its neighbours",
      meaning: "After the shift in the message its sites are those of the records of nearest "
        + "temperature.",
      effect: "None on modes: every record is placed in the parent anew.",
      remedy: "`--suspects repair` writes the record as its neighbours are."),
    DiagnosticGuide(
      "other-enantiomorph", "A record is the mirror image of its neighbours",
      meaning: "After inversion its sites are those of the records of nearest temperature: the "
        + "other hand of a chiral structure, or the opposite domain of a polar one.",
      effect: "A chiral structure of the other hand may fit on no parent of the sweep.",
      remedy: "`--suspects repair` inverts the record."),
  ]
}
