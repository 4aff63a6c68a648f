// How often intervals hold the truth, orders are right, and second transitions are found, over many
// synthetic tables.
//
//     LandauCoverage [tables of each kind] [seed] [tuned | fresh | critical | two | kind] [misses]

import Foundation
import PhaseFitLandau

let arguments = CommandLine.arguments.dropFirst()
let count = arguments.first.flatMap { Int($0) } ?? 300
let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
let kinds =
  switch arguments.dropFirst(2).first {
  case "tuned": SyntheticTable.Kind.tuned
  case "fresh": SyntheticTable.Kind.fresh
  case "critical": SyntheticTable.Kind.critical
  case nil: SyntheticTable.Kind.allCases
  case .some(let name): SyntheticTable.Kind.allCases.filter { $0.rawValue == name }
  }

/// Whether every table whose truth is missed or whose order is wrong is printed.
let showsMisses = arguments.dropFirst(3).first == "misses"

var tallies: [SyntheticTable.Kind: CoverageTally] = [:]
for (offset, kind) in SyntheticTable.Kind.allCases.enumerated() where kinds.contains(kind) {
  var tally = CoverageTally()
  for number in 0..<count {
    let table = SyntheticTable(
      kind, seed: seed &* 1_000_003 &+ UInt64(offset) &* 7919 &+ UInt64(number) &* 104_729)
    let analysis = try LandauAnalysis(
      table.series,
      facts: .init(groupSubgroupRelated: true, cubicInvariantAllowed: kind == .cubic))
    try tally.add(table, analysis)
    if showsMisses, let miss = CoverageTally.miss(table, analysis) { print("\(number): \(miss)") }
  }
  tallies[kind] = tally
  FileHandle.standardError.write(Data("\(kind.rawValue)\n".utf8))
}

let all = tallies.values.reduce(CoverageTally(), +)
print("95 % intervals of the transition temperature")
print(CoverageTally.header)
for kind in kinds { print((tallies[kind] ?? CoverageTally()).coverageLine(kind.rawValue)) }
print(all.coverageLine("all"))
print("\nThe order")
print(CoverageTally.verdictHeader)
for kind in kinds { print((tallies[kind] ?? CoverageTally()).verdictLine(kind.rawValue)) }
print(all.verdictLine("all"))
let breaks = kinds.compactMap { kind in
  tallies[kind].flatMap { $0.falseBreaks > 0 ? "\(kind.rawValue) \($0.falseBreaks)" : nil }
}
print("\nA second transition claimed in tables of one: \(all.falseBreaks) of \(all.total)")
if !breaks.isEmpty { print("  " + breaks.joined(separator: ", ")) }
if arguments.dropFirst(2).first == nil || arguments.dropFirst(2).first == "two" {
  print(try TwoTransitions.Tally(count: count, seed: seed).text)
}
print("\nWhy the order stayed open")
for (reason, number) in all.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
  print(String(format: "%6d  ", number) + reason)
}
