// A space-group type in one of the 530 settings of Hall's notation: choice of axes, cell and origin.

/// A space-group type in one setting: its symbols and its operations.
public struct SpaceGroupSetting: Sendable, Codable, Hashable, CustomStringConvertible {
  /// The position in the table of Hall settings, 1 … 530; 0 for a setting that is none of them.
  public var hallNumber: Int
  /// The space-group type.
  public var type: SpaceGroupType
  /// The Hall symbol.
  public var hall: String
  /// The Hermann–Mauguin symbol of this setting with blanks, as `P 1 2_1/n 1`.
  public var hermannMauguin: String
  /// The full Hermann–Mauguin symbol of this setting, as `P 2_1/b 2_1/n 2_1/m`.
  public var fullHermannMauguin: String
  /// The choice of axes and origin in the table's notation (`2`, `H`, `b1`, `cab`); may be empty.
  public var choice: String
  /// The operations modulo the conventional cell, centring included, translations in 0 ..< 1.
  public var operations: [SymmetryOperation]

  /// The symbol with its choice, as `R -3 c :H`.
  public var description: String {
    choice.isEmpty ? hermannMauguin : "\(hermannMauguin) :\(choice)"
  }

  /// The origin choice 1 or 2 of International Tables A, nil where the group has only one.
  public var originChoice: Int? {
    switch choice.first {
    case "1": 1
    case "2": 2
    default: nil
    }
  }

  /// The choice of axes of a rhombohedral group, nil for all others.
  public var rhombohedralAxes: RhombohedralAxes? { RhombohedralAxes(rawValue: choice) }

  /// The two cells in which rhombohedral groups are described.
  public enum RhombohedralAxes: String, Sendable, Codable, Hashable {
    /// The triple hexagonal cell: a = b, γ = 120°.
    case hexagonal = "H"
    /// The primitive cell: a = b = c, α = β = γ.
    case rhombohedral = "R"
  }
}
