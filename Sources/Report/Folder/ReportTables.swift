import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The tables of a report as comma-separated text, one row for each number that can be plotted.
enum ReportTables {
  /// The tables by their names.
  static func files(_ report: AnalysisReport) -> [(name: String, text: String)] {
    [
      ("measurements.csv", measurements(report)), ("amplitudes.csv", amplitudes(report)),
      ("irreps.csv", irreps(report)),
      ("displacement-parameters.csv", displacementParameters(report)),
      ("displacements.csv", displacements(report)), ("strain.csv", strain(report)),
      ("relaxed-weights.csv", relaxedWeights(report)),
      ("fit-parameters.csv", fitParameters(report)), ("fit-points.csv", fitPoints(report)),
    ] + (report.trajectories.isEmpty ? [] : [("distributions.csv", distributions(report))])
      + (report.expansions.isEmpty ? [] : [("thermal-expansion.csv", expansions(report))])
  }

  /// The thermal expansion of phases, one row for each principal coefficient and for the volume.
  private static func expansions(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: [
        "phase", "run", "from_K", "to_K", "cells", "coefficient", "multiplicity", "along_a",
        "along_b", "along_c", "value_per_K", "su_per_K",
      ])
    for expansion in report.expansions {
      let place: [CommaSeparatedTable.Cell] = [
        .text(expansion.phase), .text(expansion.run), .number(expansion.temperatureRange.lower),
        .number(expansion.temperatureRange.upper), .integer(expansion.count),
      ]
      for principal in expansion.principal {
        let axis = principal.direction
        table.append(
          place + [
            .text("principal"), .integer(principal.multiplicity), .number(axis?.x),
            .number(axis?.y), .number(axis?.z), .number(principal.coefficient.value),
            .number(principal.coefficient.standardUncertainty),
          ])
      }
      table.append(
        place + [
          .text("volume"), .integer(nil), .number(nil), .number(nil), .number(nil),
          .number(expansion.volume.value), .number(expansion.volume.standardUncertainty),
        ])
    }
    return table.text
  }

  /// The distributions of order parameters, one row for each bin.
  private static func distributions(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: placeColumns + ["transition", "irrep", "order_parameter_A", "density_per_A"])
    for record in report.trajectories {
      for value in record.distributions {
        for (bin, density) in value.histogram.densities.enumerated() {
          table.append(
            place(record.measurement, in: report) + [
              .integer(value.transition), .text(value.label),
              .number(value.histogram.lower + (Double(bin) + 0.5) * value.histogram.width),
              .number(density),
            ])
        }
      }
    }
    return table.text
  }

  private static func measurements(_ report: AnalysisReport) -> String {
    let cellNames = ["a", "b", "c", "alpha", "beta", "gamma"]
    let cellUnits = ["A", "A", "A", "deg", "deg", "deg"]
    var table = CommaSeparatedTable(
      columns: [
        "file", "block", "run", "branch", "temperature_K", "temperature_su_K",
        "temperature_source",
      ] + zip(cellNames, cellUnits).flatMap { ["\($0)_\($1)", "\($0)_su_\($1)"] } + [
        "volume_A3", "declared_number", "declared_symbol", "found_number", "found_symbol",
        "tolerance_A", "kept_number", "kept_symbol", "used", "reason",
      ])
    for (number, record) in report.sweep.measurements.enumerated() {
      let kept = report.groupKeptByWeights(measurement: number)
      let parameters: [Quantity?] =
        record.cell.map { $0.lengths + $0.angles } ?? Array(repeating: nil, count: 6)
      table.append(
        [
          .text(record.file), .text(record.block), .text(record.run),
          .text(record.branch?.rawValue), .number(record.temperature?.value),
          .number(record.temperature?.standardUncertainty), .text(record.temperatureSource),
        ] + parameters.flatMap { [.number($0?.value), .number($0?.standardUncertainty)] } + [
          .number(record.cell?.volume?.value), .integer(record.spaceGroupDeclared?.number),
          .text(record.spaceGroupDeclared?.symbol), .integer(record.spaceGroupFound?.number),
          .text(record.spaceGroupFound?.symbol), .number(record.tolerance?.value),
          .integer(kept?.number), .text(kept?.symbol), .fact(record.used), .text(record.reason),
        ])
    }
    return table.text
  }

  /// The cells that every table with one row for each measurement begins with.
  private static func place(
    _ measurement: Int, in report: AnalysisReport
  ) -> [CommaSeparatedTable.Cell] {
    guard report.sweep.measurements.indices.contains(measurement) else {
      return [.text(nil), .text(nil), .number(nil)]
    }
    let record = report.sweep.measurements[measurement]
    return [.text(record.file), .text(record.block), .number(record.temperature?.value)]
  }

  private static let placeColumns = ["file", "block", "temperature_K"]

  private static func amplitudes(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: placeColumns + [
        "k", "displacement_As_A", "displacement_As_su_A", "displacement_Ap_A",
        "displacement_Ap_su_A", "occupancy", "occupancy_su", "su_origin",
      ])
    for distortion in report.distortions {
      for star in distortion.stars {
        let quantities = [star.displacementAs, star.displacementAp, star.occupancy]
        let origin = quantities.compactMap { $0?.uncertaintyOrigin }.first
        table.append(
          place(distortion.measurement, in: report)
            + [.text(XMLElementNode.waveVector(star.waveVector))]
            + quantities.flatMap { [.number($0?.value), .number($0?.standardUncertainty)] }
            + [.text(origin?.rawValue)])
      }
    }
    return table.text
  }

  private static func irreps(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: placeColumns + [
        "irrep", "k", "displacement_As_A", "displacement_As_su_A", "displacement_Ap_A",
        "displacement_Ap_su_A", "strain", "strain_su", "occupancy", "occupancy_su",
      ])
    for distortion in report.distortions {
      for irrep in distortion.irreps {
        let quantities = [
          irrep.displacementAs, irrep.displacementAp, irrep.strain, irrep.occupancy,
        ]
        table.append(
          place(distortion.measurement, in: report)
            + [.text(irrep.label), .text(XMLElementNode.waveVector(irrep.waveVector))]
            + quantities.flatMap { [.number($0?.value), .number($0?.standardUncertainty)] })
      }
    }
    return table.text
  }

  private static func displacements(_ report: AnalysisReport) -> String {
    let components = ["ux_A", "ux_su_A", "uy_A", "uy_su_A", "uz_A", "uz_su_A"]
    var table = CommaSeparatedTable(
      columns: placeColumns + ["site", "x", "y", "z"] + components + [
        "occupancy_deviation", "occupancy_deviation_su",
      ])
    for distortion in report.distortions {
      for site in distortion.displacements {
        let quantities = (0..<3).map { axis in
          site.components.indices.contains(axis) ? site.components[axis] : nil
        }
        table.append(
          place(distortion.measurement, in: report) + [.text(site.label)]
            + site.position.components.map { .number($0) }
            + (quantities + [site.occupancy]).flatMap {
              [.number($0?.value), .number($0?.standardUncertainty)]
            })
      }
    }
    return table.text
  }

  private static func displacementParameters(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(columns: placeColumns + ["element", "U_A2", "U_su_A2"])
    for (number, record) in report.sweep.measurements.enumerated() {
      for parameter in record.displacementParameters {
        table.append(
          place(number, in: report) + [
            .text(parameter.element), .number(parameter.mean.value),
            .number(parameter.mean.standardUncertainty),
          ])
      }
    }
    return table.text
  }

  private static func strain(_ report: AnalysisReport) -> String {
    let names = ["e11", "e22", "e33", "2e23", "2e13", "2e12"]
    var table = CommaSeparatedTable(
      columns: placeColumns + names.flatMap { [$0, "\($0)_su"] } + [
        "symmetry_breaking", "symmetry_breaking_su", "symmetry_conserving",
        "symmetry_conserving_su",
      ])
    for embedding in report.embeddings {
      guard let strain = embedding.strain else { continue }
      let components = names.indices.map {
        strain.voigt.indices.contains($0) ? strain.voigt[$0] : nil
      }
      table.append(
        place(embedding.measurement, in: report)
          + (components + [strain.symmetryBreaking, strain.symmetryConserving]).flatMap {
            [.number($0?.value), .number($0?.standardUncertainty)]
          })
    }
    return table.text
  }

  private static func relaxedWeights(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: placeColumns + [
        "type", "k", "norm", "operations_kept", "operations_of_parent", "kept_number",
        "kept_symbol",
      ])
    for structure in report.relaxedFit?.structures ?? [] {
      for block in structure.blocks {
        table.append(
          place(structure.measurement, in: report) + [
            .text(block.type), .text(XMLElementNode.waveVector(block.waveVector)),
            .number(block.norm), .integer(structure.operationsKept),
            .integer(structure.operationsOfParent), .integer(structure.groupKept?.number),
            .text(structure.groupKept?.symbol),
          ])
      }
    }
    return table.text
  }

  private static func fitParameters(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(columns: [
      "transition", "model", "target", "reported", "parameter", "value", "su", "su_origin",
      "lower95", "upper95", "scaled_su", "fixed", "unit",
    ])
    for (number, transition) in report.transitions.enumerated() {
      for fit in transition.fits + transition.componentFits {
        for parameter in fit.parameters {
          let quantity = parameter.estimate.quantity
          table.append([
            .integer(number + 1), .text(fit.model), .text(fit.target), .fact(fit.isReported),
            .text(parameter.name), .number(quantity.value),
            .number(quantity.standardUncertainty), .text(quantity.uncertaintyOrigin?.rawValue),
            .number(parameter.estimate.interval95?.lower),
            .number(parameter.estimate.interval95?.upper), .number(parameter.scaledUncertainty),
            .fact(parameter.isFixed), .text(quantity.unit),
          ])
        }
      }
    }
    return table.text
  }

  private static func fitPoints(_ report: AnalysisReport) -> String {
    var table = CommaSeparatedTable(
      columns: ["transition", "model", "target"] + placeColumns + [
        "observed", "observed_su", "unit", "fitted", "residual", "used",
      ])
    for (number, transition) in report.transitions.enumerated() {
      for fit in transition.fits + transition.componentFits {
        for point in fit.points {
          table.append(
            [.integer(number + 1), .text(fit.model), .text(fit.target)]
              + place(point.measurement, in: report) + [
                .number(point.observed.value), .number(point.observed.standardUncertainty),
                .text(point.observed.unit), .number(point.fitted), .number(point.residual),
                .fact(point.used),
              ])
        }
      }
    }
    return table.text
  }
}
