import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The structures of an analysis as CIFs: the parent, every structure of the sweep in the domain of
/// the first, and the modes of one structure for each transition.
extension AnalysisReport {
  /// Adds the files; a structure that cannot be written is named in a diagnostic.
  ///
  /// - Parameters:
  ///   - embedded: the structures on the parent's sites.
  ///   - inputs: the same structures as they were embedded.
  ///   - sequence: the phases and transitions.
  ///   - irreps: the irreps, nil where they are not known; then there are no modes.
  mutating func export(
    _ embedded: SweepEmbedding, inputs: [SweepEmbedding.Input], sequence: PhaseSequence,
    irreps: SweepDecomposition?
  ) {
    exportParent(embedded)
    var names: Set<String> = []
    for member in embedded.members {
      let record = sweep.measurements[member.measurement]
      let temperature = String(format: "%08.3fK", member.temperature)
      let run = record.run.map { "-" + Self.fileName($0) } ?? ""
      var name = "\(temperature)\(run)"
      var number = 2
      while !names.insert(name).inserted {
        name = "\(temperature)\(run)-\(number)"
        number += 1
      }
      do {
        let structure = try DistortedStructure(
          member.field, keeping: member.keptOperations, in: embedded.cell, parent: embedded.parent,
          expansion: .identity + embedded.baseline(member.temperature))
        structureFiles.append(
          StructureFile(
            name: "\(name).cif",
            text: CIFWriter.text(
              of: structure.crystal(name: sweep.name, errors: member.errors)
                .rounded(decimals: Self.decimals),
              block: name,
              temperature: MeasuredValue(
                member.temperature, standardUncertainty: record.temperature?.standardUncertainty
              ).rounded(decimals: 3),
              comments: [
                "\(record.file)\(record.block.map { " (\($0))" } ?? "") in the standard setting of "
                  + "\(member.group),",
                "symmetrised, in the domain that all structures of the sweep share; by "
                  + "phasefit \(AnalysisReport.Provenance.currentVersion)",
              ])))
      } catch {
        doubtExport(of: record.file, error: error)
      }
    }
    if let irreps { exportModes(embedded, inputs: inputs, sequence: sequence, irreps: irreps) }
  }

  /// The decimals of numbers without an uncertainty: 1e-5 Å in a cell of 10 Å.
  private static let decimals = 6

  private mutating func exportParent(_ embedded: SweepEmbedding) {
    let parent = embedded.parent
    let cell = CommensurateCell(parent: parent, waveVectors: [])
    let field = DistortionField(
      displacements: Array(repeating: .zero, count: cell.atoms.count), strain: .zero,
      occupancies: cell.atoms.map { Array(repeating: 0, count: $0.contents.count) })
    do {
      let structure = try DistortedStructure(
        field, keeping: Array(cell.operations.indices), in: cell, parent: parent)
      structureFiles.append(
        StructureFile(
          name: "parent.cif",
          text: CIFWriter.text(
            of: structure.crystal(name: parent.name, errors: []).rounded(decimals: Self.decimals),
            block: "parent",
            temperature: self.parent?.temperature.map {
              MeasuredValue($0.value).rounded(decimals: 3)
            },
            comments: [
              "the parent \(parent.group): \(self.parent?.choice ?? "")",
              "symmetrised by phasefit \(AnalysisReport.Provenance.currentVersion)",
            ])))
    } catch {
      doubtExport(of: "the parent", error: error)
    }
  }

  /// The modes of the most distorted structure of the less symmetric phase of each transition.
  private mutating func exportModes(
    _ embedded: SweepEmbedding, inputs: [SweepEmbedding.Input], sequence: PhaseSequence,
    irreps: SweepDecomposition
  ) {
    for (number, transition) in sequence.transitions.enumerated()
    where transition.isGroupSubgroup {
      let phase = sequence.phases[transition.distorted]
      let largest = phase.members.max { left, right in
        let (first, second) = (embedded.members[left].field, embedded.members[right].field)
        return first.dot(first) < second.dot(second)
      }
      guard let largest else { continue }
      let measurement = embedded.members[largest].measurement
      guard let input = inputs.first(where: { $0.measurement == measurement }) else { continue }
      let file = sweep.measurements[measurement].file
      let child = EmbeddedChild(input, file: file, parent: embedded.parent)
      let active = irreps.phases.first { $0.members == phase.members }?.active ?? []
      let directions = Dictionary(
        active.map { ($0.label, $0.admitted.symbol) }, uniquingKeysWith: { first, _ in first })
      do {
        let (table, doubts) = ModeTableBuilder.table(
          of: child, irreps: try child.sweep.cell.physicalIrreps(of: embedded.parent),
          directions: directions)
        diagnostics += doubts.filter { !diagnostics.contains($0) }
        guard let table else { continue }
        structureFiles.append(
          StructureFile(
            name: "modes-\(number + 1).cif",
            text: ModeCIF.write(
              table,
              title: "\(file) (\(phase.group)) at \(input.temperature.significant(7)) K as a "
                + "distortion of the parent (\(embedded.parent.group))")))
      } catch {
        doubtExport(of: "\(file) with its modes", error: error)
      }
    }
  }

  private mutating func doubtExport(of what: String, error: any Error) {
    diagnostics.append(
      Diagnostic(
        .note, code: "structure-not-exported",
        message: "\(what) could not be written to structures/: \(error)"))
  }

  /// A name without what file systems or shells take for something else.
  private static func fileName(_ text: String) -> String {
    String(
      text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "_" }.prefix(60))
  }
}

extension DistortedStructure {
  /// The structure as a crystal, with the uncertainties that independent errors give it.
  ///
  ///     σ²(x) = Σ_p (∂x/∂p σ_p)²
  ///
  /// - Parameters:
  ///   - name: the name of the structure.
  ///   - errors: derivatives times standard uncertainties, on the commensurate cell; empty for none.
  /// - Returns: the crystal; numbers that the errors do not move have no uncertainty.
  func crystal(name: String, errors: [DistortionField]) -> Crystal {
    func measured(_ value: Double, _ changes: [Double]) -> MeasuredValue {
      let sum = changes.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Rounding is no uncertainty: six decimals are printed.
      return MeasuredValue(value, standardUncertainty: sum > 5e-7 ? sum : nil)
    }
    let atoms = sites.flatMap { site -> [AtomSite] in
      let shifts = errors.map { site.toFractional * $0.displacements[site.atom] }
      let position = (0..<3).map { axis in
        measured(site.position[axis], shifts.map { $0[axis] })
      }
      return site.contents.enumerated().compactMap { channel, content -> AtomSite? in
        guard content.occupancy > 0 else { return nil }
        let isShared = site.contents.count > 1
        return AtomSite(
          label: isShared ? "\(site.label)_\(content.element.symbol)" : site.label,
          element: content.element, position: position,
          occupancy: measured(
            content.occupancy,
            errors.map { error in
              let channels = error.occupancies[site.atom]
              return channel < channels.count ? channels[channel] : 0
            }))
      }
    }
    // The basis without strain; what an error adds to the strain moves it linearly.
    let exact = CellParameters(basis)
    let changes = errors.map { error -> CellParameters in
      CellParameters((.identity + error.strain) * basis) - exact
    }
    let cell = UnitCell(
      lengths: (0..<3).map { index in
        measured(exact.values[index], changes.map { $0.values[index] })
      },
      anglesDegrees: (3..<6).map { index in
        measured(exact.values[index], changes.map { $0.values[index] })
      })
    return Crystal(
      name: name, cell: cell, sites: atoms,
      declaredSymmetry: DeclaredSymmetry(
        operations: operations.map(\.jonesFaithful),
        hermannMauguin: subgroup.setting.hermannMauguin, number: subgroup.group.number))
  }
}

/// The six parameters of a cell: lengths in Å, angles in degrees.
struct CellParameters {
  var values: [Double]

  /// The parameters of a basis (columns, Å).
  init(_ basis: Matrix3) {
    let axes = (0..<3).map { basis[column: $0] }
    func angle(_ left: Vector3, _ right: Vector3) -> Double {
      acos(dot(left, right) / (length(left) * length(right))) * 180 / .pi
    }
    values =
      axes.map { length($0) }
      + [angle(axes[1], axes[2]), angle(axes[0], axes[2]), angle(axes[0], axes[1])]
  }

  /// The differences of the parameters.
  static func - (left: CellParameters, right: CellParameters) -> CellParameters {
    var result = left
    for index in result.values.indices { result.values[index] -= right.values[index] }
    return result
  }
}
