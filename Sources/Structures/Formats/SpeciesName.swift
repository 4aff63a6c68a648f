/// The element behind the name of a species in a file of a simulation.
///
/// Besides symbols (`Ba`, `O2-`, `D`) the names of pseudopotentials (`Sr_sv`, `Ti/1f2a…`), of sites
/// (`O1`, `Fe_up`) and atomic numbers are understood.
struct SpeciesName {
  var element: Element
  var massNumber: Int?

  init?(_ name: String) {
    if let number = Int(name) {
      guard let element = Element(atomicNumber: number) else { return nil }
      self.element = element
      return
    }
    let plain = String(name.prefix { $0 != "_" && $0 != "/" && $0 != "." && $0 != ":" })
    let symbol = CIFElement(typeSymbol: plain) ?? CIFElement(label: plain, known: [])
    guard let symbol, symbol.assumption == nil else { return nil }
    element = symbol.element
    massNumber = symbol.massNumber
  }
}
