import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@Suite("Records of measured values")
struct ConversionTests {
  private let measurement = StructureMeasurement(
    file: "a.cif", block: "a",
    temperature: Temperature(
      kelvin: 300, standardUncertainty: 2, source: .tag("_diffrn_ambient_temperature")),
    run: "r", branch: .cooling,
    crystal: Crystal(
      name: "a",
      cell: UnitCell(
        lengths: [
          MeasuredValue(4, standardUncertainty: 0.01), MeasuredValue(5), MeasuredValue(6),
        ], anglesDegrees: [MeasuredValue(90), MeasuredValue(90), MeasuredValue(90)]),
      sites: [], declaredSymmetry: DeclaredSymmetry(hermannMauguin: "P m m m", number: 47)))

  @Test("a measurement keeps temperature, source, run, cell and spelling")
  func record() {
    let found = FoundSymmetry(
      group: SpaceGroupType(number: 47, symbol: "Pmmm"), operations: [.identity],
      primitiveLattice: [SymmetryOperation.identity].primitiveLattice,
      primitiveOperations: [.identity], tolerance: 0.02,
      alternatives: [.init(tolerance: 0.06, group: SpaceGroupType(number: 221, symbol: "Pm-3m"))])
    let record = AnalysisReport.MeasurementRecord(measurement, found: found)
    #expect(record.temperature?.value == 300)
    #expect(record.temperature?.standardUncertainty == 2)
    #expect(record.temperature?.uncertaintyOrigin == .stated)
    #expect(record.temperatureSource == "tag _diffrn_ambient_temperature")
    #expect(record.run == "r" && record.branch == .cooling)
    #expect(record.cell?.lengths.map(\.value) == [4, 5, 6])
    #expect(record.cell?.lengths.map(\.uncertaintyOrigin) == [.stated, nil, nil])
    #expect(record.cell?.angles.map(\.dictRef).last == "cif:_cell_angle_gamma")
    #expect(abs((record.cell?.volume?.value ?? 0) - 120) < 1e-12)
    #expect(record.spaceGroupSpelling == "P m m m")
    #expect(record.spaceGroupFound?.number == 47)
    #expect(record.tolerance?.value == 0.02)
    #expect(record.alternatives.count == 1)
  }

  @Test("records made from measured values follow the schema")
  func schema() throws {
    let series = OrderParameterSeries(
      label: nil, waveVector: [.zero, .zero, Rational(-1, 3)], kind: .strain, norm: .frobenius,
      points: [
        .init(
          temperature: 300, value: 0.1, standardUncertainty: 0.01, isDistorted: true,
          measurement: 0)
      ])
    var report = SampleReport.refusal
    report.sweep.measurements = [.init(measurement)]
    report.transitions = [
      .init(above: nil, below: nil, primary: [.init(series, origin: .stated)])
    ]
    report.embeddings = [
      .init(
        measurement: 0, matrix: .identity, originShift: .zero, cellMultiplication: 1,
        rotationAngle: .angle(degrees: 1, name: "rotationAngle"))
    ]
    let xml = String(decoding: try ReportXML.write(report), as: UTF8.self)
    #expect(xml.contains(#"<primary k="0 0 -1/3" kind="strain" norm="Frobenius">"#))
    #expect(xml.contains(#"su="0.01" suOrigin="stated">0.1</amplitude>"#))
  }

  @Test("an origin without an uncertainty is not kept")
  func origin() {
    #expect(Quantity.length(1, origin: .stated, name: "x").uncertaintyOrigin == nil)
    #expect(
      Quantity.dimensionless(1, standardUncertainty: 1, origin: .stated, name: "x")
        .uncertaintyOrigin == .stated)
    #expect(Quantity.temperature(1).unit == "K")
  }

  @Test("evidence named twice keeps both values in JSON")
  func evidence() {
    var report = SampleReport.full
    report.transitions[0].evidence = [
      .init(name: "note", .number(1)), .init(name: "note", .number(2)),
    ]
    let text = SummaryJSON.render(report)
    #expect(text.contains("\"evidence\": {\"note\": 1, \"note-2\": 2}"))
  }
}
