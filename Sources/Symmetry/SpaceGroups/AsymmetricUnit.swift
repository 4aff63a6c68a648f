// The sites of a source, placed: special positions made exact, elements that share a position
// joined, impossible arrangements refused.

import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// The positions of the asymmetric unit after special positions and shared positions are resolved.
struct AsymmetricUnit {
  private(set) var positions: [SitePosition] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let sites: [AtomSite]
  private let finder: SiteFinder
  private let file: String?

  init(
    sites: [AtomSite], basis: Matrix3, operations: [SymmetryOperation], file: String?
  ) throws(SymmetryError) {
    self.sites = sites
    self.file = file
    finder = SiteFinder(
      basis: basis, operations: operations,
      halfDigit: ExpandedCrystal.Precision.halfDigit(of: sites) ?? 0)
    guard !sites.isEmpty else {
      throw SymmetryError(
        .invalidSites, "no atom sites were found, expected at least one with coordinates.",
        file: file)
    }
    for index in sites.indices {
      guard let position = try place(index) else { continue }
      try join(position)
    }
    guard !positions.isEmpty else {
      throw SymmetryError(
        .invalidSites, "every site has occupancy 0, expected at least one atom.", file: file)
    }
  }

  private func failure(_ code: SymmetryError.Code, _ message: String, site: Int) -> SymmetryError {
    SymmetryError(code, message, file: file, line: sites[site].line)
  }

  private mutating func note(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, site: Int
  ) {
    diagnostics.append(
      Diagnostic(severity, code: code, message: message, file: file, line: sites[site].line))
  }

  static func angstrom(_ distance: Double) -> String { String(format: "%.3g Å", distance) }

  // MARK: - One site

  /// A site on its special position, nil where it is empty.
  private mutating func place(_ index: Int) throws(SymmetryError) -> SitePosition? {
    let site = sites[index]
    let occupancy = site.occupancy.value
    let point = site.fractional
    guard (0..<3).allSatisfy({ point[$0].isFinite && abs(point[$0]) < 1e6 }) else {
      throw failure(
        .invalidSites,
        "site \(site.label) has the coordinates (\(point.x), \(point.y), \(point.z)), expected "
          + "three fractions of the cell edges; correct or remove the site.", site: index)
    }
    guard occupancy.isFinite, occupancy >= 0, occupancy <= SiteLimits.maximumOccupancy else {
      throw failure(
        .occupancyTooLarge,
        "site \(site.label) has occupancy \(occupancy), expected 0 to 1; correct the site.",
        site: index)
    }
    if occupancy == 0 {
      note(
        .note, "site-empty", "site \(site.label) has occupancy 0 and is left out.", site: index)
      return nil
    }
    let radius = finder.radius(of: site.position)
    var (fixed, symmetry) = finder.project(point, radius: radius)
    var images = 1
    // A near miss: an image that the rounding does not explain and no atom can have beside it.
    if let near = finder.nearestImage(
      of: fixed, outside: symmetry, limit: SiteLimits.mergeDistance)
    {
      let reach = finder.project(point, radius: max(radius, SiteLimits.mergeDistance))
      images = joinedImages(from: symmetry, to: reach.symmetry, occupancy: occupancy)
      reportNearMiss(
        index, distance: near.distance, operation: near.operation, images: images,
        multiplicity: finder.operations.count / reach.symmetry.count)
      (fixed, symmetry) = reach
    }
    if let near = finder.nearestImage(
      of: fixed, outside: symmetry, limit: SiteLimits.contactDistance),
      Double(near.count * images) * occupancy > SiteLimits.maximumOccupancy
    {
      throw failure(
        .atomsTooClose,
        "site \(site.label) lies \(Self.angstrom(near.distance)) from its image under "
          + "\(near.operation) with occupancy \(occupancy), expected at least "
          + "\(SiteLimits.contactDistance) Å or occupancies that exclude each other; place it on "
          + "the special position or state its occupancy.", site: index)
    }
    return SitePosition(
      position: fixed, siteSymmetry: symmetry, radius: radius,
      members: [
        SitePosition.Member(
          site: index, rotation: .identity, weight: 1, images: images,
          occupancy: min(occupancy, 1))
      ])
  }

  /// How many images of a site become one atom on a special position: all of them where their
  /// occupancies add up to one atom at most (a split atom), else one (a printed position that is
  /// off).
  private func joinedImages(
    from symmetry: [SymmetryOperation], to larger: [SymmetryOperation], occupancy: Double
  ) -> Int {
    let images = larger.count / symmetry.count
    return Double(images) * occupancy <= SiteLimits.maximumOccupancy ? images : 1
  }

  private mutating func reportNearMiss(
    _ index: Int, distance: Double, operation: SymmetryOperation, images: Int, multiplicity: Int
  ) {
    let label = sites[index].label
    let miss = "site \(label) lies \(Self.angstrom(distance)) from its image under \(operation)"
    if images > 1 {
      note(
        .warning, "sites-merged",
        "\(miss), nearer than an experiment can separate; the \(images) images are joined on the "
          + "special position of multiplicity \(multiplicity) with the sum of their occupancies.",
        site: index)
    } else {
      note(
        .warning, "special-position-approximate",
        "\(miss), more than its digits explain and too near for two atoms; it is placed on the "
          + "special position of multiplicity \(multiplicity).", site: index)
    }
  }

  // MARK: - Several sites

  /// Adds a position, or joins it to one that is already there.
  private mutating func join(_ added: SitePosition) throws(SymmetryError) {
    for index in positions.indices {
      let present = positions[index]
      let image = finder.image(of: added.position, nearest: present.position)
      guard image.distance < SiteLimits.contactDistance else { continue }
      let total = present.occupancy + added.occupancy
      let (first, second) = (present.members[0].site, added.members[0].site)
      guard total <= SiteLimits.maximumOccupancy else {
        throw failure(
          image.distance < SiteLimits.mergeDistance ? .occupancyTooLarge : .atomsTooClose,
          "sites \(sites[first].label) and \(sites[second].label) are "
            + "\(Self.angstrom(image.distance)) apart with occupancies that add up to "
            + "\(String(format: "%.4g", total)), expected at least "
            + "\(SiteLimits.contactDistance) Å or a sum of at most 1; remove one of them or correct "
            + "coordinates or occupancies.", site: second)
      }
      guard image.distance < SiteLimits.mergeDistance,
        present.siteSymmetry.count == added.siteSymmetry.count
      else { continue }
      merge(added, image: image, into: index, total: total)
      return
    }
    positions.append(added)
  }

  private mutating func merge(
    _ added: SitePosition, image: (rotation: IntegerMatrix3, point: Vector3, distance: Double),
    into index: Int, total: Double
  ) {
    var present = positions[index]
    let same = image.distance <= present.radius + added.radius
    let share = same ? 0 : added.occupancy / total
    for member in present.members.indices { present.members[member].weight *= 1 - share }
    for member in added.members {
      present.members.append(
        SitePosition.Member(
          site: member.site, rotation: image.rotation, weight: share, images: member.images,
          occupancy: member.occupancy))
    }
    if !same {
      let mean = present.position + share * (image.point - present.position)
      // The mean of two fixed points is fixed to rounding; projecting it once more is exact.
      present.position =
        present.siteSymmetry.reduce(Vector3.zero) { $0 + $1(mean) }
        / Double(present.siteSymmetry.count)
      let (first, second) = (present.members[0].site, added.members[0].site)
      note(
        .warning, "sites-merged",
        "sites \(sites[first].label) and \(sites[second].label) are \(Self.angstrom(image.distance)) "
          + "apart, nearer than an experiment can separate; one position at their mean, weighted by "
          + "occupancy, with the sum of their occupancies is used.", site: second)
    }
    positions[index] = present
  }

  // MARK: - Atoms of the cell

  /// The atoms of the cell in the order of the positions, with the operation that made each.
  func expanded() -> [(atom: ExpandedCrystal.Atom, position: Int, operation: SymmetryOperation)] {
    var result: [(atom: ExpandedCrystal.Atom, position: Int, operation: SymmetryOperation)] = []
    for (index, position) in positions.enumerated() {
      let contents = self.contents(of: position)
      let site = position.members[0].site
      var images: [Vector3] = []
      for (operation, moved) in zip(finder.operations, finder.images(of: position.position)) {
        let image = Self.reduced(moved)
        // Images are equal to rounding or as far apart as atoms are: any bound between serves.
        let known = images.contains { other in
          let difference = SiteFinder.nearest(other - image)
          return abs(difference.x) + abs(difference.y) + abs(difference.z) < 1e-4
            && length(finder.basis * difference) < 1e-3
        }
        if known { continue }
        images.append(image)
        let atom = ExpandedCrystal.Atom(
          site: site, label: sites[site].label, position: image, contents: contents)
        result.append((atom, index, operation))
      }
    }
    return result
  }

  /// The coordinates in 0 ..< 1; values that are 1 to rounding become 0.
  static func reduced(_ position: Vector3) -> Vector3 {
    var result = position - position.rounded(.down)
    for axis in 0..<3 where result[axis] < 1e-12 || result[axis] > 1 - 1e-12 { result[axis] = 0 }
    return result
  }

  /// The elements of a position in ascending order, the occupancies of equal ones added.
  private func contents(of position: SitePosition) -> [ExpandedCrystal.Content] {
    var sums: [Element: Double] = [:]
    for member in position.members {
      sums[sites[member.site].element, default: 0] += Double(member.images) * member.occupancy
    }
    // Two refined halves may add up to slightly more than one atom.
    let scale = max(position.occupancy, 1)
    return sums.sorted { $0.key < $1.key }.map {
      ExpandedCrystal.Content(element: $0.key, occupancy: $0.value / scale)
    }
  }
}
