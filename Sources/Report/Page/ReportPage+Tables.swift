import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The tables of the page, rounded by their uncertainties; `tables/` has all digits.
extension ReportPage {
  static func tables(_ report: AnalysisReport) -> [Markup] {
    let groups: [(heading: String, tables: [PageTable])] = [
      (
        "Phases and what symmetry says",
        [phases(report), expansions(report)] + symmetryTables(report)
      ),
      ("Landau fits", [modelComparison(report)] + fits(report) + [componentFits(report)]),
      ("Model of the whole sweep", modelTables(report)),
      (
        "Structures",
        [
          measurements(report), irrepAmplitudes(report), amplitudes(report), strain(report),
          displacementParameters(report), embeddings(report), sites(report), relaxed(report),
        ]
      ),
    ]
    return groups.flatMap { group -> [Markup] in
      let tables = group.tables.filter { !$0.rows.isEmpty }.map(\.markup)
      return tables.isEmpty ? [] : [.element("h3", [:], group.heading)] + tables
    }
  }

  private static func text(_ quantity: Quantity?) -> String {
    quantity.map { NumberText.shown($0.value, $0.standardUncertainty) } ?? ""
  }

  /// An end of an interval with the decimals of the value.
  private static func end(_ value: Double?, of quantity: Quantity) -> String {
    guard let value, let uncertainty = quantity.standardUncertainty, uncertainty > 1e-9,
      abs(value) < 1e9
    else { return text(value) }
    return String(format: "%.\(NumberText.decimals(for: uncertainty))f", value)
  }

  private static func text(_ number: Double?) -> String {
    number.map { NumberText.rounded($0, significantDigits: 6) } ?? ""
  }

  private static func text(_ number: Int?) -> String { number.map(String.init) ?? "" }

  private static func text(_ group: SpaceGroupType?) -> String {
    group.map(SummaryText.name) ?? ""
  }

  private static func numbers(_ headings: String...) -> [PageTable.Column] {
    headings.map { PageTable.Column(heading: $0, isNumber: true) }
  }

  private static func texts(_ headings: String...) -> [PageTable.Column] {
    headings.map { PageTable.Column(heading: $0) }
  }

  /// Temperature and file of a measurement, the cells that most tables begin with.
  static func place(_ measurement: Int, _ report: AnalysisReport) -> [String] {
    guard report.sweep.measurements.indices.contains(measurement) else { return ["", ""] }
    let record = report.sweep.measurements[measurement]
    let block = record.block.map { " (\($0))" } ?? ""
    return [text(record.temperature), record.file + block]
  }

  static let placeColumns = numbers("T / K") + texts("file")

  // MARK: - Sweep

  private static func measurements(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Measurements",
      columns: placeColumns + texts("run", "branch", "declared", "found", "kept by the weights")
        + numbers(
          "tolerance / Å", "a / Å", "b / Å", "c / Å", "α / °", "β / °", "γ / °", "V / Å³", "atoms")
        + texts("used", "temperature from", "remark"),
      rows: report.sweep.measurements.enumerated().map { number, record in
        let parameters = record.cell.map { ($0.lengths + $0.angles).map { text($0) } } ?? []
        let padded = parameters + Array(repeating: "", count: max(0, 6 - parameters.count))
        return place(number, report) + [
          record.run ?? "", record.branch?.rawValue ?? "",
          record.spaceGroupDeclared.map { SummaryText.name($0) } ?? record.spaceGroupSpelling ?? "",
          text(record.spaceGroupFound), text(report.groupKeptByWeights(measurement: number)),
          record.tolerance.map { NumberText.rounded($0.value, significantDigits: 3) } ?? "",
        ] + padded.prefix(6) + [
          text(record.cell?.volume), text(record.atomCount), record.used ? "yes" : "no",
          record.temperatureSource ?? "", record.reason ?? "",
        ]
      })
  }

  private static func displacementParameters(_ report: AnalysisReport) -> PageTable {
    var elements: [String] = []
    for parameter in report.sweep.measurements.flatMap(\.displacementParameters)
    where !elements.contains(parameter.element) {
      elements.append(parameter.element)
    }
    return PageTable(
      caption: "Mean displacement parameters U / Å²",
      columns: placeColumns
        + elements.map { PageTable.Column(heading: $0, isNumber: true) },
      rows: elements.isEmpty
        ? []
        : report.sweep.measurements.enumerated().map { number, record in
          place(number, report)
            + elements.map { element in
              text(record.displacementParameters.first { $0.element == element }?.mean)
            }
        })
  }

  private static func phases(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Phases",
      columns: texts("space group") + numbers("from / K", "to / K", "structures")
        + numbers("index in the parent", "cell multiplication") + texts("run"),
      rows: report.phases.map { phase in
        [
          SummaryText.name(phase.group), text(phase.temperatureRange.lower),
          text(phase.temperatureRange.upper), text(phase.measurements.count),
          text(phase.indexInParent), text(phase.cellMultiplication), phase.run ?? "",
        ]
      })
  }

  // MARK: - Fits

  private static func fits(_ report: AnalysisReport) -> [PageTable] {
    report.transitions.enumerated().map { number, transition in
      let place = report.transitions.count == 1 ? "" : " of transition \(number + 1)"
      return PageTable(
        caption: "Parameters of the fits\(place)",
        columns: texts("model", "parameter") + numbers("value") + texts("unit")
          + numbers("95 % from", "95 % to", "s.u. scaled by √(χ²/ν)") + texts("s.u.", "fixed"),
        rows: transition.fits.flatMap { fit in
          fit.parameters.map { parameter in
            let quantity = parameter.estimate.quantity
            return [
              fit.model + (fit.isReported ? " (reported)" : ""),
              FormulaText.parameter(parameter.name), text(quantity),
              quantity.unit == "1" ? "" : quantity.unit,
              end(parameter.estimate.interval95?.lower, of: quantity),
              end(parameter.estimate.interval95?.upper, of: quantity),
              parameter.scaledUncertainty.map {
                NumberText.rounded($0, significantDigits: 2)
              } ?? "", quantity.uncertaintyOrigin?.rawValue ?? "",
              parameter.isFixed ? "yes" : "",
            ]
          }
        })
    }
  }

  /// One row for every irrep alone and every element within it.
  private static func componentFits(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Power laws of each irrep, and of each element in it",
      columns: texts("transition", "fitted")
        + numbers("points", "Tc / K", "95 % from", "95 % to", "β", "95 % from", "95 % to", "χ²"),
      rows: report.transitions.enumerated().flatMap { number, transition in
        transition.componentFits.map { fit in
          func cells(_ name: String) -> [String] {
            let found = fit.parameters.first { $0.name == name }?.estimate
            guard let found else { return ["", "", ""] }
            return [text(found.quantity)]
              + [found.interval95?.lower, found.interval95?.upper].map {
                end($0, of: found.quantity)
              }
          }
          return ["\(number + 1)", fit.target, text(fit.pointCount)] + cells("Tc")
            + cells("beta")
            + [fit.chiSquared.map { NumberText.rounded($0, significantDigits: 4) } ?? ""]
        }
      })
  }

  private static func modelComparison(_ report: AnalysisReport) -> PageTable {
    let fits = report.transitions.flatMap(\.fits)
    // A column that says the same of every fit takes room and tells nothing.
    let allConverged = fits.allSatisfy { $0.status == "converged" }
    let sameWeights = Set(fits.map(\.isWeighted)).count == 1
    let oneTarget = Set(fits.map(\.target)).count == 1
    return PageTable(
      caption: "Comparison of models: the smaller AICc, the better",
      columns: texts("transition", "model", "formula", "status")
        + numbers("points", "ν", "χ²", "AICc", "ΔAICc") + texts("weighted", "fitted"),
      rows: report.transitions.enumerated().flatMap { number, transition in
        transition.fits.map { fit in
          [
            report.transitions.count > 1 ? "\(number + 1)" : "",
            fit.model + (fit.isReported ? " (reported)" : ""), FormulaText.formula(fit.formula),
            allConverged ? "" : fit.status, text(fit.pointCount), text(fit.degreesOfFreedom),
            fit.chiSquared.map { NumberText.rounded($0, significantDigits: 4) } ?? "",
            fit.aicc.map { NumberText.rounded($0, significantDigits: 5) } ?? "",
            fit.deltaAICc.map { NumberText.rounded($0, significantDigits: 3) } ?? "",
            sameWeights ? "" : fit.isWeighted ? "yes" : "no", oneTarget ? "" : fit.target,
          ]
        }
      })
  }

  // MARK: - Distortions

  private static func amplitudes(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Amplitudes by wave vector",
      columns: placeColumns + texts("k") + numbers("arms", "As / Å", "Ap / Å", "occupancy"),
      rows: report.distortions.flatMap { distortion in
        distortion.stars.map { star in
          place(distortion.measurement, report) + [
            XMLElementNode.waveVector(star.waveVector), text(star.armCount),
            text(star.displacementAs), text(star.displacementAp), text(star.occupancy),
          ]
        }
      })
  }

  private static func strain(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Strain against the parent",
      columns: placeColumns
        + numbers("e11", "e22", "e33", "2e23", "2e13", "2e12", "breaking", "conserving"),
      rows: report.embeddings.compactMap { embedding in
        guard let strain = embedding.strain else { return nil }
        let components = strain.voigt.prefix(6).map { text($0) }
        return place(embedding.measurement, report) + components
          + Array(repeating: "", count: 6 - components.count)
          + [text(strain.symmetryBreaking), text(strain.symmetryConserving)]
      })
  }

  private static func embeddings(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Position of the structures in the parent",
      columns: placeColumns + texts("matrix P, by rows", "origin p")
        + numbers("cells", "index", "largest |u| / Å", "r.m.s. |u| / Å", "rotation / °")
        + texts("domain"),
      rows: report.embeddings.map { embedding in
        let entries = embedding.matrix.rowMajor.map(String.init)
        let rows = [0, 3, 6].map { entries[$0..<$0 + 3].joined(separator: " ") }
        let origin = embedding.originShift.components.map {
          // To 1e-5 of a cell edge, less than the s.u. of the best refined coordinates.
          NumberText.rounded(($0 * 1e5).rounded() / 1e5, significantDigits: 5)
        }
        return place(embedding.measurement, report) + [
          rows.joined(separator: " / "), origin.joined(separator: ", "),
          text(embedding.cellMultiplication), text(embedding.index),
          text(embedding.maximumDisplacement), text(embedding.rootMeanSquareDisplacement),
          embedding.rotationAngle.map { NumberText.rounded($0.value, significantDigits: 3) } ?? "",
          embedding.domainOperation ?? "",
        ]
      })
  }

  private static func sites(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Sites of the parent",
      columns: texts("site", "elements") + numbers("x", "y", "z", "multiplicity"),
      rows: (report.parent?.sites ?? []).map { site in
        [
          site.label,
          site.contents.map { content in
            content.occupancy == 1
              ? content.element.symbol
              : "\(content.element.symbol) "
                + NumberText.rounded(content.occupancy, significantDigits: 4)
          }.joined(separator: ", "),
        ]
          + site.position.components.map {
            NumberText.rounded(NumberText.cleaned($0), significantDigits: 5)
          }
          + [text(site.multiplicity)]
      })
  }

  // MARK: - Relaxed fit

  private static func relaxed(_ report: AnalysisReport) -> PageTable {
    PageTable(
      caption: "Relaxed weights",
      columns: placeColumns + texts("group kept", "as found") + numbers("operations kept")
        + texts("norms of the blocks") + numbers("output / Å", "observed / Å", "relative residual"),
      rows: (report.relaxedFit?.structures ?? []).map { structure in
        let blocks = structure.blocks.map { block in
          "\(block.type) (\(XMLElementNode.waveVector(block.waveVector))) "
            + NumberText.rounded(block.norm, significantDigits: 3)
        }
        return place(structure.measurement, report) + [
          text(structure.groupKept), structure.agreesWithFound.map { $0 ? "yes" : "no" } ?? "",
          "\(structure.operationsKept) of \(structure.operationsOfParent)",
          blocks.joined(separator: "; "), text(structure.outputAmplitude),
          text(structure.observedAmplitude),
          structure.relativeResidual.map { NumberText.rounded($0.value, significantDigits: 3) }
            ?? "",
        ]
      })
  }
}
