import Foundation
import PhaseFitNumerics

/// The atom sites of a block: columns of `_atom_site` to `AtomSite` values.
struct CIFSites {
  /// A column with the separate uncertainties, where there are any.
  private struct Column {
    var tag: String
    var values: [CIFValue]
    var uncertainties: [CIFValue]?
  }

  /// A refined occupancy may lie this many standard uncertainties outside 0 … 1 before it is a contradiction.
  static let occupancySlack = 3.0
  /// Occupancies may exceed 0 … 1 by this, alone or summed over the alternatives of one spot.
  ///
  /// Two printed decimals of two or three alternatives round to no better.
  static let occupancyRounding = 0.02
  /// The largest fractional coordinate taken for one; more is a Cartesian coordinate or damage.
  static let largestCoordinate = 1000.0
  /// Nuclei nearer than this, in Å, are on one spot: no diffraction experiment separates them.
  static let samePlace = 0.05

  private let block: CIFBlock
  private let cell: UnitCell
  private let rowCount: Int
  private let known: Set<Element>
  private let labels: Column?
  private let symbols: Column?
  private let coordinates: [Column]
  private let displacements: CIFDisplacements

  /// Finds the columns and checks that they belong together.
  init(quantities: CIFQuantities, cell: UnitCell) throws(StructureFileError) {
    let block = quantities.block
    self.block = block
    self.cell = cell
    known = CIFElement.known(in: block)
    labels = Self.column("_atom_site_label", in: block)
    symbols = Self.column("_atom_site_type_symbol", in: block)
    rowCount = (labels ?? symbols)?.values.count ?? 0
    var coordinates: [Column] = []
    for axis in ["x", "y", "z"] {
      guard let column = Self.column("_atom_site_fract_\(axis)", in: block) else {
        let isCartesian = block.contains("_atom_site_Cartn_x")
        throw quantities.error(
          .badSite, line: block.column("_atom_site_label")?.line ?? block.line,
          found: "the atom sites have no _atom_site_fract_\(axis)",
          expected: "fractional coordinates x, y, z",
          remedy: isCartesian ? "convert the Cartesian coordinates to fractional ones" : nil)
      }
      coordinates.append(column)
    }
    self.coordinates = coordinates
    guard let first = labels ?? symbols else {
      throw quantities.error(
        .badSite, line: block.column("_atom_site_fract_x")?.line,
        found: "the atom sites have neither labels nor type symbols",
        expected: "_atom_site_label or _atom_site_type_symbol")
    }
    let columns = coordinates + [symbols].compactMap { $0 }
    for column in columns where column.values.count != first.values.count {
      throw quantities.error(
        .badSite, line: column.values.first?.line ?? block.line,
        found: "\(column.tag) has \(column.values.count) values and \(first.tag) "
          + "\(first.values.count)",
        expected: "all columns of the atom sites in one loop")
    }
    displacements = CIFDisplacements(block: block, cell: cell)
  }

  private static func column(_ tag: String, in block: CIFBlock) -> Column? {
    guard let (spelling, values, _) = block.column(tag) else { return nil }
    let uncertainties = block.uncertainties(of: tag).lazy
      .compactMap { block.column($0)?.values }.first { $0.count == values.count }
    return Column(tag: spelling, values: values, uncertainties: uncertainties)
  }

  /// A column of the sites' own loop, nil where it is absent or of another length.
  private func siteColumn(_ tag: String) -> Column? {
    let column = Self.column(tag, in: block)
    return column?.values.count == rowCount ? column : nil
  }

  /// All sites, in the order of the file.
  ///
  /// - Throws: `StructureFileError` naming the site and line.
  func read(into quantities: inout CIFQuantities) throws(StructureFileError) -> [AtomSite] {
    let occupancies = siteColumn("_atom_site_occupancy")
    let flags = siteColumn("_atom_site_calc_flag")
    let assemblies = siteColumn("_atom_site_disorder_assembly")
    let groups = siteColumn("_atom_site_disorder_group")
    let isotropic = siteColumn("_atom_site_U_iso_or_equiv")
    let isotropicB = siteColumn("_atom_site_B_iso_or_equiv")
    var sites: [AtomSite] = []
    var dummies: [String] = []
    for row in 0..<rowCount {
      let label = label(ofRow: row)
      if flags?.values[row].text?.lowercased().hasPrefix("dum") ?? false {
        dummies.append(label)
        continue
      }
      let symbol = try element(ofRow: row, label: label, quantities: &quantities)
      let position = try position(ofRow: row, label: label, quantities: &quantities)
      let occupancy = try occupancy(
        occupancies, row: row, label: label, quantities: &quantities)
      var displacement = try number(isotropic, row: row, site: label, quantities: &quantities)
      if displacement == nil {
        let b = try number(isotropicB, row: row, site: label, quantities: &quantities)
        displacement = b.map { $0.scaled(by: 1 / CIFDisplacements.bOverU) }
      }
      if displacement == nil {
        displacement = try displacements.equivalent(of: label, quantities: &quantities)
      }
      let assembly = assemblies?.values[row].text
      let group = groups?.values[row].text
      let isDisordered = assembly != nil || group != nil
      sites.append(
        AtomSite(
          label: label, element: symbol.element, massNumber: symbol.massNumber,
          position: position, occupancy: occupancy, displacementParameter: displacement,
          disorder: isDisordered ? .init(assembly: assembly, group: group) : nil,
          line: (labels ?? symbols)?.values[row].line))
    }
    if !dummies.isEmpty {
      quantities.note(
        .note, "dummy-sites",
        "\(dummies.count) dummy site(s) were left out: "
          + "\(dummies.prefix(5).joined(separator: ", ")).")
    }
    guard !sites.isEmpty else {
      throw quantities.error(
        .noSites, line: block.line, found: "all atom sites of the block are dummies",
        expected: "at least one atom")
    }
    noteNegativeDisplacements(of: sites, quantities: &quantities)
    noteRepeatedLabels(of: sites, quantities: &quantities)
    try checkSpots(of: sites, quantities: quantities)
    return sites
  }

  // MARK: - One site

  private func label(ofRow row: Int) -> String {
    if let label = labels?.values[row].text { return label }
    return "\(symbols?.values[row].text ?? "site")\(row + 1)"
  }

  private func number(
    _ column: Column?, row: Int, site: String, quantities: inout CIFQuantities
  ) throws(StructureFileError) -> MeasuredValue? {
    guard let column else { return nil }
    return try quantities.number(
      column.values[row], tag: column.tag, site: site, uncertainty: column.uncertainties?[row])
  }

  private func element(
    ofRow row: Int, label: String, quantities: inout CIFQuantities
  ) throws(StructureFileError) -> CIFElement {
    let typeSymbol = symbols?.values[row].text
    if let symbol = typeSymbol.flatMap(CIFElement.init(typeSymbol:)) { return symbol }
    let line = (symbols ?? labels)?.values[row].line
    let typed = typeSymbol.map { "the type symbol \"\($0)\" and " } ?? ""
    guard let symbol = CIFElement(label: label, known: known) else {
      throw quantities.error(
        .unknownElement, line: line,
        found: "no element can be told for certain from \(typed)the label \(label)",
        expected: "a type symbol such as Ti or O2-",
        remedy: "give _atom_site_type_symbol")
    }
    if let assumption = symbol.assumption {
      quantities.note(
        .warning, "assumed-element", "the site \(label) was taken for \(assumption).", line: line)
    } else if let typeSymbol {
      quantities.note(
        .warning, "assumed-element",
        "the type symbol \"\(typeSymbol)\" of site \(label) is no element; "
          + "\(symbol.element) was taken from its label.", line: line)
    }
    return symbol
  }

  private func position(
    ofRow row: Int, label: String, quantities: inout CIFQuantities
  ) throws(StructureFileError) -> [MeasuredValue] {
    var position: [MeasuredValue] = []
    for column in coordinates {
      guard
        let value = try number(column, row: row, site: label, quantities: &quantities)
      else {
        throw quantities.error(
          .badSite, line: column.values[row].line,
          found: "\(column.tag) of site \(label) is \(column.values[row].quoted)",
          expected: "a coordinate", remedy: "complete it, or remove the site")
      }
      guard abs(value.value) <= Self.largestCoordinate else {
        throw quantities.error(
          .badNumber, line: column.values[row].line,
          found: "\(column.tag) of site \(label) is \(column.values[row].quoted)",
          expected: "a fraction of the cell edge, usually between 0 and 1")
      }
      position.append(value)
    }
    return position
  }

  private func occupancy(
    _ column: Column?, row: Int, label: String, quantities: inout CIFQuantities
  ) throws(StructureFileError) -> MeasuredValue {
    guard let column,
      var value = try number(column, row: row, site: label, quantities: &quantities)
    else { return MeasuredValue(1) }
    let slack = max(
      Self.occupancySlack * (value.standardUncertainty ?? 0), Self.occupancyRounding)
    let excess = max(value.value - 1, -value.value)
    // However large its uncertainty, an occupancy nearer to 2 or −1 is a mistake.
    guard excess <= slack, excess < 0.5 else {
      throw quantities.error(
        .badSite, line: column.values[row].line,
        found: "\(column.tag) of site \(label) is \(column.values[row].quoted)",
        expected: "an occupancy between 0 and 1")
    }
    if excess > 0 {
      quantities.note(
        .warning, "occupancy-clamped",
        "\(column.tag) of site \(label) is \(column.values[row].quoted) and was taken as "
          + "\(value.value > 1 ? 1 : 0).", line: column.values[row].line)
      value.value = value.value > 1 ? 1 : 0
    }
    return value
  }

  // MARK: - All sites

  private func noteNegativeDisplacements(
    of sites: [AtomSite], quantities: inout CIFQuantities
  ) {
    for site in sites {
      guard let u = site.displacementParameter, u.value < 0 else { continue }
      quantities.note(
        .note, "negative-displacement",
        "U of site \(site.label) is \(u.value) Å²: expected a number above zero; it was kept.",
        line: site.line)
    }
  }

  private func noteRepeatedLabels(of sites: [AtomSite], quantities: inout CIFQuantities) {
    var lines: [String: Int] = [:]
    for site in sites {
      if let first = lines[site.label] {
        quantities.note(
          .note, "repeated-label",
          "the label \(site.label) occurs again (first on line \(first)).", line: site.line)
      } else {
        lines[site.label] = site.line ?? 0
      }
    }
  }

  /// Two atoms may share a spot only as alternatives: their occupancies then sum to at most 1.
  private func checkSpots(
    of sites: [AtomSite], quantities: CIFQuantities
  ) throws(StructureFileError) {
    let basis = cell.basis
    // A difference of fractions beyond this in one coordinate exceeds the distance for certain.
    let reciprocal = CIFDisplacements.reciprocalLengths(of: cell)
    let windows = reciprocal.map { $0 * Self.samePlace }
    let positions = sites.map(\.fractional)
    let bins = SpatialBins(positions, windows: windows)
    for (index, site) in sites.enumerated() where site.occupancy.value > 0 {
      var together: [AtomSite] = []
      for earlier in bins.near(index)
      where earlier < index && sites[earlier].occupancy.value > 0 {
        var difference = positions[index] - positions[earlier]
        difference -= difference.rounded(.toNearestOrEven)
        guard length(basis * difference) < Self.samePlace else { continue }
        let group = sites[earlier].disorder?.group
        if let own = site.disorder?.group, let group, own != group { continue }
        together.append(sites[earlier])
      }
      guard !together.isEmpty else { continue }
      together.append(site)
      let total = together.reduce(0) { $0 + $1.occupancy.value }
      let slack = together.reduce(0) { $0 + ($1.occupancy.standardUncertainty ?? 0) }
      guard total > 1 + Self.occupancySlack * slack + Self.occupancyRounding else { continue }
      let names = together.dropLast().map { "\($0.label) (line \($0.line ?? 0))" }
      throw quantities.error(
        .badSite, line: site.line,
        found: "the sites \(names.joined(separator: ", ")) and \(site.label) are on one spot and "
          + "their occupancies sum to \(total)",
        expected: "at most 1",
        remedy: "remove one of them, or state occupancies or disorder groups")
    }
  }
}
