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
      "diffusing-atoms", "Atoms move further than in a crystal",
      meaning: "The root mean square displacement of some atoms exceeds a fifth of the distance "
        + "between atoms, twice the value at which crystals melt.",
      effect: "Mean positions of atoms that jump lie between the sites that they take; modes and "
        + "space group of the average can be wrong.",
      remedy: "Leave out frames after a phase change; look at the distribution of the order "
        + "parameter, or split the trajectory."),
  ]
}
