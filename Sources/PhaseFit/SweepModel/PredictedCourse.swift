import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The structures by the model over the whole range of the sweep.
extension StructurePrediction {
  /// Temperatures of the grid: each step is less than a pixel of a slider.
  private static let steps = 96
  /// Numbers of all structures together: with six characters each, a third of a megabyte.
  private static let mostNumbers = 60_000
  /// Fewer temperatures than this do not show a course.
  private static let fewestSteps = 12
  /// Halvings of a step in which the phase changes: to a millionth of a grid step.
  private static let halvings = 20

  /// The predicted distortions from the lowest to the highest measured temperature.
  ///
  /// Where the phase changes, both sides of the transition are among them. Empty where the model
  /// predicts none.
  func course() -> [AnalysisReport.SweepModelRecord.PredictedStructure] {
    let measured = file.model.points.map(\.temperature)
    let isShared = file.cell.atoms.map { file.parent.atoms[$0.primitiveAtom].isShared }
    let perStructure = (isShared.contains(true) ? 4 : 3) * file.cell.atoms.count
    let steps = min(Self.steps, Self.mostNumbers / max(perStructure, 1))
    guard let low = measured.min(), let high = measured.max(), low < high,
      steps >= Self.fewestSteps
    else { return [] }
    var grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    for (first, last) in zip(grid, grid.dropFirst()) where phase(at: first) != phase(at: last) {
      var (below, above) = (first, last)
      for _ in 0..<Self.halvings {
        let middle = (below + above) / 2
        if phase(at: middle) == phase(at: first) { below = middle } else { above = middle }
      }
      grid += [below, above]
    }
    var groups: [Int: SpaceGroupType] = [:]
    return Set(grid).sorted().compactMap { temperature in
      guard let structure = try? self.structure(at: temperature, errors: nil) else { return nil }
      let phase = phase(at: temperature)
      if groups[phase] == nil {
        groups[phase] = try? file.cell.spaceGroup(of: structure.keptOperations)
      }
      func rounded(_ value: Double, _ digits: Double) -> Double {
        // Zero without a sign.
        (value * digits).rounded() / digits + 0
      }
      return AnalysisReport.SweepModelRecord.PredictedStructure(
        temperature: temperature, group: groups[phase],
        strain: structure.distortion.strain.rowMajor.map { rounded($0, 1e7) },
        displacements: structure.distortion.displacements.flatMap { u in
          [u.x, u.y, u.z].map { rounded($0, 1e5) }
        },
        occupancies: isShared.contains(true)
          ? zip(isShared, structure.distortion.occupancies).map { shared, occupancies in
            shared ? rounded(occupancies.first ?? 0, 1e5) : 0
          } : [], source: structure.source)
    }
  }
}

extension AnalysisReport {
  /// Adds the structures of the model at the measured temperatures as CIFs with uncertainties.
  mutating func exportModel(_ prediction: StructurePrediction) {
    let temperatures = Set(prediction.file.model.points.map(\.temperature)).sorted()
    let errors = prediction.lawErrors(at: temperatures)
    for temperature in temperatures {
      do {
        let structure = try prediction.structure(at: temperature, errors: errors)
        structureFiles.append(
          StructureFile(
            name: String(format: "model-%08.3fK.cif", temperature),
            text: try prediction.cif(structure)))
      } catch {
        diagnostics.append(
          Diagnostic(
            .note, code: "structure-not-exported",
            message: "the structure of the model at \(temperature.significant(7)) K was not "
              + "written: \(error)"))
      }
    }
  }
}
