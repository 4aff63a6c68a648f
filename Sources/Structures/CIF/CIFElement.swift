/// The element of a site, told from its type symbol or else its label.
///
/// A type symbol is a symbol of the periodic table, D or T, with an optional mass number before it
/// and a charge after it. A label begins with such a symbol only by custom: what custom leaves open
/// is settled by the elements of the formula, or not at all.
struct CIFElement: Equatable {
  var element: Element
  var massNumber: Int?
  /// What was assumed, nil where the text is plain.
  var assumption: String?

  /// The heaviest isotope has mass number 294; a larger number in front of a symbol is none.
  private static let largestMassNumber = 300
  /// Labels by which programs and databases name a water molecule.
  private static let waters: Set<String> = ["wat", "watr", "water", "wtr", "hoh"]

  /// The element of a type symbol such as `Ti4+`, `O2-`, `D` or `57Fe`, nil where it is none.
  init?(typeSymbol: String) {
    if let plain = Element(exactSymbol: typeSymbol) {
      (element, massNumber) = (plain, nil)
      return
    }
    var rest = Substring(typeSymbol.filter { $0 != " " })
    let mass = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(mass.count)
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(letters.count)
    // After the symbol only a charge: `2+`, `-2`, `(3+)`; more letters name a molecule.
    guard !letters.isEmpty, letters.count <= 2, !rest.contains(where: \.isLetter) else {
      return nil
    }
    massNumber = nil
    if let hydrogen = Self.hydrogenIsotope(letters.uppercased(), allowsTritium: true) {
      self = hydrogen
    } else if let symbol = Element(symbol: String(letters)) {
      element = symbol
    } else {
      return nil
    }
    if !mass.isEmpty {
      guard let number = Int(mass), (1...Self.largestMassNumber).contains(number),
        number >= element.atomicNumber
      else { return nil }
      massNumber = number
    }
  }

  /// The element of a label such as `Ca2A`, `OW1` or `D3`, nil where it names none for certain.
  ///
  /// - Parameters:
  ///   - label: the label.
  ///   - known: the elements of the formula, empty where none is given.
  init?(label: String, known: Set<Element>) {
    let letters = label.prefix { $0.isASCII && $0.isLetter }
    guard let first = letters.first else { return nil }
    massNumber = nil
    if Self.waters.contains(letters.lowercased()), let oxygen = Element(symbol: "O") {
      element = oxygen
      assumption = "oxygen of a water molecule without its hydrogen"
      return
    }
    let one = Element(symbol: String(first))
    guard letters.count > 1 else {
      // T on its own labels a tetrahedral site far more often than tritium.
      if let hydrogen = Self.hydrogenIsotope(first.uppercased(), allowsTritium: false) {
        self = hydrogen
        return
      }
      guard let one else { return nil }
      element = one
      return
    }
    let two = Element(symbol: String(letters.prefix(2)))
    let tail = Array(letters.dropFirst())
    if tail[0].isLowercase, !(tail.count > 1 && tail[1].isLowercase) || letters.count == 2 {
      if first.isUppercase, let two {
        element = two
        return
      }
    } else if tail[0].isLowercase, first.isUppercase {
      // `Iron`, `Oxy`: a word, not a symbol.
      return nil
    }
    let candidates = [two, one].compactMap { $0 }
    let sound = known.isEmpty ? candidates : candidates.filter(known.contains)
    guard sound.count == 1, let symbol = sound.first else { return nil }
    element = symbol
    assumption = "\(symbol)"
  }

  private init(element: Element, massNumber: Int) {
    self.element = element
    self.massNumber = massNumber
  }

  private static func hydrogenIsotope(_ letter: String, allowsTritium: Bool) -> CIFElement? {
    guard let hydrogen = Element(symbol: "H") else { return nil }
    if letter == "D" { return CIFElement(element: hydrogen, massNumber: 2) }
    if letter == "T", allowsTritium { return CIFElement(element: hydrogen, massNumber: 3) }
    return nil
  }

  /// The elements a block names in its formula or its list of atom types, empty where it has none.
  static func known(in block: CIFBlock) -> Set<Element> {
    var elements: Set<Element> = []
    if let formula = block.text("_chemical_formula_sum") {
      for term in formula.text.split(whereSeparator: \.isWhitespace) {
        let letters = term.prefix { $0.isASCII && $0.isLetter }
        // A formula that is not a list of symbols and numbers settles nothing.
        guard let symbol = CIFElement(typeSymbol: String(letters)) else { return [] }
        elements.insert(symbol.element)
      }
    }
    for symbol in block.column("_atom_type_symbol")?.values ?? [] {
      if let symbol = symbol.text.flatMap(CIFElement.init(typeSymbol:)) {
        elements.insert(symbol.element)
      }
    }
    return elements
  }
}
