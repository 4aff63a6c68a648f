import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry
import Testing

@testable import PhaseFitReport

@Suite("Structure in the page")
struct StructureSceneTests {
  private static let edge = 4.0
  private static let cubic = Matrix3(diagonal: Vector3(edge, edge, edge))

  /// A rock-salt ordered breathing of a cube with one atom: two sites in a supercell of two cells.
  private static func report(_ temperatures: [Double] = [300, 80]) -> AnalysisReport {
    var report = SampleReport.full
    report.parent = AnalysisReport.Parent(
      group: SampleReport.cubic, choice: "", primitiveBasis: cubic, conventionalBasis: cubic,
      supercellBasis: Matrix3(
        columns: Vector3(0, edge, edge), Vector3(edge, 0, edge), Vector3(edge, edge, 0)),
      sites: [
        .init(
          label: "Ti1", position: .zero,
          contents: Element(symbol: "Ti").map { [.init(element: $0, occupancy: 1)] } ?? [])
      ])
    report.sweep.measurements = temperatures.map {
      .init(
        file: "\($0)", temperature: SampleReport.kelvin($0), temperatureSource: nil,
        spaceGroupFound: SampleReport.cubic)
    }
    report.embeddings = []
    report.distortions = temperatures.enumerated().map { index, temperature in
      func site(_ x: Double, _ sign: Double) -> AnalysisReport.SiteDisplacement {
        .init(
          label: "Ti1", position: Vector3(x, 0, 0),
          components: [0, 0, sign * (400 - temperature) / 1000].map {
            SampleReport.ångström($0, nil, "u")
          })
      }
      // The second site lies outside the box on purpose: images are found from anywhere.
      return .init(measurement: index, stars: [], displacements: [site(0, 1), site(-3, -1)])
    }
    return report
  }

  @Test("the box is the smallest multiple of the parent's cell that the supercell repeats")
  func box() throws {
    let scene = try #require(StructureScene(Self.report()))
    #expect(scene.multiples == [2, 2, 2])
    // Corners, edges, faces and the middle: all 27 points of the lattice in a closed box.
    #expect(scene.atoms.count == 27)
    #expect(scene.elements == ["Ti"])
    let places = Set(scene.atoms.map { $0.position.components.map { Int(($0 * 1000).rounded()) } })
    #expect(places.count == 27)
  }

  @Test("neighbours move against each other and images of a site together")
  func order() throws {
    let scene = try #require(StructureScene(Self.report()))
    let middle = try #require(scene.atoms.first { length($0.position) < 1e-9 })
    for atom in scene.atoms {
      let steps = atom.position.components.reduce(0) { $0 + Int(($1 / Self.edge).rounded()) }
      #expect((atom.site == middle.site) == (steps % 2 == 0))
    }
    let moved = scene.frames[0].displacements
    #expect(moved[0] == -moved[1])
  }

  @Test("domain states carry displacements by their operations, and unknown sites have none")
  func domains() throws {
    var report = Self.report()
    report.transitions = [AnalysisReport.Transition(above: nil, below: nil)]
    func states(_ operations: [String]) {
      report.transitions[0].consequences = SymmetryConsequences(
        domains: DecompositionReport.Domains(
          count: operations.count, orientations: 2, antiphase: 2,
          states: operations.map { .init(operation: $0, orientation: 0) }))
    }
    states(["x,y,z", "z,x,y", "x+1,y,z"])
    let scene = try #require(StructureScene(report))
    #expect(scene.domains.map(\.source) == [[0, 1], [0, 1], [1, 0]])
    // x' = z, y' = x, z' = y turns the axis z into x.
    #expect(scene.domains[1].rotation * Vector3(0, 0, 1) == Vector3(1, 0, 0))
    #expect(scene.domains[2].rotation == .identity)
    #expect(scene.domains[0].label == "1: as analysed")
    let data = StructureDrawing(scene: scene).data()
    #expect(data.contains("\"domains\":[{\"m\":[1,0,0,0,1,0,0,0,1],\"s\":[0,1]}"))
    // A translation by half a cell leads to places where no atom is; a shear is no symmetry.
    for wrong in ["x+1/2,y,z", "x+y,y,z", "nonsense"] {
      states(["x,y,z", wrong])
      #expect(try #require(StructureScene(report)).domains.isEmpty)
    }
  }

  @Test("frames are by rising temperature, the first is drawn")
  func frames() throws {
    let scene = try #require(StructureScene(Self.report([300, 80, 150])))
    #expect(scene.frames.map { $0.label.prefix(5) } == ["80 K,", "150 K", "300 K"])
    #expect(abs(scene.largestDisplacement(in: scene.frames[0]) - 0.32) < 1e-12)
    #expect(scene.magnification == 2)
    #expect(StructureDrawing(scene: scene).alternative.contains("80 K"))
  }

  @Test("axes of a view are orthonormal and right-handed, and look along their axis")
  func views() throws {
    var report = Self.report()
    let hexagonal = Matrix3(
      columns: Vector3(5, 0, 0), Vector3(-2.5, 4.33, 0), Vector3(0, 0, 8))
    report.parent?.conventionalBasis = hexagonal
    report.parent?.supercellBasis = hexagonal
    let scene = try #require(StructureScene(report))
    for view in scene.views {
      for axis in [view.right, view.up, view.toward] { #expect(abs(length(axis) - 1) < 1e-12) }
      #expect(abs(dot(view.right, view.up)) < 1e-12)
      #expect(length(cross(view.right, view.up) - view.toward) < 1e-12)
    }
    // All displacements are along z: the view along c hides them.
    #expect(scene.firstView != 2)
  }

  @Test("the picture and its data agree and the data are JSON")
  func data() throws {
    let scene = try #require(StructureScene(Self.report()))
    let drawing = StructureDrawing(scene: scene)
    let object = try JSONSerialization.jsonObject(with: Data(drawing.data().utf8))
    let data = try #require(object as? [String: Any])
    let frames = try #require(data["frames"] as? [[String: Any]])
    #expect(frames.count == 2)
    let numbers = try #require(frames[0]["u"] as? [Double])
    #expect(numbers == [0, 0, 320, 0, 0, -320])
    #expect((data["atoms"] as? [Double])?.count == 81)
    #expect((data["sites"] as? [Int])?.count == 27)
    let groups = drawing.document().components(separatedBy: "data-atom=").count - 1
    #expect(groups == 27)
  }

  @Test("every atom and the tip of every arrow lie in the picture")
  func inside() throws {
    let scene = try #require(StructureScene(Self.report()))
    let text = StructureDrawing(scene: scene).document()
    let size = try #require(text.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
    let (width, height) = (Double(size.1) ?? 0, Double(size.2) ?? 0)
    for match in text.matches(of: /[ML](-?[0-9.]+) (-?[0-9.]+)/) {
      #expect((0...width).contains(Double(match.1) ?? -1))
      #expect((0...height).contains(Double(match.2) ?? -1))
    }
    for match in text.matches(of: /cx="(-?[0-9.]+)" cy="(-?[0-9.]+)" r="([0-9.]+)"/) {
      let radius = Double(match.3) ?? 0
      #expect((radius - 1...width - radius + 1).contains(Double(match.1) ?? -1))
      #expect((radius - 1...height - radius + 1).contains(Double(match.2) ?? -1))
    }
  }

  @Test("a structure without displacements is drawn at rest")
  func rest() throws {
    let scene = try #require(StructureScene(Self.report([400, 400])))
    #expect(scene.magnification == 1)
    #expect(scene.largestDisplacement == 0)
  }

  @Test("what cannot be drawn is left out")
  func unusable() {
    var report = Self.report()
    report.parent?.supercellBasis = .zero
    #expect(StructureScene(report) == nil)
    report = Self.report()
    report.parent?.conventionalBasis = nil
    #expect(StructureScene(report) == nil)
    report = Self.report()
    for index in report.distortions.indices {
      report.distortions[index].displacements[0].components[0].value = .nan
    }
    #expect(StructureScene(report) == nil)
    report = Self.report()
    report.distortions[0].measurement = 99
    report.distortions[1].displacements.removeLast()
    #expect(StructureScene(report) == nil)
  }

  @Test("many temperatures are thinned, and the number left out is known")
  func thinned() throws {
    var report = Self.report(Array(stride(from: 1.0, through: 399, by: 1)))
    for index in report.distortions.indices {
      let sites = report.distortions[index].displacements
      report.distortions[index].displacements = Array(repeating: sites, count: 60).flatMap { $0 }
    }
    let scene = try #require(StructureScene(report))
    #expect(scene.omittedFrames + scene.frames.count == 399)
    #expect(scene.omittedFrames > 0)
    #expect(StructureDrawing(scene: scene).data().utf8.count < 700_000)
  }

  @Test("a site that is half filled is pale, and its filling follows the temperature")
  func occupancies() throws {
    var report = Self.report()
    report.parent?.sites[0].contents =
      Element(symbol: "Ti").map { [.init(element: $0, occupancy: 0.5)] } ?? []
    for site in 0..<2 {
      report.distortions[1].displacements[site].occupancy = SampleReport.number(
        site == 0 ? 0.5 : -0.5, nil, "o")
    }
    let scene = try #require(StructureScene(report))
    #expect(scene.frames.map(\.occupancies) == [[1, 0], [0.5, 0.5]])
    let drawing = StructureDrawing(scene: scene)
    #expect(drawing.document().contains(" opacity=\"0\""))
    #expect(drawing.data().contains("\"o\":[0.5,0.5]"))
    #expect(drawing.alternative.contains("paler"))
  }

  @Test("a site that two elements share is a disc divided by occupancy, which follows the order")
  func shared() throws {
    var report = Self.report()
    report.parent?.sites[0].contents = [("Au", 0.25), ("Cu", 0.75)].compactMap { symbol, part in
      Element(symbol: symbol).map { .init(element: $0, occupancy: part) }
    }
    for (site, deviation) in [0.75, -0.25].enumerated() {
      report.distortions[1].displacements[site].occupancy = SampleReport.number(
        deviation, nil, "o")
    }
    let scene = try #require(StructureScene(report))
    #expect(scene.elements == ["Au", "Cu"])
    #expect(scene.atoms.map(\.element) == scene.atoms.map { _ in 0 })
    #expect(scene.atoms.map(\.other) == scene.atoms.map { _ in 1 })
    // Full order puts gold on the one site and none on the other.
    #expect(scene.frames.map(\.shares) == [[1, 0], [0.25, 0.25]])
    #expect(scene.frames.map(\.occupancies) == [[], []])
    let drawing = StructureDrawing(scene: scene)
    #expect(drawing.data().contains("\"p\":[0.25,0.25]"))
    #expect(drawing.alternative.contains("a disc divided as they share it"))
  }

  @Test("what a share leaves of a disc: all, three quarters, a quarter, nothing")
  func sectors() {
    #expect(StructureDrawing.sector(10, 20, 4, 1) == "")
    #expect(
      StructureDrawing.sector(10, 20, 4, 0.25) == "M10 20L14 20A4 4 0 1 1 10 16Z")
    #expect(
      StructureDrawing.sector(10, 20, 4, 0.75) == "M10 20L6 20A4 4 0 0 1 10 16Z")
    #expect(
      StructureDrawing.sector(10, 20, 4, 0)
        == "M10 16A4 4 0 1 1 10 24A4 4 0 1 1 10 16Z")
  }
}
