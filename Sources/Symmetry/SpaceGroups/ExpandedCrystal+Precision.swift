// How precisely a source gives its numbers: stated standard uncertainties, else printed digits.

import PhaseFitNumerics
public import PhaseFitStructures

extension ExpandedCrystal.Precision {
  /// No position is trusted to better than this, Å: refined uncertainties below it ignore
  /// systematic errors.
  public static let positionFloor = 1e-4

  /// No cell length is trusted to better than this, Å, for the same reason.
  public static let lengthFloor = 1e-6

  /// The factor from a standard uncertainty to the largest difference that chance explains.
  ///
  /// A difference of two coordinates has √2 times the error of one, and a vector with three normal
  /// components is longer than four standard deviations once in 900 cases. The uncertainty is a mean
  /// over the crystal, of which the least precise atoms have about one and a half times: 4 · 1.5 · √2.
  public static let statedFactor = 6 * 2.0.squareRoot()

  /// The factor from half a printed digit to the largest difference that rounding alone can make.
  ///
  /// Three coordinates of an atom and three of its partner are each off by half a digit at most:
  /// a distance of 2√3 half digits along the diagonal of a cube.
  public static let digitFactor = 2 * 3.0.squareRoot()

  /// How often the largest of all differences between atoms may exceed the tolerance by chance.
  private static let chance = 1e-3
  /// The smallest probability that can be told from zero beside one.
  private static let leastChance = 1e-15

  /// The largest distance between an atom and the image of an equal one, Å, that the precision of
  /// the source explains.
  ///
  /// Where uncertainties are stated the largest of up to n² differences between n atoms decides,
  ///
  ///     T = √2 σ max(6, q) ,   P(χ > q) = 10⁻³/n²   for three degrees of freedom,
  ///
  /// so that the tolerance grows for more than about 150 atoms. Never above the distance below which
  /// two atoms cannot both be present: beyond it equal atoms could be taken for one another.
  ///
  /// - Parameter atomCount: how many atoms the cell holds.
  /// - Returns: a distance in Å.
  func positionTolerance(atomCount: Int) -> Double {
    var factor = isStated ? Self.statedFactor : Self.digitFactor
    if isStated {
      let count = Double(max(atomCount, 1))
      let largest = ChiSquaredDistribution(degreesOfFreedom: 3)
        .quantile(1 - max(Self.chance / (count * count), Self.leastChance))
      factor = max(factor, (2 * largest).squareRoot())
    }
    return min(position * factor, SiteLimits.contactDistance)
  }

  /// The largest strain of the lattice that the precision of the source explains.
  ///
  /// - Parameter meanEdge: the mean of the cell lengths, Å.
  /// - Returns: a dimensionless strain.
  public func strainTolerance(meanEdge: Double) -> Double {
    // Two lengths, or an angle and its fixed value, are compared: each is off by half a digit at
    // most where nothing is stated.
    (length / meanEdge + angle) * (isStated ? Self.statedFactor : 2)
  }

  /// The precision of a crystal's positions and cell.
  ///
  /// - Positions: the root mean square of the stated uncertainties where there are any; else half
  ///   the unit of the last digit of the coordinate with most digits, as `0.25` beside `0.2381` is
  ///   exact. Coordinates that are multiples of 1/8 say nothing. Times the mean cell length, and
  ///   never below `positionFloor`.
  /// - Lengths and angles: likewise; angles of 90°, 120° and 60° say nothing, and where no other
  ///   angle is given the relative error of the lengths is taken.
  public init(of crystal: Crystal) {
    let lengths = crystal.cell.lengths
    let meanEdge = lengths.reduce(0) { $0 + $1.value } / 3
    let coordinates = crystal.sites.flatMap(\.position)
    let length =
      Self.stated(lengths) ?? Self.printed(lengths) ?? Self.positionFloor
    let angles = crystal.cell.anglesDegrees.filter { ![60, 90, 120].contains($0.value) }
    let angleDegrees = Self.stated(crystal.cell.anglesDegrees) ?? Self.printed(angles)
    let stated = Self.stated(coordinates)
    let position = (stated ?? Self.halfDigit(of: crystal.sites) ?? 0) * meanEdge
    self.init(
      position: max(position, Self.positionFloor), length: max(length, Self.lengthFloor),
      angle: angleDegrees.map { $0 * .pi / 180 } ?? length / max(meanEdge, Self.lengthFloor),
      isStated: stated != nil)
  }

  /// Half the unit of the last digit of the coordinate with most digits, nil where none is known.
  ///
  /// Multiples of 1/8 are exact in any number of digits and say nothing.
  static func halfDigit(of sites: [AtomSite]) -> Double? {
    printed(sites.flatMap(\.position).filter { ($0.value * 8).rounded() != $0.value * 8 })
  }

  /// The root mean square of the stated uncertainties, nil where there are none.
  private static func stated(_ values: [MeasuredValue]) -> Double? {
    let uncertainties = values.compactMap(\.standardUncertainty).filter { $0 > 0 }
    guard !uncertainties.isEmpty else { return nil }
    let sum = uncertainties.reduce(0) { $0 + $1 * $1 }
    return (sum / Double(uncertainties.count)).squareRoot()
  }

  /// Half the finest last printed digit, nil where none is known.
  private static func printed(_ values: [MeasuredValue]) -> Double? {
    values.compactMap(\.lastDigit).filter { $0 > 0 }.min().map { $0 / 2 }
  }
}

extension ExpandedCrystal {
  /// The largest distance between an atom and the image of an equal one, Å, that the precision of
  /// the source explains.
  public var positionTolerance: Double { precision.positionTolerance(atomCount: atoms.count) }
}
