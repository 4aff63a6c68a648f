import PhaseFitNumerics

/// The atoms of a SHELXL file with free variables, disorder and site occupation factors resolved.
///
///     name  type  x y z  sof  U11 [U22 U33 U23 U13 U12]
struct SHELXAtoms {
  let file: String
  let cell: UnitCell
  let operations: [AffineOperation]
  let elements: [SpeciesName]
  let freeVariables: [Double]

  /// What an atom inherits from the instructions before it.
  typealias State = (part: Int, occupation: String?, residue: String)

  /// An atom this near to its image, in Å, lies on the element of symmetry.
  private static let specialPosition = 0.05

  /// All atoms in the order of the file.
  ///
  /// - Throws: `StructureFileError` naming the atom and line.
  func read(
    _ atoms: [(SHELXInstruction, State)]
  ) throws(StructureFileError) -> [AtomSite] {
    var sites: [AtomSite] = []
    var lastU: Double?
    for (atom, state) in atoms {
      let site = try site(atom, state: state, riding: lastU)
      if site.element.atomicNumber > 1 {
        lastU = site.displacementParameter?.value ?? lastU
      }
      sites.append(site)
    }
    return sites
  }

  private func error(
    _ code: StructureFileError.Code, _ atom: SHELXInstruction, _ found: String,
    _ expected: String, _ remedy: String? = nil
  ) -> StructureFileError {
    StructureFileError(
      code, file: file, line: atom.line, found: "\(found) (atom \(atom.word))",
      expected: expected, remedy: remedy)
  }

  private func site(
    _ atom: SHELXInstruction, state: State, riding: Double?
  ) throws(StructureFileError) -> AtomSite {
    guard let type = Int(atom.fields[0]), elements.indices.contains(type - 1) else {
      throw error(
        .unknownElement, atom, "the type is \(atom.fields[0])",
        "1 to \(elements.count), one of those that SFAC names")
    }
    let element = elements[type - 1]
    var position: [MeasuredValue] = []
    for field in atom.fields[1...3] {
      let value = try parameter(field, atom)
      guard abs(value.value) <= CIFSites.largestCoordinate else {
        throw error(.badNumber, atom, "a coordinate is \(field)", "a fraction of the cell edge")
      }
      position.append(value)
    }
    var factor = MeasuredValue(1)
    guard let text = state.occupation ?? atom.fields.dropFirst(4).first else {
      throw error(.badSite, atom, "there is no site occupation factor", "11.0 for a full site")
    }
    factor = try parameter(text, atom)
    let order = Double(siteOrder(position.map(\.value)))
    var occupancy = factor.scaled(by: order)
    guard occupancy.value >= -CIFSites.occupancyRounding,
      occupancy.value <= 1 + CIFSites.occupancyRounding
    else {
      throw error(
        .badSite, atom,
        "the site occupation factor \(factor.value) is an occupancy of \(occupancy.value) at a "
          + "site whose symmetry has order \(Int(order))", "an occupancy between 0 and 1")
    }
    occupancy.value = min(max(occupancy.value, 0), 1)
    return AtomSite(
      label: state.residue.isEmpty ? atom.word : "\(atom.word)_\(state.residue)",
      element: element.element, massNumber: element.massNumber, position: position,
      occupancy: occupancy, displacementParameter: try displacement(atom, riding: riding),
      disorder: state.part == 0 ? nil : .init(assembly: nil, group: String(state.part)),
      line: atom.line)
  }

  private func displacement(
    _ atom: SHELXInstruction, riding: Double?
  ) throws(StructureFileError) -> MeasuredValue? {
    let fields = Array(atom.fields.dropFirst(5))
    guard let first = fields.first else { return nil }
    // In a line of an isotropic atom further fields (peak heights) have no meaning here.
    guard fields.count >= 6 else {
      if let factor = MeasuredValue(cifText: first), factor.value < -0.5, factor.value > -5 {
        return riding.map { MeasuredValue(-factor.value * $0) }
      }
      return try parameter(first, atom)
    }
    var tensor: [Double] = []
    for field in fields.prefix(6) { tensor.append(try parameter(field, atom).value) }
    let lengths = cell.lengths.map(\.value)
    let reciprocal = CIFDisplacements.reciprocalLengths(of: cell)
    let metric = cell.basis.transpose * cell.basis
    // U11 U22 U33 U23 U13 U12.
    let places = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
    var sum = 0.0
    for (value, (row, column)) in zip(tensor, places) {
      sum +=
        (row == column ? 1 : 2) * value * reciprocal[row] * reciprocal[column]
        * metric[row, column]
    }
    guard lengths.allSatisfy({ $0 > 0 }) else { return nil }
    return MeasuredValue(sum / 3)
  }

  /// The value behind a parameter with its free variable.
  private func parameter(
    _ text: String, _ atom: SHELXInstruction
  ) throws(StructureFileError) -> MeasuredValue {
    guard let number = MeasuredValue(cifText: text) else {
      throw error(
        .badNumber, atom, "a parameter is \(text.quotedShortly)", "a number such as 0.25 or 10.25")
    }
    let value = number.value
    guard abs(value) > 5 else { return number }
    let multiple = (value / 10).rounded()
    let rest = value - 10 * multiple
    guard abs(multiple) > 1 else {
      return MeasuredValue(rest, lastDigit: number.lastDigit)
    }
    guard abs(multiple) <= 1000, freeVariables.indices.contains(Int(abs(multiple)) - 1) else {
      throw error(
        .badNumber, atom,
        "a parameter is \(text), which refers to free variable "
          + "\(abs(multiple).printed)", "one of the \(freeVariables.count) that FVAR gives")
    }
    let variable = freeVariables[Int(abs(multiple)) - 1]
    return MeasuredValue(
      multiple > 0 ? rest * variable : rest * (variable - 1), lastDigit: number.lastDigit)
  }

  /// The number of operations that leave a position where it is, up to translations.
  private func siteOrder(_ position: [Double]) -> Int {
    let basis = cell.basis
    let count = operations.count { operation in
      let image = operation(position)
      let difference = Vector3(
        image[0] - position[0], image[1] - position[1], image[2] - position[2])
      let nearest = difference - difference.rounded(.toNearestOrEven)
      return length(basis * nearest) < Self.specialPosition
    }
    return max(count, 1)
  }
}

extension Double {
  /// A whole number without decimals, for messages.
  fileprivate var printed: String { abs(self) < 1e15 ? "\(Int(self))" : "\(self)" }
}
