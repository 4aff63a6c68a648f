/// The columns of an extended XYZ frame, as `Properties=species:S:1:pos:R:3:…` names them.
struct ExtendedXYZColumns {
  /// The column of the species.
  var species = 0
  /// The first of the three columns of positions.
  var position = 1
  /// The column of occupancies, nil where there is none.
  var occupancy: Int?
  /// The column of labels, nil where there is none.
  var label: Int?

  /// The columns of a frame without `Properties`.
  init() {}

  /// Reads the value of `Properties`.
  ///
  /// - Returns: nil where it is malformed or names no species or positions.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts.count % 3 == 0 else { return nil }
    var column = 0
    var found: [String: Int] = [:]
    for index in stride(from: 0, to: parts.count, by: 3) {
      guard let count = Int(parts[index + 2]), (1...1000).contains(count) else { return nil }
      let name = parts[index].lowercased()
      if name == "pos", count != 3 { return nil }
      if found[name] == nil { found[name] = column }
      column += count
    }
    guard let position = found["pos"],
      let species = found["species"] ?? found["element"] ?? found["z"] ?? found["numbers"]
    else { return nil }
    self.position = position
    self.species = species
    occupancy = found["occupancy"] ?? found["occupancies"]
    label = found["label"] ?? found["labels"]
  }
}
