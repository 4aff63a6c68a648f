import Foundation
import PhaseFitLandau
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

extension LandauTableReport {
  /// The report as JSON text in UTF-8, ending with a line break.
  ///
  /// One element of `transitions` of the summary without its structural keys, and the numbers that a
  /// table has besides. Every key is present, null where unknown; keys stand in alphabetical order.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(tree), as: UTF8.self) + "\n"
  }

  private var tree: JSONTree {
    let preferred = analysis.preferred
    let source = preferred?.uncertaintySource
    var tree: [String: JSONTree] = [
      "table": .string(name), "observable": .string(observable.rawValue),
      "seed": .number(Double(seed)), "order": .string(analysis.order.rawValue),
      "temperature": JSONTree(analysis.temperature, source),
      "bracket": .pair(analysis.bracket.lower, analysis.bracket.upper),
      "coexistence": analysis.bracket.coexistence.map { .array($0.map(JSONTree.init)) } ?? .null,
      "tc": JSONTree(analysis.reported?.criticalTemperature, source),
      "tPlus": JSONTree(analysis.superheatingLimit, source),
      "exponent": exponent, "evidence": evidence,
      "phaseRule": .string(series.phaseRule),
      "points": .array(series.series.points.map(point)),
      "fits": .array(analysis.fits.indices.map(fit)),
      "diagnostics": .array(diagnostics.map(diagnostic)),
      "refusal": analysis.fits.isEmpty
        ? .string(analysis.diagnostics.first { $0.severity != .note }?.message ?? "no fit was made")
        : .null,
    ]
    tree["bootstrap"] = .array(analysis.bootstraps.map(bootstrap))
    tree["influence"] = .array(
      analysis.influences.map {
        .object([
          "temperature": JSONTree($0.temperature), "points": .number(Double($0.pointCount)),
          "transitionShift": JSONTree($0.transitionShift),
          "exponentShift": JSONTree($0.exponentShift),
        ])
      })
    tree["branches"] = branches.map(branch) ?? .null
    tree["lowerTransitions"] = .array(
      lower.map { item in
        .object([
          "bracket": .pair(item.found.bracket.first, item.found.bracket.last),
          "deltaAICc": JSONTree(item.found.akaikeDifference),
          "temperature": JSONTree(
            item.analysis.temperature, item.analysis.preferred?.uncertaintySource),
          "order": .string(item.analysis.order.rawValue),
          "reason": .string(item.analysis.evidence.reason),
          "points": .array(item.found.lower.points.filter(\.isDistorted).map(point)),
        ])
      })
    tree["consequences"] = consequences
    tree["prediction"] = .array(
      analysis.prediction.map {
        .object([
          "temperature": JSONTree($0.temperature), "value": JSONTree($0.value),
          "interval95": .pair($0.lower95, $0.upper95),
        ])
      })
    return .object(tree)
  }

  private var exponent: JSONTree {
    guard let exponent = analysis.exponent else { return .null }
    guard
      case .object(var tree) = JSONTree(exponent.estimate, analysis.preferred?.uncertaintySource)
    else { return .null }
    tree["window"] = .pair(exponent.window.first, exponent.window.last)
    tree["pointsNearTransition"] = .number(Double(exponent.pointsNearTransition))
    tree["correlationWithTc"] = JSONTree(exponent.correlationWithCriticalTemperature)
    return .object(tree)
  }

  private var evidence: JSONTree {
    let evidence = analysis.evidence
    let source = analysis.preferred?.uncertaintySource
    return .object([
      "reason": .string(evidence.reason), "symmetry": .string(evidence.symmetry),
      "jumpResolved": .bool(evidence.isJumpResolved), "jump": JSONTree(evidence.jump, source),
      "p": JSONTree(evidence.p, source), "deltaAICc": JSONTree(evidence.akaikeDifference),
      "varianceInflation": JSONTree(evidence.varianceInflation),
      "saturation": .string(evidence.saturation.rawValue),
      "signTests": .array(
        evidence.signTests.map {
          .object([
            "window": .array($0.window.map(JSONTree.init)),
            "points": .number(Double($0.pointCount)), "lowest": JSONTree($0.lowest),
            "highest": JSONTree($0.highest), "threshold": JSONTree($0.threshold),
          ])
        }),
      "weights": .array(
        evidence.weights.map {
          .object([
            "model": .string($0.model.name), "aicc": JSONTree($0.akaike),
            "bic": JSONTree($0.bayes),
          ])
        }),
      "likelihoodRatios": .array(
        evidence.likelihoodRatios.map {
          .object([
            "model": .string($0.model.name), "statistic": JSONTree($0.statistic),
            "probability": JSONTree($0.probability),
          ])
        }),
      "exponentWindows": .array(
        evidence.exponentWindows.map {
          .object([
            "lowestTemperature": JSONTree($0.lowestTemperature),
            "points": .number(Double($0.pointCount)), "value": JSONTree($0.exponent),
            "su": JSONTree($0.standardUncertainty), "tc": JSONTree($0.criticalTemperature),
          ])
        }),
      "runs": evidence.runs.map {
        .object([
          "count": .number(Double($0.count)), "expected": JSONTree($0.expected),
          "probability": JSONTree($0.probability),
        ])
      } ?? .null,
      "smoothCurve": evidence.smoothCurve.map {
        .object([
          "degree": .number(Double($0.degree)), "deltaAICc": JSONTree($0.akaikeDifference),
        ])
      } ?? .null,
    ])
  }

  private func point(_ point: OrderParameterSeries.Point) -> JSONTree {
    .object([
      "temperature": JSONTree(point.temperature), "value": JSONTree(point.value),
      "su": JSONTree(point.standardUncertainty), "distorted": .bool(point.isDistorted),
      "line": .number(Double(table.rows[point.measurement].line)),
    ])
  }

  private func fit(_ index: Int) -> JSONTree {
    let fit = analysis.fits[index]
    let source = fit.uncertaintySource
    let names = fit.parameterNames
    return .object([
      "model": .string(fit.model.name), "formula": .string(fit.model.formula),
      "preferred": .bool(index == analysis.preferredFit), "status": .string(fit.status.rawValue),
      "atBoundary": .bool(fit.isAtBoundary),
      "parameters": .object(
        Dictionary(
          zip(names, fit.parameterValues.map(JSONTree.init)), uniquingKeysWith: { $1 })),
      "covariance": fit.covariance.map { matrix in
        .array(
          names.indices.map { i in .array(names.indices.map { JSONTree(matrix[i, $0]) }) })
      } ?? .null,
      "parameterOrder": .array(names.map(JSONTree.string)),
      "tc": JSONTree(fit.criticalTemperature, source),
      "ttr": JSONTree(fit.transitionTemperature, source),
      "tPlus": JSONTree(fit.superheatingLimit, source), "p": JSONTree(fit.p, source),
      "v": JSONTree(fit.v, source), "exponent": JSONTree(fit.exponent, source),
      "saturationTemperature": JSONTree(fit.saturationTemperature, source),
      "chiSquared": JSONTree(fit.chiSquared),
      "degreesOfFreedom": .number(Double(fit.degreesOfFreedom)),
      "aicc": JSONTree(fit.correctedAkaike),
      "residuals": .array(fit.points.map { JSONTree($0.residual) }),
    ])
  }

  private func branch(_ branches: LandauBranches) -> JSONTree {
    func one(_ branch: LandauBranches.Branch) -> JSONTree {
      .object([
        "bracket": .pair(branch.bracket.lower, branch.bracket.upper),
        "distorted": .number(Double(branch.distortedCount)),
        "temperature": JSONTree(branch.temperature),
      ])
    }
    return .object([
      "heating": one(branches.heating), "cooling": one(branches.cooling),
      "hysteresis": branches.hysteresis.map { .array($0.map(JSONTree.init)) } ?? .null,
      "difference": JSONTree(branches.difference), "statement": .string(branches.statement),
    ])
  }

  private func bootstrap(_ bootstrap: LandauBootstrap) -> JSONTree {
    .object([
      "kind": .string(bootstrap.kind.rawValue),
      "replicates": .number(Double(bootstrap.replicateCount)),
      "failures": .number(Double(bootstrap.failureCount)),
      "ttr": JSONTree(bootstrap.transitionTemperature),
      "tc": JSONTree(bootstrap.criticalTemperature),
      "tPlus": JSONTree(bootstrap.superheatingLimit), "jump": JSONTree(bootstrap.jump),
      "p": JSONTree(bootstrap.p), "v": JSONTree(bootstrap.v),
      "exponent": JSONTree(bootstrap.exponent),
    ])
  }

  private var consequences: JSONTree {
    guard let consequences = analysis.consequences else { return .null }
    return .object([
      "alpha": JSONTree(consequences.alpha),
      "normalisation": .string(
        consequences.alpha == nil
          ? "divided by alpha, which structures alone do not give"
          : "alpha in J/(mol K) over squared units of the order parameter"),
      "potential": consequences.potential.map {
        .object([
          "a": JSONTree($0.a), "u": JSONTree($0.u), "b": JSONTree($0.b), "c": JSONTree($0.c),
          "tc": JSONTree($0.criticalTemperature),
        ])
      } ?? .null,
      "transitionEntropy": JSONTree(consequences.transitionEntropy),
      "latentHeat": JSONTree(consequences.latentHeat),
      "heatCapacityStep": JSONTree(consequences.heatCapacityStep),
      "susceptibilityRatio": JSONTree(consequences.susceptibilityRatio),
      "points": .array(
        consequences.points.map {
          .object([
            "temperature": JSONTree($0.temperature), "excessEntropy": JSONTree($0.excessEntropy),
            "excessHeatCapacity": JSONTree($0.excessHeatCapacity),
            "inverseSusceptibility": JSONTree($0.inverseSusceptibility),
          ])
        }),
    ])
  }

  private func diagnostic(_ diagnostic: Diagnostic) -> JSONTree {
    .object([
      "severity": .string(diagnostic.severity.rawValue), "code": .string(diagnostic.code),
      "message": .string(diagnostic.message),
      "file": diagnostic.file.map(JSONTree.string) ?? .null,
      "line": diagnostic.line.map { .number(Double($0)) } ?? .null,
    ])
  }
}

/// A JSON value; numbers that are not finite are null.
private enum JSONTree: Encodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(_ number: Double?) {
    if let number, number.isFinite { self = .number(number) } else { self = .null }
  }

  init(_ estimate: LandauEstimate?, _ source: LandauFit.UncertaintySource? = nil) {
    guard let estimate else {
      self = .null
      return
    }
    self = .object([
      "value": JSONTree(estimate.value), "su": JSONTree(estimate.standardUncertainty),
      "scaledSu": JSONTree(estimate.scaledStandardUncertainty),
      "interval95": .pair(estimate.lower95, estimate.upper95),
      "suOrigin": estimate.standardUncertainty == nil
        ? .null : source.map { .string($0.rawValue) } ?? .null,
    ])
  }

  static func pair(_ lower: Double?, _ upper: Double?) -> JSONTree {
    lower == nil && upper == nil ? .null : .array([JSONTree(lower), JSONTree(upper)])
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let values): try container.encode(values)
    case .object(let pairs): try container.encode(pairs)
    }
  }
}
