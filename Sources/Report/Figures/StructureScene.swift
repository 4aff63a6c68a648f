import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import PhaseFitSymmetry

/// The structure at each temperature of the sweep, ready to be drawn.
///
///     r(T) = (1 + e(T)) R + m u(T)
///
/// R is the place of an atom in the parent, e the strain, u the displacement, m a stated
/// magnification. The drawn box is the smallest multiple of the parent's conventional cell that the
/// distortions repeat; atoms on its faces are drawn on both sides.
struct StructureScene: Sendable, Hashable {
  /// An atom of the box.
  struct Atom: Sendable, Hashable {
    /// The number of the site among the displacements.
    var site: Int
    /// The number of the element among `elements`; of the first one where the site is shared.
    var element: Int
    /// The number of what else shares the site among `elements`; nil where nothing does.
    var other: Int?
    /// The place in the parent, Cartesian, Å, from the middle of the box.
    var position: Vector3
  }

  /// One temperature.
  struct Frame: Sendable, Hashable {
    /// Temperature and space group.
    var label: String
    /// The temperature, K.
    var temperature: Double
    /// 1 + e.
    var stretch: Matrix3
    /// The displacement of each site, Cartesian, Å.
    var displacements: [Vector3]
    /// How much of each site is filled, 0 to 1; empty where all sites are full.
    var occupancies: [Double]
    /// The part of each site that its first element takes, 0 to 1; empty where no site is shared.
    var shares: [Double]

    /// A frame; occupancies and shares as `filling` gives them.
    init(
      label: String, temperature: Double = 0, stretch: Matrix3, displacements: [Vector3],
      filling: (occupancies: [Double], shares: [Double]) = ([], [])
    ) {
      self.label = label
      self.temperature = temperature
      self.stretch = stretch
      self.displacements = displacements
      occupancies = filling.occupancies
      shares = filling.shares
    }
  }

  /// A direction of view: the axes of the paper and the axis towards the reader, of length 1.
  struct View: Sendable, Hashable {
    /// The axis of the parent along which one looks.
    var name: String
    var right: Vector3
    var up: Vector3
    var toward: Vector3
  }

  /// The symbols of the elements; a site without a known element has its label.
  let elements: [String]
  /// The atoms of the box.
  let atoms: [Atom]
  /// The temperatures in rising order.
  let frames: [Frame]
  /// The eight corners of the box, from its middle; the corner of bits (i, j, k) is number
  /// i + 2 j + 4 k.
  let corners: [Vector3]
  /// The temperatures at which the fitted model is drawn, rising; empty where there is no model.
  let course: [Frame]
  /// Where the order parameters of the fitted model come from, each way once.
  let courseSources: [String]
  /// How many cells of the parent the box has along a, b and c.
  let multiples: [Int]
  /// The views along a, b and c.
  let views: [View]
  /// The view in which most of the distortion at the lowest temperature is seen.
  let firstView: Int
  /// How much displacements are enlarged.
  let magnification: Int
  /// The domain states, the first as analysed; empty where they are not known.
  let domains: [Domain]
  /// How many temperatures were left out to keep the page small.
  let omittedFrames: Int

  /// No commensurate box of a real sweep needs more cells along an axis.
  private static let largestMultiple = 12
  /// More atoms hide each other.
  private static let mostAtoms = 600
  /// An enlarged displacement is no longer than this, Å: a good part of a bond.
  private static let longestDrawnDisplacement = 0.8
  /// A displacement that is shorter, Å, cannot be seen at any magnification.
  private static let leastDisplacement = 1e-4
  /// Numbers in the data of all frames: with five characters each, half a megabyte.
  private static let mostNumbers = 100_000
  /// Fractional coordinates this near to a face lie on it.
  private static let faceTolerance = 1e-3

  /// The structure of a report; nil where it has no parent, no bases or no displacements.
  init?(_ report: AnalysisReport) {
    guard let parent = report.parent, let conventional = parent.conventionalBasis,
      let supercell = parent.supercellBasis,
      let listed = report.distortions.first?.displacements, !listed.isEmpty,
      Self.isUsable(conventional), Self.isUsable(supercell)
    else { return nil }
    let distortions = report.distortions.filter { $0.displacements.count == listed.count }
    let all = Self.frames(distortions, report: report, parent: parent)
    let perFrame = 3 * listed.count
    let step = max(1, (all.count * perFrame + Self.mostNumbers - 1) / Self.mostNumbers)
    frames = all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    omittedFrames = all.count - frames.count
    course = Self.course(report, sites: listed, parent: parent)
    courseSources = Self.sources(report)
    guard let coldest = frames.first else { return nil }

    views = Self.views(conventional)
    let seen = views.map { view in
      coldest.displacements.reduce(0) { sum, u in
        let (x, y) = (dot(u, view.right), dot(u, view.up))
        return sum + x * x + y * y
      }
    }
    // Views that show the same are common in cubic parents: rounding must not choose.
    let largestSeen = seen.max() ?? 0
    firstView = seen.lastIndex { $0 >= largestSeen * (1 - 1e-6) } ?? 2

    let (elements, elementsOfSite) = Self.elements(of: listed, parent: parent)
    self.elements = elements
    var multiples = Self.multiples(conventional, supercell: supercell)
    let density = Double(listed.count) / abs(supercell.determinant)
    func atomCount() -> Double {
      density * abs(conventional.determinant) * Double(multiples.reduce(1, *))
    }
    if atomCount() > Double(Self.mostAtoms) { multiples[firstView] = 1 }
    if atomCount() > Double(Self.mostAtoms) { multiples = [1, 1, 1] }
    self.multiples = multiples
    let box = Matrix3(
      columns: Double(multiples[0]) * conventional[column: 0],
      Double(multiples[1]) * conventional[column: 1],
      Double(multiples[2]) * conventional[column: 2])
    let middle = box * Vector3(0.5, 0.5, 0.5)
    corners = (0..<8).map { bits -> Vector3 in
      let corner = Vector3(
        Double(bits & 1), Double((bits >> 1) & 1), Double((bits >> 2) & 1))
      return box * corner - middle
    }
    atoms = Self.atoms(
      listed.map { conventional * $0.position }, in: box, supercell: supercell
    ).map { site, position in
      Atom(
        site: site, element: elementsOfSite[site].first, other: elementsOfSite[site].other,
        position: position - middle)
    }
    guard !atoms.isEmpty else { return nil }
    domains = Self.domains(
      report, sites: listed, conventional: conventional, supercell: supercell)
    let longest = frames.flatMap(\.displacements).reduce(0) { max($0, length($1)) }
    magnification =
      longest < Self.leastDisplacement
      ? 1
      : [50, 20, 10, 5, 2].first { Double($0) * longest <= Self.longestDrawnDisplacement } ?? 1
  }

  /// The longest displacement of all frames, Å.
  var largestDisplacement: Double { frames.reduce(0) { max($0, largestDisplacement(in: $1)) } }

  /// Whether no atom moves at any temperature as far as can be seen.
  var isUndisplaced: Bool { largestDisplacement < Self.leastDisplacement }

  /// The longest displacement of a frame, Å.
  func largestDisplacement(in frame: Frame) -> Double {
    frame.displacements.reduce(0) { max($0, length($1)) }
  }

  // MARK: - Parts

  private static func isUsable(_ basis: Matrix3) -> Bool {
    basis.rowMajor.allSatisfy(\.isFinite) && abs(basis.determinant) > 1e-3
  }

  private static func frames(
    _ distortions: [AnalysisReport.Distortion], report: AnalysisReport,
    parent: AnalysisReport.Parent
  ) -> [Frame] {
    let strains = Dictionary(
      report.embeddings.compactMap { item in item.strain.map { (item.measurement, $0.tensor) } },
      uniquingKeysWith: { first, _ in first })
    var frames: [(temperature: Double, frame: Frame)] = []
    for distortion in distortions {
      guard report.sweep.measurements.indices.contains(distortion.measurement) else { continue }
      let record = report.sweep.measurements[distortion.measurement]
      guard let temperature = record.temperature?.value, temperature.isFinite else { continue }
      let displacements = distortion.displacements.map { site in
        site.components.count == 3
          ? Vector3(
            site.components[0].value, site.components[1].value, site.components[2].value)
          : .zero
      }
      guard displacements.allSatisfy({ length($0).isFinite }) else { continue }
      let strain = strains[distortion.measurement] ?? .zero
      let isFinite = strain.rowMajor.allSatisfy(\.isFinite)
      var label = "\(NumberText.rounded(temperature, significantDigits: 6)) K"
      if let group = record.spaceGroupFound { label += ", \(SummaryText.name(group))" }
      if let run = record.run { label += ", \(InertText.line(run))" }
      frames.append(
        (
          temperature,
          Frame(
            label: label, temperature: temperature,
            stretch: .identity + (isFinite ? strain : .zero),
            displacements: displacements,
            filling: filling(
              distortion.displacements.map(\.label),
              distortion.displacements.map { $0.occupancy?.value ?? 0 }, parent: parent))
        ))
    }
    return frames.enumerated().sorted {
      ($0.element.temperature, $0.offset) < ($1.element.temperature, $1.offset)
    }.map(\.element.frame)
  }

  /// The structure by the model of the sweep.
  private static func course(
    _ report: AnalysisReport, sites: [AnalysisReport.SiteDisplacement],
    parent: AnalysisReport.Parent
  ) -> [Frame] {
    func vector(_ numbers: [Double], _ place: Int) -> Vector3 {
      Vector3(numbers[3 * place], numbers[3 * place + 1], numbers[3 * place + 2])
    }
    return (report.sweepModel?.course ?? []).compactMap { structure in
      guard structure.displacements.count == 3 * sites.count, structure.strain.count == 9,
        [0, sites.count].contains(structure.occupancies.count), structure.temperature.isFinite,
        (structure.displacements + structure.strain + structure.occupancies)
          .allSatisfy(\.isFinite)
      else { return nil }
      return Frame(
        label: SummaryText.name(structure.group), temperature: structure.temperature,
        stretch: .identity
          + Matrix3(
            rows: vector(structure.strain, 0), vector(structure.strain, 1),
            vector(structure.strain, 2)),
        displacements: sites.indices.map { vector(structure.displacements, $0) },
        filling: filling(
          sites.map(\.label),
          structure.occupancies.isEmpty ? sites.map { _ in 0 } : structure.occupancies,
          parent: parent))
    }
  }

  /// How the order parameters of the course were found: the sources of the least symmetric phase.
  private static func sources(_ report: AnalysisReport) -> [String] {
    var result: [String] = []
    for source in (report.sweepModel?.course ?? []).map(\.source)
    where !source.isEmpty && source != "the parent phase" && !result.contains(source) {
      result.append(source)
    }
    return result
  }

  /// How far each site is filled, and by its first element.
  ///
  /// A deviation is that of the first element. Where only one element is on a site it changes how
  /// far the site is filled; where several are, the others make room for it.
  private static func filling(
    _ labels: [String], _ deviations: [Double], parent: AnalysisReport.Parent
  ) -> (occupancies: [Double], shares: [Double]) {
    func part(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 1) : 1 }
    var (occupancies, shares): ([Double], [Double]) = ([], [])
    for (label, deviation) in zip(labels, deviations) {
      let contents = parent.sites.first { $0.label == label }?.contents ?? []
      let filled = contents.reduce(0) { $0 + $1.occupancy }
      switch contents.count {
      case 0:
        occupancies.append(1)
        shares.append(1)
      case 1:
        occupancies.append(part(filled + deviation))
        shares.append(1)
      default:
        occupancies.append(part(filled))
        shares.append(part((contents[0].occupancy + deviation) / filled))
      }
    }
    return (
      occupancies.allSatisfy { $0 == 1 } ? [] : occupancies,
      shares.allSatisfy { $0 == 1 } ? [] : shares
    )
  }

  /// The views along a, b and c: the axis that follows points to the right as far as it can.
  private static func views(_ basis: Matrix3) -> [View] {
    (0..<3).map { axis in
      let toward = basis[column: axis] / length(basis[column: axis])
      let next = basis[column: (axis + 1) % 3]
      let across = next - dot(next, toward) * toward
      let right = across / length(across)
      return View(
        name: ["a", "b", "c"][axis], right: right, up: cross(toward, right), toward: toward)
    }
  }

  private static func multiples(_ conventional: Matrix3, supercell: Matrix3) -> [Int] {
    let inverse = supercell.inverse
    return (0..<3).map { axis in
      (1...largestMultiple).first { count in
        let vector = inverse * (Double(count) * conventional[column: axis])
        return vector.components.allSatisfy { abs($0 - $0.rounded()) < faceTolerance }
      } ?? 1
    }
  }

  /// The symbols of the elements, and the numbers of those of each site: its first, and what else
  /// shares it.
  private static func elements(
    of sites: [AnalysisReport.SiteDisplacement], parent: AnalysisReport.Parent
  ) -> (symbols: [String], ofSite: [(first: Int, other: Int?)]) {
    var symbols: [String] = []
    func number(_ symbol: String) -> Int {
      if let index = symbols.firstIndex(of: symbol) { return index }
      symbols.append(symbol)
      return symbols.count - 1
    }
    let ofSite = sites.map { site -> (first: Int, other: Int?) in
      let contents = parent.sites.first { $0.label == site.label }?.contents ?? []
      guard let first = contents.first else {
        let letters = String(site.label.prefix { $0.isLetter })
        return (number(Element(symbol: letters)?.symbol ?? InertText.line(site.label)), nil)
      }
      let others = contents.dropFirst().map(\.element.symbol)
      return (
        number(first.element.symbol), others.isEmpty ? nil : number(others.joined(separator: "/"))
      )
    }
    return (symbols, ofSite)
  }

  /// The images of the sites under the lattice of the supercell that lie in the box.
  private static func atoms(
    _ sites: [Vector3], in box: Matrix3, supercell: Matrix3
  ) -> [(site: Int, position: Vector3)] {
    let toBox = box.inverse
    let toSupercell = supercell.inverse * box
    // The box spans, along each axis of the supercell, no more than the sum of its edges there;
    // one cell more on either side covers sites that lie outside their own cell.
    let reach = (0..<3).map { row in
      let edges = (0..<3).reduce(0) { $0 + abs(toSupercell[row, $1]) }
      return Int(edges.rounded(.up)) + 2
    }
    var atoms: [(site: Int, position: Vector3)] = []
    for (site, position) in sites.enumerated() {
      for i in -reach[0]...reach[0] {
        for j in -reach[1]...reach[1] {
          for k in -reach[2]...reach[2] {
            let image = position + supercell * Vector3(Double(i), Double(j), Double(k))
            let inside = (toBox * image).components.allSatisfy {
              $0 >= -faceTolerance && $0 <= 1 + faceTolerance
            }
            if inside { atoms.append((site, image)) }
          }
        }
      }
    }
    return atoms
  }
}
