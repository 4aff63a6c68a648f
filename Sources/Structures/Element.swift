/// A chemical element, by its atomic number.
public struct Element: Sendable, Codable, Hashable, Comparable, CustomStringConvertible {
  /// The atomic number, 1 … 118.
  public let atomicNumber: Int

  /// The element with the given atomic number, nil outside 1 … 118.
  public init?(atomicNumber: Int) {
    guard (1...Self.symbols.count).contains(atomicNumber) else { return nil }
    self.atomicNumber = atomicNumber
  }

  /// The element with the given symbol in any case, nil where there is none.
  ///
  /// `D` and `T` are isotopes of hydrogen and belong to the reader, not here.
  public init?(symbol: String) {
    let spelled = symbol.prefix(1).uppercased() + symbol.dropFirst().lowercased()
    guard let number = Self.numbers[spelled] else { return nil }
    atomicNumber = number
  }

  /// The element with a symbol spelled as in the periodic table, nil where there is none.
  init?(exactSymbol: String) {
    guard let number = Self.numbers[exactSymbol] else { return nil }
    atomicNumber = number
  }

  /// The symbol, for example `Ti`.
  public var symbol: String { Self.symbols[atomicNumber - 1] }

  /// The symbol.
  public var description: String { symbol }

  /// Order by atomic number.
  public static func < (left: Element, right: Element) -> Bool {
    left.atomicNumber < right.atomicNumber
  }

  private static let numbers = Dictionary(
    uniqueKeysWithValues: symbols.enumerated().map { ($1, $0 + 1) })

  private static let symbols = [
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S",
    "Cl", "Ar", "K", "Ca", "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga",
    "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y", "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd",
    "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm",
    "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os",
    "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th", "Pa",
    "U", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db", "Sg",
    "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og",
  ]
}
