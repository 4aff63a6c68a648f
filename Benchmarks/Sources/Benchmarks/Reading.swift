import Foundation
import PhaseFitStructures
import PhaseFitSymmetry

/// Reading files, in CPU time of the whole process beside the size of what is read.
enum Reading {
  /// Reads the inputs that `peers/inputs.py` wrote, as `PHASEFIT_BENCHMARK_INPUTS` names them.
  static func run(filter: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["PHASEFIT_BENCHMARK_INPUTS"] else {
      return
    }
    let cifs = (0..<1000).map { String(format: "%@/cifs/s%04d.cif", folder, $0) }
    try timed("reading/cifs/documents", amount: 1000, unit: "files", filter: filter) {
      try documents(cifs)
    }
    try timed("reading/cifs/crystals", amount: 1000, unit: "files", filter: filter) {
      try crystals(cifs)
    }
    try timed("reading/cifs/expanded", amount: 1000, unit: "files", filter: filter) {
      try expanded(cifs)
    }
    try timed("reading/cifs/sweep", amount: 1000, unit: "files", filter: filter) {
      try sweep("\(folder)/cifs")
    }
    let trajectory = "\(folder)/trajectory.extxyz"
    let attributes = try FileManager.default.attributesOfItem(atPath: trajectory)
    let megabytes = ((attributes[.size] as? NSNumber)?.doubleValue ?? 0) / 1e6
    try timed("reading/trajectory", amount: megabytes, unit: "MB", filter: filter) {
      try sweep(trajectory)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("reading/peak memory \(usage.ru_maxrss / 1024) MB")
  }

  // Functions of their own: Swift 6.3 fails to compile typed throws inlined into these closures.

  @inline(never)
  private static func documents(_ paths: [String]) throws {
    for path in paths { _ = try CIFDocument(contentsOf: path) }
  }

  @inline(never)
  private static func crystals(_ paths: [String]) throws {
    for path in paths {
      var doubts: [Diagnostic] = []
      _ = try Crystal(contentsOfCIF: path, diagnostics: &doubts)
    }
  }

  @inline(never)
  private static func expanded(_ paths: [String]) throws {
    for path in paths {
      var doubts: [Diagnostic] = []
      let crystal = try Crystal(contentsOfCIF: path, diagnostics: &doubts)
      _ = try ExpandedCrystal(crystal, file: path)
    }
  }

  @inline(never)
  private static func sweep(_ path: String) throws {
    _ = try SweepReader().read([path])
  }

  private static func timed(
    _ name: String, amount: Double, unit: String, filter: String, _ work: () throws -> Void
  ) throws {
    guard filter.isEmpty || name.contains(filter) else { return }
    var best = Double.infinity
    for _ in 0..<3 {
      let start = clock()
      try work()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    print(
      name.padding(toLength: 41, withPad: " ", startingAt: 0)
        + String(format: "%9.3f s %12.1f ", best, amount / best) + "\(unit)/s")
  }
}
