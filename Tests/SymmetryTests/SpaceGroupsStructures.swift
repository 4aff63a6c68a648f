import Foundation
import PhaseFitNumerics
import PhaseFitStructures

/// The bundled structures, read by a small reader of well-formed files: these tests are about
/// symmetry and must not depend on the reader under test elsewhere.
enum BundledStructure {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The paths of all bundled CIF files with one data block, relative to the root.
  static let paths: [String] = {
    var result: [String] = []
    for folder in ["structures", "Tests/Data"] {
      let base = root.appending(path: folder)
      guard let files = FileManager.default.enumerator(atPath: base.path) else { continue }
      for case let file as String in files
      where file.hasSuffix(".cif") && !file.contains("multiblock") {
        result.append("\(folder)/\(file)")
      }
    }
    return result.sorted()
  }()

  /// All parents and children and every third structure of the sweeps: neighbours in a sweep differ
  /// little, and these tests run unoptimised.
  static let sample: [String] = paths.enumerated()
    .filter { $0.offset % 3 == 0 || $0.element.hasPrefix("Tests/Data") }.map(\.element)

  static func crystal(_ path: String) throws -> Crystal {
    let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    return SmallCIF(text).crystal(named: path)
  }
}

/// A number as printed in a CIF.
func measured(_ text: String) -> MeasuredValue {
  let open = text.firstIndex(of: "(") ?? text.endIndex
  let digits = text[..<open]
  let decimals = digits.firstIndex(of: ".").map {
    digits.distance(from: $0, to: digits.endIndex) - 1
  }
  let unit = pow(10, -Double(decimals ?? 0))
  let uncertainty = Int(text[open...].filter(\.isNumber)).map { Double($0) * unit }
  return MeasuredValue(
    Double(digits) ?? .nan, standardUncertainty: uncertainty, lastDigit: unit)
}

private struct SmallCIF {
  var items: [String: String] = [:]
  var loops: [[String: [String]]] = []

  init(_ text: String) {
    let tokens = Self.tokens(text)
    var index = 0
    while index < tokens.count {
      let token = tokens[index].text
      if token.lowercased() == "loop_", !tokens[index].quoted {
        index += 1
        var names: [String] = []
        while index < tokens.count, tokens[index].text.hasPrefix("_"), !tokens[index].quoted {
          names.append(tokens[index].text.lowercased())
          index += 1
        }
        var columns = Dictionary(uniqueKeysWithValues: names.map { ($0, [String]()) })
        var column = 0
        while index < tokens.count,
          tokens[index].quoted
            || !(tokens[index].text.hasPrefix("_") || tokens[index].text.lowercased() == "loop_"
              || tokens[index].text.hasPrefix("data_"))
        {
          columns[names[column % names.count], default: []].append(tokens[index].text)
          column += 1
          index += 1
        }
        loops.append(columns)
      } else if token.hasPrefix("_"), index + 1 < tokens.count {
        items[token.lowercased()] = tokens[index + 1].text
        index += 2
      } else {
        index += 1
      }
    }
  }

  static func tokens(_ text: String) -> [(text: String, quoted: Bool)] {
    var result: [(String, Bool)] = []
    var field: [String]?
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.hasPrefix(";") {
        if let lines = field {
          result.append((lines.joined(separator: "\n"), true))
          field = nil
        } else {
          field = [String(line.dropFirst())]
        }
        continue
      }
      if field != nil {
        field?.append(String(line))
        continue
      }
      var rest = line[...]
      while true {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard let first = rest.first, first != "#" else { break }
        if first == "'" || first == "\"" {
          let body = rest.dropFirst()
          var end = body.startIndex
          while end < body.endIndex {
            let next = body.index(after: end)
            if body[end] == first, next == body.endIndex || body[next].isWhitespace { break }
            end = next
          }
          result.append((String(body[..<end]), true))
          rest = end < body.endIndex ? body[body.index(after: end)...] : ""
        } else {
          let end = rest.firstIndex { $0 == " " || $0 == "\t" } ?? rest.endIndex
          result.append((String(rest[..<end]), false))
          rest = rest[end...]
        }
      }
    }
    return result
  }

  func crystal(named name: String) -> Crystal {
    func item(_ names: String...) -> String? { names.lazy.compactMap { items[$0] }.first }
    func column(_ names: String...) -> [String] {
      for loop in loops { for name in names { if let found = loop[name] { return found } } }
      return []
    }
    let labels = column("_atom_site_label")
    let types = column("_atom_site_type_symbol")
    let coordinates = ["x", "y", "z"].map { column("_atom_site_fract_\($0)") }
    let occupancies = column("_atom_site_occupancy")
    let sites = labels.indices.compactMap { index -> AtomSite? in
      let source = types.isEmpty ? labels[index] : types[index]
      var letters = String(source.prefix { $0.isLetter })
      if letters == "D" { letters = "H" }
      let element = Element(symbol: letters) ?? Element(symbol: String(letters.prefix(1)))
      guard let element else { return nil }
      return AtomSite(
        label: labels[index], element: element,
        position: coordinates.map { measured($0[index]) },
        occupancy: occupancies.isEmpty ? MeasuredValue(1) : measured(occupancies[index]))
    }
    return Crystal(
      name: name,
      cell: UnitCell(
        lengths: ["a", "b", "c"].map { measured(items["_cell_length_\($0)"] ?? "") },
        anglesDegrees: ["alpha", "beta", "gamma"].map {
          measured(items["_cell_angle_\($0)"] ?? "")
        }),
      sites: sites,
      declaredSymmetry: DeclaredSymmetry(
        operations: column(
          "_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz"),
        hall: item("_symmetry_space_group_name_hall", "_space_group_name_hall"),
        hermannMauguin: item(
          "_symmetry_space_group_name_h-m", "_space_group_name_h-m_alt"),
        number: item("_space_group_it_number", "_symmetry_int_tables_number").flatMap { Int($0) }))
  }
}
