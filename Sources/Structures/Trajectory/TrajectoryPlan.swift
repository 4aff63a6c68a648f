import Foundation

/// Which frames of a file belong to one structure, decided from the temperatures that they state.
///
/// - No temperatures, or one: a single trajectory.
/// - A few temperatures, each of several frames: a trajectory for each of them.
/// - Nearly every frame its own temperature, and few frames, in order or at round temperatures as
///   they are set: one structure each.
/// - Many frames whose temperature follows their number: a ramp, binned.
/// - Else scattered no more than the kinetic energy of the atoms makes it, σ_T/T = √(2/3N): a
///   trajectory at their mean. More scattered: few frames are structures, many are binned.
struct TrajectoryPlan {
  /// The frames of one structure.
  struct Group {
    /// Their indices, ascending.
    var frames: [Range<Int>]
    /// The temperature, nil where the file states none.
    var temperature: TemperatureTag?
    /// The name of the group in its file.
    var name: String

    /// How many frames there are.
    var count: Int { frames.reduce(0) { $0 + $1.count } }
  }

  /// The groups in the order of their first frames.
  var groups: [Group]
  /// What to say about the choice.
  var diagnostics: [Diagnostic] = []

  /// How many times the scatter of the kinetic energy counts as constant temperature: thermostats
  /// lower it more often than they raise it.
  private static let kineticSlack = 1.5
  /// Temperatures that people set are multiples of this, K; momentary ones are not.
  private static let settingStep = 0.5
  /// The most frames that are taken for structures of their own.
  private static let longestSeries = 100
  /// The number of bins of a ramp where the caller gives no width.
  private static let rampBins = 20

  /// A plan for a file.
  ///
  /// - Parameters:
  ///   - temperatures: the temperature of each frame, nil where it states none.
  ///   - key: the key that states them.
  ///   - atomCount: the number of atoms of a frame.
  ///   - binWidth: the width of the bins of a ramp in K; nil to take a twentieth of its range.
  ///   - discarded: how many frames at the beginning of each trajectory are left out.
  ///   - file: the name of the file, for messages.
  init(
    temperatures: [Double?], key: String, atomCount: Int, binWidth: Double?, discarded: Int,
    file: String
  ) {
    let stated = temperatures.compactMap { $0 }
    let count = temperatures.count
    func tag(_ kelvin: Double, _ uncertainty: Double? = nil, text: String? = nil) -> TemperatureTag
    {
      TemperatureTag(
        tag: text ?? key, kelvin: MeasuredValue(kelvin, standardUncertainty: uncertainty), line: 1)
    }
    guard let lowest = stated.min(), let highest = stated.max() else {
      groups = [Group(frames: [0..<count], temperature: nil, name: "")]
      discard(discarded, file: file)
      return
    }
    if stated.count < count {
      diagnostics.append(
        Diagnostic(
          .warning, code: "frames-without-temperature",
          message: "\(count - stated.count) of \(count) frames state no temperature and were left "
            + "out.", file: file))
    }
    let distinct = Set(stated).count
    if binWidth == nil, distinct == 1 || 2 * distinct <= stated.count {
      groups = Self.grouped(temperatures) { $0 }.map { kelvin, frames in
        Group(frames: frames, temperature: tag(kelvin), name: "\(kelvin)")
      }
      discard(discarded, file: file)
      return
    }
    let isFew = stated.count <= Self.longestSeries
    let isSet = stated.allSatisfy { $0.remainder(dividingBy: Self.settingStep) == 0 }
    if binWidth == nil, isFew, isSet || Self.isMonotone(stated) {
      groups = Self.series(temperatures, tag: { tag($0) })
      return
    }
    let mean = stated.reduce(0, +) / Double(stated.count)
    let variance = stated.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(stated.count)
    let kinetic = mean * (2 / Double(3 * max(atomCount, 1))).squareRoot()
    let isRamp = !isFew && Self.shareOfTrend(stated) > 0.5
    if binWidth == nil, !isRamp, variance.squareRoot() <= Self.kineticSlack * kinetic {
      let error = (variance / Double(stated.count)).squareRoot()
      groups = [
        Group(
          frames: Self.ranges(temperatures.indices.filter { temperatures[$0] != nil }),
          temperature: tag(mean, error, text: "\(key) (mean of \(stated.count) frames)"), name: "")
      ]
      discard(discarded, file: file)
      return
    }
    if binWidth == nil, isFew {
      groups = Self.series(temperatures, tag: { tag($0) })
      return
    }
    // A width beyond the range gives one bin; at least one frame falls in every bin that exists.
    let width = max(binWidth ?? (highest - lowest) / Double(Self.rampBins), 1e-6)
    let bins = Self.grouped(temperatures) { ((($0 - lowest) / width).rounded(.down)) }
    groups = bins.map { _, frames in
      let values = frames.joined().compactMap { temperatures[$0] }
      let mean = values.reduce(0, +) / Double(values.count)
      return Group(
        frames: frames, temperature: tag(mean, text: "\(key) (bin of \(values.count) frames)"),
        name: "\(mean.rounded()) K")
    }
    diagnostics.append(
      Diagnostic(
        .note, code: "ramp-binned",
        message: "the temperature of \(stated.count) frames runs from \(lowest) to \(highest) K: "
          + "they were averaged in \(groups.count) bins of "
          + "\(String(format: "%.4g", width)) K; choose the width with --bin-kelvin.", file: file))
  }

  /// Leaves out the beginning of every group that is longer than that.
  private mutating func discard(_ count: Int, file: String) {
    guard count > 0 else { return }
    for index in groups.indices {
      guard groups[index].count > count else {
        diagnostics.append(
          Diagnostic(
            .warning, code: "nothing-discarded",
            message: "the trajectory has \(groups[index].count) frames, so that \(count) cannot be "
              + "left out: all of them were averaged.", file: file))
        continue
      }
      groups[index].frames = Self.ranges(
        Array(groups[index].frames.joined().dropFirst(count)))
    }
  }

  /// One group for each frame with a temperature.
  private static func series(
    _ temperatures: [Double?], tag: (Double) -> TemperatureTag
  ) -> [Group] {
    temperatures.enumerated().compactMap { index, kelvin in
      kelvin.map {
        Group(frames: [index..<index + 1], temperature: tag($0), name: "frame \(index + 1)")
      }
    }
  }

  /// Whether numbers rise or fall throughout.
  private static func isMonotone(_ values: [Double]) -> Bool {
    let steps = zip(values.dropFirst(), values)
    return steps.allSatisfy { $0 > $1 } || steps.allSatisfy { $0 < $1 }
  }

  /// The share of the variance of numbers that a straight line through them explains.
  private static func shareOfTrend(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let middle = (count - 1) / 2
    var (both, times, spread) = (0.0, 0.0, 0.0)
    for (index, value) in values.enumerated() {
      let time = Double(index) - middle
      both += time * (value - mean)
      times += time * time
      spread += (value - mean) * (value - mean)
    }
    return spread > 0 ? both * both / (times * spread) : 0
  }

  /// The indices with a value, grouped by a key of that value, in the order of first occurrence.
  private static func grouped(
    _ values: [Double?], by key: (Double) -> Double
  ) -> [(Double, [Range<Int>])] {
    var order: [Double] = []
    var ranges: [Double: [Range<Int>]] = [:]
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let name = key(value)
      if let last = ranges[name]?.last, last.upperBound == index {
        ranges[name]?.removeLast()
        ranges[name]?.append(last.lowerBound..<index + 1)
      } else {
        if ranges[name] == nil { order.append(name) }
        ranges[name, default: []].append(index..<index + 1)
      }
    }
    return order.map { ($0, ranges[$0] ?? []) }
  }

  /// Ascending indices as ranges.
  private static func ranges(_ indices: [Int]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for index in indices {
      if let last = result.last, last.upperBound == index {
        result[result.count - 1] = last.lowerBound..<index + 1
      } else {
        result.append(index..<index + 1)
      }
    }
    return result
  }
}
