import Foundation
import PhaseFitReport
import PhaseFitStructures
import Testing

@Suite("Summary as JSON")
struct SummaryJSONTests {
  private func object(_ report: AnalysisReport) throws -> [String: Any] {
    let data = Data(SummaryJSON.render(report).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func objects(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  /// The keys of the contract, by place.
  private static let top = [
    "version", "parent", "measurements", "phases", "transitions", "verdict", "diagnostics",
  ]
  private static let measurement = [
    "file", "block", "temperature", "temperatureSource", "run", "groupKeptByWeights",
    "spaceGroupDeclared", "spaceGroupFound", "used", "reason",
  ]
  private static let transition = [
    "temperature", "bracket", "tc", "tPlus", "order", "evidence", "above", "below", "primary",
    "secondary", "exponent", "relaxedWeights", "groupKeptByWeights",
  ]

  private func expectKeys(_ keys: [String], in object: [String: Any]) {
    for key in keys { #expect(object[key] != nil, "the key \(key) is missing") }
  }

  @Test("every key of the contract is present in a full report")
  func full() throws {
    let json = try object(SampleReport.full)
    expectKeys(Self.top, in: json)
    expectKeys(["number", "symbol"], in: try #require(json["parent"] as? [String: Any]))
    for record in try objects(json["measurements"]) { expectKeys(Self.measurement, in: record) }
    for phase in try objects(json["phases"]) {
      expectKeys(["number", "symbol", "temperatureRange"], in: phase)
    }
    let transition = try #require(try objects(json["transitions"]).first)
    expectKeys(Self.transition, in: transition)
    let temperature = try #require(transition["temperature"] as? [String: Any])
    expectKeys(["value", "su", "interval95"], in: temperature)
    #expect(temperature["value"] as? Double == 105.61234)
    #expect(temperature["interval95"] as? [Double] == [104.1, 107.3])
    #expect(transition["bracket"] as? [Double] == [80, 298.15])
    #expect(transition["order"] as? String == "undetermined")
    let primary = try #require(try objects(transition["primary"]).first)
    expectKeys(["label", "k", "direction", "dimension", "amplitude"], in: primary)
    #expect(primary["k"] as? [String] == ["1/2", "1/2", "1/2"])
    let point = try #require(try objects(primary["amplitude"]).first)
    expectKeys(["temperature", "value", "su"], in: point)
    let weights = try #require(try objects(transition["relaxedWeights"]).first)
    expectKeys(["label", "calibration", "value"], in: weights)
    let exponent = try #require(transition["exponent"] as? [String: Any])
    expectKeys(["value", "su", "window"], in: exponent)
    let evidence = try #require(transition["evidence"] as? [String: Any])
    #expect(evidence["deltaAICc"] as? Double == 1.5)
    #expect(evidence["jumpResolved"] as? Bool == false)
    let diagnostic = try #require(try objects(json["diagnostics"]).first)
    expectKeys(["severity", "code", "message", "file", "line"], in: diagnostic)
  }

  @Test("the group that the weights keep stands at the right measurement")
  func kept() throws {
    let records = try objects(try object(SampleReport.full)["measurements"])
    #expect((records[0]["groupKeptByWeights"] as? [String: Any])?["number"] as? Int == 140)
    #expect(records[1]["groupKeptByWeights"] is NSNull)
  }

  @Test("what is not known is null, not missing")
  func unknown() throws {
    var report = SampleReport.refusal
    report.transitions = [.init(above: nil, below: nil)]
    let json = try object(report)
    expectKeys(Self.top, in: json)
    #expect(json["parent"] is NSNull)
    let record = try #require(try objects(json["measurements"]).first)
    expectKeys(Self.measurement, in: record)
    for key in ["block", "temperature", "temperatureSource", "run", "spaceGroupFound", "reason"] {
      #expect(record[key] is NSNull, "\(key) should be null")
    }
    let transition = try #require(try objects(json["transitions"]).first)
    expectKeys(Self.transition, in: transition)
    for key in ["temperature", "bracket", "tc", "tPlus", "above", "below", "exponent"] {
      #expect(transition[key] is NSNull, "\(key) should be null")
    }
    #expect(json["verdict"] as? String == "no parent")
  }

  @Test("an open end of a bracket is null")
  func openBracket() throws {
    var report = SampleReport.full
    report.transitions[0].bracket = .init(lower: 80, upper: nil)
    let transition = try #require(try objects(try object(report)["transitions"]).first)
    let bracket = try #require(transition["bracket"] as? [Any])
    #expect(bracket.count == 2)
    #expect(bracket[0] as? Double == 80)
    #expect(bracket[1] is NSNull)
  }

  @Test("hostile strings and numbers that are not finite leave valid JSON")
  func hostile() throws {
    var report = SampleReport.full
    let name = "\"\\\u{0}\u{1B}</script>\u{2028}\n\t\u{FFFF}"
    report.sweep.measurements[0].file = name
    report.transitions[0].temperature = Estimate(SampleReport.kelvin(.nan))
    report.transitions[0].evidence = [.init(name: "a", .number(.infinity))]
    report.transitions[0].primary[0].amplitude[0].value.value = .nan
    let json = try object(report)
    let record = try #require(try objects(json["measurements"]).first)
    #expect((record["file"] as? String)?.contains("\"\\␀␛</script>") == true)
    let transition = try #require(try objects(json["transitions"]).first)
    #expect(transition["temperature"] is NSNull)
    #expect((transition["evidence"] as? [String: Any])?["a"] is NSNull)
  }

  @Test("the largest seed is printed exactly")
  func seed() {
    #expect(SummaryJSON.render(SampleReport.full).contains("\"seed\": 18446744073709551615"))
  }

  @Test("every verdict is one of the contract")
  func verdicts() {
    #expect(
      AnalysisReport.Verdict.allCases.map(\.rawValue) == [
        "transition", "no transition in range", "isosymmetric", "reconstructive", "no parent",
        "insufficient data",
      ])
  }
}
