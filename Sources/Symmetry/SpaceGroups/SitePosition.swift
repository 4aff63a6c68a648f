// A position of the asymmetric unit and its site symmetry.
//
// The operations g = (W, w + n) that fix a point form a finite group H, and the points that H fixes
// are the image of the projector
//
//     x̄ = (1/|H|) Σ_g g x ,   P = (1/|H|) Σ_g W
//
// A printed position counts as fixed where the projected one lies within the rounding of its digits.

import PhaseFitNumerics
import PhaseFitStructures

/// One position of the asymmetric unit with everything that sits there.
struct SitePosition {
  /// The position, exactly on the points that the site symmetry fixes.
  var position: Vector3
  /// The site symmetry: operations with the lattice translations that make them fix the point.
  var siteSymmetry: [SymmetryOperation]
  /// The Cartesian radius within which the printed digits or the uncertainties leave the point, Å.
  var radius: Double
  /// The sites that sit here, the first one gives the name.
  var members: [Member]

  /// A site of the source that sits at a position.
  struct Member {
    /// The index of the site in the source.
    var site: Int
    /// The matrix part that carried the printed coordinates here.
    var rotation: IntegerMatrix3
    /// The share of the printed position in the mean, 0 … 1.
    var weight: Double
    /// How many printed images of the site were joined into one atom of this position.
    var images = 1
    /// The occupancy of one image, at most 1.
    var occupancy: Double
  }

  /// The total occupancy.
  var occupancy: Double { members.reduce(0) { $0 + Double($1.images) * $1.occupancy } }
}

/// Distances and occupancies that decide what is one position, all of them physical, none tuned.
enum SiteLimits {
  /// Atoms nearer than this, Å, are one position: it is below the amplitude of thermal motion, so
  /// that no diffraction experiment separates them.
  static let mergeDistance = 0.1
  /// Atoms nearer than this, Å, cannot both be present: the shortest bond, H–H, has 0.74 Å.
  static let contactDistance = 0.5
  /// Occupancies that exclude each other may add up to this: two refined halves of 0.50(1).
  static let maximumOccupancy = 1.02
  /// A stated uncertainty covers a deviation of three times its value.
  static let uncertaintyFactor = 3.0
}

/// The group and the metric in which sites are placed.
struct SiteFinder {
  let basis: Matrix3
  let operations: [SymmetryOperation]
  /// Half the unit of the last digit of the coordinate with most digits.
  let halfDigit: Double
  /// The operations on numbers: the same images, without exact fractions.
  private let maps: [(rotation: Matrix3, translation: Vector3)]

  init(basis: Matrix3, operations: [SymmetryOperation], halfDigit: Double) {
    self.basis = basis
    self.operations = operations
    self.halfDigit = halfDigit
    maps = operations.map { ($0.rotation.real, $0.translationVector) }
  }

  /// The images of a point under the operations, in their order.
  func images(of point: Vector3) -> [Vector3] {
    maps.map { $0.rotation * point + $0.translation }
  }

  /// The vector from one point to the nearest image of another under lattice translations.
  ///
  /// Right for distances up to half the smallest spacing of lattice planes.
  static func nearest(_ difference: Vector3) -> Vector3 {
    difference - difference.rounded(.toNearestOrEven)
  }

  /// The Cartesian radius of the box that the digits or uncertainties of a position leave, Å.
  ///
  /// A number with fewer digits than others has lost its zeros: `0.25` beside `0.2381` is exact. Only
  /// where it can stand for a fraction that never ends, as `0.33` for 1/3, do its own digits count.
  func radius(of position: [MeasuredValue]) -> Double {
    (0..<3).reduce(0) { sum, axis in
      let value = position[axis]
      let own = (value.lastDigit ?? 0) / 2
      // Multiples of 1/12 that are no multiples of 1/4 have decimals that do not end; with fewer
      // than two of them printed nothing tells them from other numbers.
      let twelfths = (value.value * 12).rounded()
      let rounds =
        twelfths.remainder(dividingBy: 3) != 0 && own <= 0.005
        && abs(value.value - twelfths / 12) <= own * (1 + 1e-9)
      let digit = rounds ? own : min(own, halfDigit)
      let uncertainty = (value.standardUncertainty ?? 0) * SiteLimits.uncertaintyFactor
      return sum + max(digit, uncertainty) * length(basis[column: axis])
    } + 1e-9
  }

  /// The operations whose image of a point comes within a distance of it, each with the lattice
  /// translation that brings the image nearest, and the distance.
  private func operations(within limit: Double, of point: Vector3)
    -> [(operation: SymmetryOperation, distance: Double)]
  {
    zip(operations, images(of: point)).compactMap { operation, image in
      let difference = image - point
      let shift = difference.rounded(.toNearestOrEven)
      let distance = length(basis * (difference - shift))
      guard distance <= limit else { return nil }
      let translation = (0..<3).map { operation.translation[$0] - Rational(Int(shift[$0])) }
      return (
        SymmetryOperation(rotation: operation.rotation, translation: translation), distance
      )
    }
  }

  /// The point nearest to the given one that its site symmetry fixes, and that symmetry.
  ///
  /// An operation belongs to the site symmetry where the point that it and the operations before it
  /// fix lies within `radius` of the given one.
  func project(_ point: Vector3, radius: Double) -> (point: Vector3, symmetry: [SymmetryOperation])
  {
    // |g x − x| = |(W − 1)(x − x̄)| ≤ 2 |x − x̄|
    let candidates = operations(within: 2 * radius, of: point)
      .filter { $0.operation.rotation != .identity }
      .sorted { $0.distance < $1.distance }
    var symmetry = [SymmetryOperation.identity]
    var fixed = point
    for (candidate, _) in candidates where !symmetry.contains(candidate) {
      guard let larger = Self.finiteGroup(symmetry + [candidate]) else { continue }
      let mean =
        larger.reduce(Vector3.zero) { $0 + $1(point) } / Double(larger.count)
      guard length(basis * (mean - point)) <= radius else { continue }
      symmetry = larger
      fixed = mean
    }
    return (fixed, symmetry)
  }

  /// The group generated by operations with their lattice translations, nil where it is infinite:
  /// where the operations fix no common point.
  private static func finiteGroup(_ generators: [SymmetryOperation]) -> [SymmetryOperation]? {
    var elements: [IntegerMatrix3: SymmetryOperation] = [.identity: .identity]
    var order: [SymmetryOperation] = [.identity]
    var position = 0
    while position < order.count {
      for generator in generators {
        let product = generator * order[position]
        if let known = elements[product.rotation] {
          // The same matrix with another translation: their quotient is a translation.
          if known != product { return nil }
          continue
        }
        elements[product.rotation] = product
        order.append(product)
        if order.count > 48 { return nil }
      }
      position += 1
    }
    return order
  }

  /// The operation whose image of `source` comes nearest to `target`, with that image.
  func image(of source: Vector3, nearest target: Vector3)
    -> (rotation: IntegerMatrix3, point: Vector3, distance: Double)
  {
    var best = (rotation: IntegerMatrix3.identity, point: source, distance: Double.infinity)
    for (operation, map) in zip(operations, maps) {
      let image = map.rotation * source + map.translation
      let difference = Self.nearest(image - target)
      let distance = length(basis * difference)
      if distance < best.distance {
        best = (operation.rotation, target + difference, distance)
      }
    }
    return best
  }

  /// The distance to the nearest image of a point that its site symmetry does not explain, Å, how
  /// many images lie within `limit` (the point itself included), and the operation.
  func nearestImage(of point: Vector3, outside symmetry: [SymmetryOperation], limit: Double)
    -> (distance: Double, count: Int, operation: SymmetryOperation)?
  {
    var images: [Vector3] = []
    var best: (distance: Double, operation: SymmetryOperation)?
    let known = Set(symmetry)
    for (placed, distance) in operations(within: limit, of: point)
    where !known.contains(placed) {
      let image = placed(point)
      if !images.contains(where: { length(basis * ($0 - image)) < 1e-3 }) { images.append(image) }
      if distance < (best?.distance ?? .infinity) { best = (distance, placed) }
    }
    return best.map { ($0.distance, images.count + 1, $0.operation) }
  }
}
