import PhaseFitNumerics

/// The thermal expansion of phases in the summary for scripts.
///
/// - Units: coefficients in 1/K; `direction` has components along a, b and c.
extension SummaryJSON {
  static func expansion(_ record: AnalysisReport.Expansion) -> JSONValue {
    func coefficient(_ quantity: Quantity) -> JSONValue {
      JSONValue([
        "value": .number(quantity.value), "su": .number(orNull: quantity.standardUncertainty),
      ])
    }
    return JSONValue([
      "phase": .string(record.phase), "run": .string(orNull: record.run),
      "temperatureRange": interval(record.temperatureRange),
      "cells": .number(Double(record.count)),
      "principal": .array(
        record.principal.map { principal in
          JSONValue([
            "coefficient": coefficient(principal.coefficient),
            "direction": principal.direction.map { direction in
              .array(direction.components.map { .number($0) })
            } ?? .null,
            "multiplicity": .number(Double(principal.multiplicity)),
          ])
        }),
      "volume": coefficient(record.volume),
    ])
  }
}
