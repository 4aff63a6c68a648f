import Foundation
import PhaseFit
import PhaseFitTestSupport
import Testing

/// The code of the documentation's articles, compiled and run as it stands there.
@Suite("Code in the documentation")
struct DocumentationExamples {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private let sweep =
    root.appending(path: "structures/synthetic-antiphase-tilt").path

  private let points = [20.0, 40, 60, 80, 90, 95, 98].map { temperature in
    OrderParameterSeries.Point(
      temperature: temperature, value: (1 - temperature / 100).squareRoot(),
      standardUncertainty: 0.01, isDistorted: true, measurement: 0)
  }

  @Test("a whole analysis in one call")
  func analysis() throws {
    // example: analysis
    let report = try Pipeline.analyse([sweep], options: AnalysisOptions())
    for transition in report.transitions {
      let (below, above) = (transition.below, transition.above)
      print("\(below?.symbol ?? "unknown") → \(above?.symbol ?? "unknown"): \(transition.order)")
    }
    // end
    #expect(report.transitions.count == 1)
  }

  @Test("reading and space groups")
  func reading() throws {
    // example: reading
    let read = try SweepReader().read([sweep])
    for measurement in read.measurements {
      let crystal = try ExpandedCrystal(measurement.crystal, file: measurement.file)
      let found = try FoundSymmetry(of: crystal)
      print(measurement.temperature.kelvin, found.group)
    }
    // end
    #expect(read.measurements.count > 10)
  }

  @Test("irreps without a structure")
  func irreps() throws {
    // example: irreps
    let symbol = try HallSymbol("-P 4 2 3")
    let half = Rational(1, 2)
    let irreps = try SmallIrrep.all(at: [half, half, half], operations: symbol.operations)
    print(irreps.map(\.dimension))
    // end
    #expect(irreps.reduce(0) { $0 + $1.dimension * $1.dimension } == 48)
  }

  @Test("a Landau fit of any series")
  func landau() throws {
    // example: landau
    let series = OrderParameterSeries(
      label: nil, waveVector: [0, 0, 0].map { Rational($0) }, kind: .displacement,
      norm: .parentPrimitiveCell, points: points)
    let analysis = try LandauAnalysis(
      series, facts: LandauAnalysis.Facts(groupSubgroupRelated: true))
    print(analysis.order, analysis.temperature?.value ?? .nan)
    // end
    #expect(!analysis.fits.isEmpty)
  }

  @Test("a tensor product")
  func tensorProduct() throws {
    // example: product
    let hidden = try Irreps(parsing: "4x0e + 2x1o")
    let filter = try Irreps(parsing: "0e + 1o + 2e")
    let product = TensorProduct.fullyConnected(hidden, filter, to: hidden)
    print(product.weightCount, product.product.dimension)
    // end
    #expect(product.product.dimension == 10)
  }

  @Test("a structure at a temperature that nobody measured")
  func prediction() throws {
    let report = try AnalysedTilt.report.get()
    // example: prediction
    let folder = NSTemporaryDirectory() + "tilt-phasefit"
    try ReportFolder.write(report, to: folder)
    let prediction = try StructurePrediction(SweepModelFile(contentsOf: folder))
    let structure = try prediction.structure(at: 150)
    print(structure.source)
    print(try prediction.cif(structure))
    // end
    #expect(structure.source == "R4+ from its Landau fit")
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test("the distribution of an order parameter in a trajectory")
  func distributions() throws {
    let report = try AnalysedTilt.report.get()
    // example: distributions
    for record in report.trajectories {
      for value in record.distributions {
        print(record.measurement, value.mean.value, value.peaks.map(\.value))
      }
    }
    // end
    #expect(report.trajectories.isEmpty)
  }

  @Test("spontaneous strain of a table")
  func strain() throws {
    let text =
      "temperature_K,a_A,c_A\n300,3.90,4.10\n400,3.91,4.08\n500,3.93,4.05\n"
      + "600,3.97,3.97\n700,3.98,3.98\n800,3.99,3.99\n"
    // example: strain
    let table = try LatticeTable(text: text, name: "lattice.csv")
    let strains = try StrainAnalysis(table)
    for strain in strains.strains {
      print(strain.baseline.form, strain.points.map(\.breaking))
    }
    // end
    #expect(strains.strains.count > 2)
  }

  @Test("every block of Swift in an article is one of these examples")
  func blocks() throws {
    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let examples = source.matches(of: #/\ +// example: [a-z]+\n((?s).*?)\ +// end\n/#).map {
      match in
      match.output.1.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: "\n")
    }
    #expect(examples.count == 8)
    let catalogue = Self.root.appending(path: "Sources/PhaseFit/PhaseFit.docc")
    let files = try #require(
      FileManager.default.enumerator(at: catalogue, includingPropertiesForKeys: nil))
    var found = 0
    for case let file as URL in files where file.pathExtension == "md" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/```swift\n((?s).*?)\n```/#) {
        #expect(examples.contains(String(match.output.1)), "\(file.lastPathComponent)")
        found += 1
      }
    }
    #expect(found == 8)
  }
}
