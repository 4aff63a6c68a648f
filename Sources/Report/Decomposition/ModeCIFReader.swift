import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// Reads the loops of a mode CIF one kind at a time.
struct ModeCIFReader {
  var block: CIFBlock
  var file: String

  /// The modes of one kind, none where the block has none.
  func modes(_ kind: String) throws(ReportError) -> [ModeCIFContents.Mode] {
    let labels = "_iso_\(kind)mode_label"
    guard block.contains(labels) else { return [] }
    let names = try texts(labels)
    let identifiers = try integers("_iso_\(kind)mode_ID", count: names.count)
    let amplitudes = try numbers("_iso_\(kind)mode_value", count: names.count)
    let norms = try normFactors(kind, count: names.count)
    let columns = try matrix(kind, columnCount: names.count)
    var result: [(identifier: Int, mode: ModeCIFContents.Mode)] = []
    for (index, name) in names.enumerated() {
      let identifier = identifiers[index]
      guard let norm = norms[identifier] else {
        throw invalid("_iso_\(kind)modenorm_ID", "has no entry for mode \(identifier) (\(name))")
      }
      let (irrep, waveVector) = Self.irrep(in: name)
      result.append(
        (
          identifier,
          ModeCIFContents.Mode(
            label: name, irrep: irrep, waveVector: waveVector, amplitude: amplitudes[index],
            norm: norm, column: columns[identifier] ?? [])
        ))
    }
    return result.sorted { $0.identifier < $1.identifier }.map(\.mode)
  }

  /// The free coordinates in the order of their numbers.
  func coordinates() throws(ReportError) -> [ModeCIFContents.Coordinate] {
    guard block.contains("_iso_deltacoordinate_label") else { return [] }
    let labels = try texts("_iso_deltacoordinate_label")
    let identifiers = try integers("_iso_deltacoordinate_ID", count: labels.count)
    let values = try numbers("_iso_deltacoordinate_value", count: labels.count)
    return labels.indices.sorted { identifiers[$0] < identifiers[$1] }.map {
      ModeCIFContents.Coordinate(label: labels[$0], value: values[$0])
    }
  }

  /// The sites that have formulas, with the positions that the shifts give.
  func sites(shifts: [String: Double]) throws(ReportError) -> [ModeCIFContents.Site] {
    guard block.contains("_iso_coordinate_label") else { return [] }
    let labels = try texts("_iso_coordinate_label")
    let formulas = try texts("_iso_coordinate_formula", count: labels.count)
    var listed: [String: Vector3] = [:]
    if block.contains("_atom_site_label") {
      let names = try texts("_atom_site_label")
      var axes: [[Double]] = []
      for axis in ["x", "y", "z"] {
        axes.append(try numbers("_atom_site_fract_\(axis)", count: names.count))
      }
      for (index, name) in names.enumerated() {
        listed[name] = Vector3(axes[0][index], axes[1][index], axes[2][index])
      }
    }
    var order: [String] = []
    var sites: [String: ModeCIFContents.Site] = [:]
    for (label, formula) in zip(labels, formulas) {
      guard let separator = label.lastIndex(of: "_"),
        let axis = ["x", "y", "z"].firstIndex(of: label[label.index(after: separator)...])
      else {
        throw invalid("_iso_coordinate_label", "is \"\(label)\": expected a form such as O1_x")
      }
      let name = String(label[..<separator])
      guard let value = CoordinateFormula(formula) else {
        throw invalid(
          "_iso_coordinate_formula",
          "is \"\(formula)\" for \(label): expected a sum such as 1/4 + O1_dx")
      }
      var shift = 0.0
      for (variable, factor) in value.terms {
        guard let amount = shifts[variable] else {
          throw invalid(
            "_iso_coordinate_formula",
            "is \"\(formula)\" for \(label), and \(variable) is not among "
              + "_iso_deltacoordinate_label")
        }
        shift += factor * amount
      }
      if sites[name] == nil {
        order.append(name)
        sites[name] = ModeCIFContents.Site(
          label: name, undistorted: .zero, listed: listed[name], distorted: .zero)
      }
      sites[name]?.undistorted[axis] = value.constant
      sites[name]?.distorted[axis] = value.constant + shift
    }
    return order.compactMap { sites[$0] }
  }

  /// The irrep and the wave vector in a label such as `Pm-3m[1/2,1/2,1/2]R4+(a,b,0)[O:d:dsp]Eu(a)`
  /// or `GM3+strain(a)`.
  static func irrep(in label: String) -> (String?, [Rational]?) {
    let parts = label.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
    let name: (Substring) -> String? = { text in
      let end = text.firstIndex { $0 == "(" || $0 == "[" } ?? text.endIndex
      let irrep = text[..<end].replacing("strain", with: "")
      return irrep.isEmpty ? nil : String(irrep)
    }
    guard parts.count == 2, let close = parts[1].firstIndex(of: "]") else {
      return (name(label[...]), nil)
    }
    let components = parts[1][..<close].split(separator: ",").map(Self.fraction)
    guard components.count == 3, components.allSatisfy({ $0 != nil }) else {
      // The first bracket names atoms: `R4+[O:d:dsp]Eu(a)`.
      return (name(parts[0]), nil)
    }
    return (name(parts[1][parts[1].index(after: close)...]), components.compactMap { $0 })
  }

  static func fraction(_ text: Substring) -> Rational? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let numerator = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
    guard parts.count == 2 else { return Rational(numerator) }
    guard let denominator = Int(parts[1]), denominator > 0 else { return nil }
    return Rational(numerator, denominator)
  }

  // MARK: - Columns

  private func normFactors(_ kind: String, count: Int) throws(ReportError) -> [Int: Double] {
    let identifiers = try integers("_iso_\(kind)modenorm_ID", count: count)
    let values = try numbers("_iso_\(kind)modenorm_value", count: count)
    return Dictionary(zip(identifiers, values), uniquingKeysWith: { first, _ in first })
  }

  /// The columns of the mode matrix by the number of the mode; none where the block has no matrix.
  private func matrix(_ kind: String, columnCount: Int) throws(ReportError) -> [Int: [Double]] {
    let tag = "_iso_\(kind)modematrix_value"
    guard block.contains(tag) else { return [:] }
    let values = try numbers(tag)
    let rows = try integers("_iso_\(kind)modematrix_row", count: values.count)
    let columns = try integers("_iso_\(kind)modematrix_col", count: values.count)
    // Displacements and occupancies have as many rows as modes, strains six.
    let rowCount = kind == "strain" ? 6 : columnCount
    var result: [Int: [Double]] = [:]
    for column in 1...max(columnCount, 1) {
      result[column] = Array(repeating: 0, count: rowCount)
    }
    for index in values.indices {
      guard (1...rowCount).contains(rows[index]), (1...columnCount).contains(columns[index])
      else {
        throw invalid(
          tag,
          "has an element in row \(rows[index]), column \(columns[index]): expected a matrix of "
            + "\(rowCount) × \(columnCount)")
      }
      result[columns[index]]?[rows[index] - 1] = values[index]
    }
    return result
  }

  private func texts(_ tag: String, count: Int? = nil) throws(ReportError) -> [String] {
    guard let column = block.column(tag) else {
      throw invalid(tag, "is absent: expected it beside the other tags of its loop")
    }
    let values = column.values.compactMap(\.text)
    guard values.count == count ?? column.values.count else {
      throw invalid(
        tag, "has \(values.count) values: expected \(count ?? column.values.count)")
    }
    return values
  }

  private func numbers(_ tag: String, count: Int? = nil) throws(ReportError) -> [Double] {
    var result: [Double] = []
    for text in try texts(tag, count: count) {
      guard let value = MeasuredValue(cifText: text)?.value, value.isFinite else {
        throw invalid(tag, "is \"\(text)\": expected a number")
      }
      result.append(value)
    }
    return result
  }

  private func integers(_ tag: String, count: Int? = nil) throws(ReportError) -> [Int] {
    var result: [Int] = []
    for text in try texts(tag, count: count) {
      guard let value = Int(text) else {
        throw invalid(tag, "is \"\(text)\": expected a whole number")
      }
      result.append(value)
    }
    return result
  }

  private func invalid(_ tag: String, _ what: String) -> ReportError {
    ReportError(.invalid, "\(file): in the block \(block.name) \(tag) \(what)")
  }
}

/// A coordinate as a constant and a linear combination of variables: `1/4 - 2*O1_dx`.
struct CoordinateFormula {
  /// The constant.
  var constant = 0.0
  /// The variables with their factors.
  var terms: [(variable: String, factor: Double)] = []

  /// Parses a formula, nil where it is none.
  init?(_ text: String) {
    var sign = 1.0
    var term = ""
    var isEmpty = true
    func flush(_ formula: inout CoordinateFormula) -> Bool {
      guard !term.isEmpty else { return isEmpty }
      defer { term = "" }
      isEmpty = false
      return formula.add(term[...], sign: sign)
    }
    for character in text where character != " " {
      switch character {
      case "+", "-":
        guard flush(&self) else { return nil }
        sign = character == "-" ? -1 : 1
      default: term.append(character)
      }
    }
    guard flush(&self), !isEmpty else { return nil }
  }

  private mutating func add(_ term: Substring, sign: Double) -> Bool {
    let factors = term.split(separator: "*", omittingEmptySubsequences: false)
    guard let last = factors.last, factors.count <= 2 else { return false }
    var factor = sign
    if factors.count == 2 {
      guard let value = Self.number(factors[0]) else { return false }
      factor *= value
    }
    if let value = Self.number(last) {
      constant += factor * value
    } else if last.contains("_") {
      terms.append((String(last), factor))
    } else {
      return false
    }
    return true
  }

  private static func number(_ text: Substring) -> Double? {
    if let value = Double(text), value.isFinite { return value }
    return ModeCIFReader.fraction(text)?.value
  }
}
