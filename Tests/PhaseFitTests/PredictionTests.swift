import Foundation
import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry
import PhaseFitTestSupport
import Testing

@testable import PhaseFit

/// The antiphase tilt of `structures/`, analysed once: Tc = 187 K, β = ½.
enum AnalysedTilt {
  static let report = Result {
    try Pipeline.analyse(
      [TestCrystals.root.appending(path: "structures/synthetic-antiphase-tilt").path],
      options: AnalysisOptions())
  }
}

@Suite struct SweepModelReportTests {
  @Test("the weights of an antiphase tilt are R4+ amplitudes that agree with the classical ones")
  func weights() throws {
    let report = try AnalysedTilt.report.get()
    let model = try #require(report.sweepModel)
    #expect(model.verdict == "described")
    #expect(model.status == "converged")
    #expect(model.candidates.first?.labels == ["R4+"])
    #expect(model.strictChiSquared > 100 * Double(model.strictResiduals))
    let transition = try #require(report.transitions.first)
    let series = try #require(transition.relaxedWeights.first)
    #expect(series.label == "R4+")
    #expect((series.correlation ?? 0) > 0.9999)
    let classical = try #require(transition.primary.first)
    #expect(classical.label == "R4+")
    for point in series.values {
      let same = try #require(
        classical.amplitude.first { $0.measurement == point.measurement })
      let error = point.value.standardUncertainty ?? 1e-4
      #expect(abs(point.value.value - same.value.value) < 4 * error)
    }
    let learned = try #require(series.temperature?.quantity)
    let direct = try #require(transition.temperature?.quantity)
    #expect(abs(learned.value - direct.value) < 2)
    #expect(abs(learned.value - 187) < 4 * (learned.standardUncertainty ?? 1))
  }

  @Test("structures left out are predicted much better than by interpolation near Tc")
  func heldOut() throws {
    let entries = try #require(try AnalysedTilt.report.get().sweepModel?.heldOut)
    #expect(entries.count >= 8)
    let near = entries.filter { $0.temperature > 150 }
    func rms(_ values: [Double]) -> Double {
      (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    }
    let model = rms(near.map(\.model.displacement))
    #expect(model * 3 < rms(near.map(\.interpolation.displacement)))
    #expect(model < 1.5 * rms(near.map(\.classical.displacement)))
  }

  @Test("the report with its model is read back as it was")
  func roundTrip() throws {
    let report = try AnalysedTilt.report.get()
    let again = try ReportXML.read(ReportXML.write(report))
    #expect(again.sweepModel == report.sweepModel)
    #expect(again.transitions.first?.relaxedWeights == report.transitions.first?.relaxedWeights)
  }
}

@Suite struct PredictionTests {
  static func prediction() throws -> StructurePrediction {
    let text = try #require(try AnalysedTilt.report.get().modelFile?.text)
    let path = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-model-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: path) }
    try text.write(to: path, atomically: true, encoding: .utf8)
    return try StructurePrediction(SweepModelFile(contentsOf: path.path))
  }

  @Test("a predicted structure has the group of its phase, and the order of its law")
  func structure() throws {
    let prediction = try Self.prediction()
    for (temperature, number) in [(100.0, 140), (186, 140), (191, 221), (230, 221)] {
      let text = try prediction.cif(try prediction.structure(at: temperature))
      let document = try CIFDocument(text: text, name: "predicted.cif")
      var doubts: [Diagnostic] = []
      let crystal = try Crystal(
        cifBlock: document.blocks[0], file: "predicted.cif", diagnostics: &doubts)
      let expanded = try ExpandedCrystal(crystal, file: "predicted.cif")
      #expect(try FoundSymmetry(of: expanded).group.number == number)
      if number == 140 {
        #expect(crystal.sites.contains { $0.position.contains { $0.standardUncertainty != nil } })
      }
    }
  }

  @Test("the exported structures of the model are those that predict writes, with uncertainties")
  func exported() throws {
    let report = try AnalysedTilt.report.get()
    let prediction = try Self.prediction()
    for temperature in [15.0, 110, 184, 205] {
      let name = String(format: "model-%08.3fK.cif", temperature)
      let text = try #require(report.structureFiles.first { $0.name == name }?.text)
      #expect(try text == prediction.cif(prediction.structure(at: temperature)))
      // The length a with its uncertainty: thermal expansion is free in every phase.
      #expect(text.contains(/_cell_length_a +[0-9.]+\([0-9]+\)/))
    }
  }

  @Test("temperatures out of range are refused with the range")
  func refusal() throws {
    let prediction = try Self.prediction()
    #expect {
      try prediction.structure(at: 600)
    } throws: { error in
      "\(error)".contains("600 K is out of range")
        && "\(error)".contains("from 15 to 240 K")
    }
  }

  @Test("frames of extended XYZ keep the atoms and change with temperature")
  func frames() throws {
    let prediction = try Self.prediction()
    let frames = try [50.0, 150].map { prediction.frame(try prediction.structure(at: $0)) }
    let lines = frames.map { $0.split(separator: "\n") }
    #expect(lines[0].count == 12 && lines[1].count == 12)
    #expect(lines[0][1].contains("Lattice=\"") && lines[0][1].contains("temperature=50.000000"))
    func elements(_ frame: [Substring]) -> [Substring] {
      frame.dropFirst(2).compactMap { $0.split(separator: " ").first }
    }
    #expect(elements(lines[0]) == elements(lines[1]))
    #expect(lines[0] != lines[1])
  }

  @Test("a missing model and another file are refused")
  func missing() throws {
    #expect(throws: PhaseFitError.self) { try SweepModelFile(contentsOf: "/nowhere/report.xml") }
    #expect(throws: PhaseFitError.self) {
      try SweepModelFile(contentsOf: TestCrystals.root.appending(path: "Package.swift").path)
    }
  }
}
