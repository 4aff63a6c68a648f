import ArgumentParser
import Foundation
import PhaseFit
import PhaseFitReport

/// `phasefit predict`: structures at temperatures that nobody measured.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the structure at a temperature from an analysed sweep.",
    discussion: """
      MODEL is the report.xml or the model.json that phasefit analyse wrote, or their folder. The \
      order parameters follow the Landau fits of the sweep, the rest of the structure follows from \
      them by the model; the structure has the space group of its phase exactly. Temperatures out \
      of the range of the sweep are refused.

      phasefit predict tilt-phasefit --temperature 150
      phasefit predict tilt-phasefit --temperature 20,60,100,140,180 --format xyz -o tilt.xyz

      One temperature is written as CIF with standard uncertainties, several as CIF with one block \
      each; --format xyz writes extended XYZ, the same atoms in every frame. A file whose name ends \
      in .xyz or .extxyz is written as XYZ without being told.
      """)

  /// How structures are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case cif, xyz
  }

  @Argument(
    help: ArgumentHelp("A report of phasefit analyse.", valueName: "model"), completion: .file())
  var model: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("One temperature, or several with commas.", valueName: "kelvin"))
  var temperature: String

  @Option(help: "How structures are written (default: by the name of the file, else cif).")
  var format: Format?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file (default: standard output).", valueName: "file"),
    completion: .file())
  var output: String?

  /// The format that the name of a file asks for.
  private static func format(of file: String?) -> Format {
    let name = (file ?? "").lowercased()
    return name.hasSuffix(".xyz") || name.hasSuffix(".extxyz") ? .xyz : .cif
  }

  func run() throws {
    try Terminal.reportingFailures {
      let temperatures = try temperature.split(separator: ",").map { text -> Double in
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        guard let value = Double(trimmed), value.isFinite, value > 0 else {
          throw CommandFailure(
            status: 64,
            message: "--temperature: \"\(trimmed)\" is no temperature in K; expected a positive "
              + "number, or several with commas")
        }
        return value
      }
      guard !temperatures.isEmpty else {
        throw CommandFailure(
          status: 64, message: "--temperature is empty; expected a positive number")
      }
      let prediction = try StructurePrediction(SweepModelFile(contentsOf: model))
      let structures = try temperatures.map { try prediction.structure(at: $0) }
      let format = self.format ?? Self.format(of: output)
      let text =
        try structures.map { structure in
          switch format {
          case .cif: try prediction.cif(structure)
          case .xyz: prediction.frame(structure)
          }
        }.joined(separator: format == .cif ? "\n" : "")
      guard let output else { return try Terminal.print(text) }
      guard FileManager.default.createFile(atPath: output, contents: Data(text.utf8)) else {
        throw CommandFailure(
          status: 1, message: "\(output): cannot be written; choose another place")
      }
    }
  }
}
