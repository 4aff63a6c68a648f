import ArgumentParser
import Foundation
import PhaseFit

/// `phasefit reproduce`: the experiments of the paper behind the relaxed model.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Run the experiments of the relaxed-weights paper beside its values.",
    discussion: """
      Without a name the experiments are listed; all runs every one of them, which takes some \
      minutes. Each is run with relaxed weights and, as the strictly equivariant baseline, with \
      these held. Source: arXiv:2407.20471.
      """)

  /// What standard output gets.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The experiments to run, or all.")
  var names: [String] = []

  @Option(help: "The seed of the weights at the start of the first run.")
  var seed: UInt64 = 0

  @Option(help: "How many runs, with consecutive seeds.")
  var runs = 1

  @Option(help: "What to print.")
  var format = Format.text

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs is \(runs): expected at least 1.") }
  }

  func run() throws {
    try Terminal.reportingFailures {
      if names.isEmpty {
        try Terminal.print(Reproduction.names.map { $0 + "\n" }.joined())
        return
      }
      let progress = ProgressLine(isEnabled: true)
      let chosen = names == ["all"] ? Reproduction.names : names
      if let name = chosen.first(where: { !Reproduction.names.contains($0) }) {
        throw CommandFailure(
          status: 64,
          message: "reproduce: no experiment is called \"\(name)\": expected all or some of "
            + Reproduction.names.joined(separator: ", "))
      }
      var results: [Reproduction] = []
      for name in chosen {
        let first = results.count
        for run in 0..<runs {
          progress.show(name, completed: run + 1, total: runs)
          guard let result = try Reproduction.run(name, seed: seed &+ UInt64(run)) else { continue }
          results.append(result)
          if format == .text {
            progress.clear()
            try Terminal.print(Self.text(result))
          }
        }
        if format == .text && runs > 1 {
          progress.clear()
          try Terminal.print(Self.spread(Array(results[first...])))
        }
      }
      progress.clear()
      if format == .json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try Terminal.print(bytes: Array(try encoder.encode(results)) + [UInt8(ascii: "\n")])
      }
    }
  }

  /// Minimum, median and maximum over the seeds of one experiment.
  private static func spread(_ results: [Reproduction]) -> String {
    func row(_ title: String, _ value: (Reproduction) -> Double) -> String {
      let values = results.map(value).sorted()
      guard let low = values.first, let high = values.last else { return "" }
      let (one, two) = (values[(values.count - 1) / 2], values[values.count / 2])
      let numbers = [low, (one + two) / 2, high].map { String(format: "%.2e", $0) }
      return "  \(title)\(numbers.joined(separator: ", "))\n"
    }
    let kept = results.filter { $0.groupKept == $0.targetGroup }.count
    return "\(results[0].name), minimum, median and maximum of \(results.count) seeds\n"
      + row("loss              ", \.loss)
      + row("baseline - floor  ") { $0.baselineLoss - $0.baselineFloor }
      + row("leakage           ", \.leakage)
      + "  right group kept  in \(kept) of \(results.count)\n\n"
  }

  private static func text(_ result: Reproduction) -> String {
    func number(_ value: Double) -> String { String(format: "%.2e", value) }
    func group(_ group: Reproduction.Group) -> String {
      "\(group.symbol ?? "no crystallographic group") (order \(group.order))"
    }
    let (baseline, floor) = (result.baselineLoss.significant, result.baselineFloor.significant)
    let excess = result.baselineLoss - result.baselineFloor
    let paper = result.paper.loss.map { $0 == 0 ? "0.000000" : "\($0)" } ?? "not printed"
    let allowed = result.allowed
      .map { "\($0.irrep) \(Int($0.value)) of \($0.irrep.dimension)" }.joined(separator: ", ")
    var layers = result.weights.enumerated().map { index, layer in
      let parts = layer.map { "\($0.irrep) \(String(format: "%.4f", $0.value))" }
      return "  |θ| in layer \(index + 1)   \(parts.joined(separator: ", "))\n"
    }
    if let sweep = result.sweep {
      func list(_ values: [Double]) -> String {
        // Rounding below the last digit printed has no sign.
        values.map { String(format: "%.4f", abs($0) < 5e-5 ? 0 : $0) }.joined(separator: " ")
      }
      layers.append("  strains           \(list(sweep.strains))\n")
      for (index, pair) in zip(sweep.amplitudes, sweep.correlations).enumerated() {
        layers.append(
          "  2e in layer \(index + 1)     \(list(pair.0)), correlation "
            + String(format: "%.4f", pair.1) + "\n")
      }
    }
    let response = result.response.map { response in
      func vector(_ components: [Double]) -> String {
        // Rounding below the last digit printed has no sign.
        components.map { String(format: "%.6f", abs($0) < 5e-7 ? 0 : $0) }
          .joined(separator: " ")
      }
      func cosine(_ value: Double?) -> String {
        value.map { ", paper: cosine \($0) of the raw weight" } ?? ""
      }
      let weights = response.pseudoscalars.map { number($0) }.joined(separator: ", ")
      let printed = result.paper.pseudoscalar.map { ", paper \($0) in the last layer" } ?? ""
      return """
          E of the response \(vector(response.electric))\(cosine(result.paper.cosineToElectric))
          E that acts       \(vector(response.trueElectric))
          B of the response \(vector(response.magnetic))\(cosine(result.paper.cosineToMagnetic))
          B that acts       \(vector(response.trueMagnetic))
          drag              \(number(response.drag))
          0o by layer       \(weights)\(printed)

        """
    }
    return """
      \(result.name), seed \(result.seed)
        loss              \(number(result.loss)), paper \(paper)
        strict baseline   \(baseline), its floor \(floor), \(number(excess)) above it
        symmetry          \(group(result.sourceGroup)) to \(group(result.targetGroup))
        kept by weights   \(group(result.groupKept))
        leakage           \(number(result.leakage)) outside Fix_H
        Fix_H             \(allowed)

      """ + layers.joined() + (response ?? "") + "\n"
  }
}

extension Double {
  /// Six significant digits.
  fileprivate var significant: String { String(format: "%.6g", self) }
}
