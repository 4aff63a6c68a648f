import ArgumentParser
import PhaseFit
import PhaseFitReport

/// `phasefit decompose`: the symmetry modes between two structures.
struct DecomposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decompose",
    abstract: "Decompose the distortion between a parent and a child into symmetry modes.",
    discussion: """
      Reads two CIFs, finds the child in the parent in whatever setting, origin and domain it is \
      given, and prints the irreps with amplitudes, directions and isotropy subgroups, the strain, \
      the domains and what couples to what. Fits nothing and asks for no temperature.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, xml
  }

  /// From where displacements of disordered atoms are measured.
  enum SplitSites: String, ExpressibleByArgument, CaseIterable {
    case positions, centroid

    var treatment: SplitSiteTreatment {
      switch self {
      case .positions: .positions
      case .centroid: .centroid
      }
    }
  }

  @Argument(
    help: ArgumentHelp("The CIF of the structure of high symmetry.", valueName: "parent"),
    completion: .file(extensions: ["cif"]))
  var parent: String

  @Argument(
    help: ArgumentHelp("The CIF of the distorted structure.", valueName: "child"),
    completion: .file(extensions: ["cif"]))
  var child: String

  @Option(
    name: .customLong("mode-cif"),
    help: ArgumentHelp(
      "Also write the child with its modes as a CIF in the dialect of ISODISTORT.",
      valueName: "file"),
    completion: .file(extensions: ["cif"]))
  var modeCIF: String?

  @Option(
    help: ArgumentHelp(
      "Also write the child with its modes as a structure for TOPAS.", valueName: "file"),
    completion: .file(extensions: ["str", "inp"]))
  var topas: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Also write report.xml, summary.txt, summary.json and structures/ to this folder.",
      valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(
    name: .customLong("split-sites"),
    help: ArgumentHelp(
      "From where displacements of atoms disordered in the parent are measured.",
      valueName: "treatment"))
  var splitSites = SplitSites.positions

  @Option(help: "What to print.")
  var format = Format.text

  func run() throws {
    try Terminal.reportingFailures {
      let destinations = DecompositionFiles.Destinations(
        folder: output, modeCIF: modeCIF, topas: topas)
      try DecompositionFiles.check(destinations)
      let report = try Pipeline.decompose(
        parent: parent, child: child, splitSites: splitSites.treatment,
        command: ["phasefit"] + CommandLine.arguments.dropFirst())
      try DecompositionFiles.write(report, to: destinations)
      switch format {
      case .text: try Terminal.print(DecompositionText.render(report))
      case .json: try Terminal.print(DecompositionJSON.render(report))
      case .xml: try Terminal.print(bytes: DecompositionXML.write(report))
      }
    }
  }
}
