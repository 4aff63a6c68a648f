/// A data block or save frame: items and loops, found by tag.
///
/// Tags are compared without regard to case, and a dot equals an underscore, so that the names of
/// the older and the newer dictionaries (`_cell_length_a`, `_cell.length_a`) are one.
public struct CIFBlock: Sendable, Hashable {
  /// A tag with its one value.
  public struct Item: Sendable, Hashable {
    /// The tag as written.
    public var tag: String
    /// The value.
    public var value: CIFValue
    /// The line of the tag, counted from 1.
    public var line: Int
  }

  /// A table of values.
  public struct Loop: Sendable, Hashable {
    /// The tags as written.
    public var tags: [String]
    /// The values row by row; [rows × tags].
    public var values: [CIFValue]
    /// The line of `loop_`, counted from 1.
    public var line: Int

    /// The number of rows.
    public var rowCount: Int { tags.isEmpty ? 0 : values.count / tags.count }

    /// The value in a row and column.
    public subscript(row: Int, column: Int) -> CIFValue { values[row * tags.count + column] }
  }

  /// Where a tag stands.
  enum Place: Sendable, Hashable {
    case item(Int)
    case loop(Int, column: Int)
  }

  /// The name, without `data_` or `save_`.
  public let name: String
  /// The line of the heading, counted from 1.
  public let line: Int
  /// The items outside loops, in order.
  public private(set) var items: [Item] = []
  /// The loops, in order.
  public private(set) var loops: [Loop] = []
  /// The save frames, in order.
  public internal(set) var saveFrames: [CIFBlock] = []
  private var places: [String: Place] = [:]
  /// Whether a tag ends as those of separate uncertainties do.
  private(set) var hasSeparateUncertainties = false

  init(name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// The form of a tag under which it is compared: lower case, dots as underscores.
  public static func canonical(_ tag: String) -> String {
    // Constants of the program are canonical, and many files write tags so.
    var isASCII = true
    var isCanonical = true
    for byte in tag.utf8 {
      if byte >= 0x80 { isASCII = false }
      if byte >= 0x41 && byte <= 0x5A || byte == 0x2E { isCanonical = false }
    }
    guard isASCII else {
      return String(tag.lowercased().map { $0 == "." ? "_" : $0 })
    }
    if isCanonical { return tag }
    return String(unsafeUninitializedCapacity: tag.utf8.count) { buffer in
      var count = 0
      for byte in tag.utf8 {
        let isCapital = byte >= 0x41 && byte <= 0x5A
        buffer[count] = isCapital ? byte | 0x20 : byte == 0x2E ? 0x5F : byte
        count += 1
      }
      return count
    }
  }

  /// Adds an item; returns the first value of the same tag where there was one already.
  mutating func append(_ item: Item) -> CIFValue? {
    items.append(item)
    return register(item.tag, at: .item(items.count - 1))
  }

  /// Adds a loop; returns its tags that occurred before.
  mutating func append(_ loop: Loop) -> [String] {
    loops.append(loop)
    var repeated: [String] = []
    for (column, tag) in loop.tags.enumerated() {
      let key = Self.canonical(tag)
      if places[key] == nil {
        places[key] = .loop(loops.count - 1, column: column)
        noteUncertainty(key)
      } else {
        repeated.append(tag)
      }
    }
    return repeated
  }

  private mutating func register(_ tag: String, at place: Place) -> CIFValue? {
    let key = Self.canonical(tag)
    if places[key] != nil { return value(tag) ?? column(tag)?.values.first }
    places[key] = place
    noteUncertainty(key)
    return nil
  }

  private mutating func noteUncertainty(_ key: String) {
    if CIFTag.uncertaintySuffixes.contains(where: key.hasSuffix) { hasSeparateUncertainties = true }
  }

  /// Whether the tag occurs.
  public func contains(_ tag: String) -> Bool { places[Self.canonical(tag)] != nil }

  /// The tags in canonical form, in no order.
  public var canonicalTags: some Collection<String> { places.keys }

  /// The value of a tag: of an item, or of a loop with one row; nil where there is no such tag.
  public func value(_ tag: String) -> CIFValue? {
    switch places[Self.canonical(tag)] {
    case .item(let index): items[index].value
    case .loop(let index, let column) where loops[index].rowCount == 1: loops[index][0, column]
    default: nil
    }
  }

  /// The text of the first of some tags that has one, with the tag as written in the file.
  public func text(_ tags: String...) -> (tag: String, text: String, line: Int)? {
    text(of: tags)
  }

  /// The text of the first of some tags that has one, with the tag as written in the file.
  public func text(of tags: [String]) -> (tag: String, text: String, line: Int)? {
    for tag in tags {
      if let value = value(tag), let text = value.text {
        return (spelling(of: tag), text, value.line)
      }
    }
    return nil
  }

  /// The values of a tag in a loop, or the one value of an item; nil where there is no such tag.
  public func column(_ tag: String) -> (tag: String, values: [CIFValue], line: Int)? {
    switch places[Self.canonical(tag)] {
    case .item(let index):
      return (items[index].tag, [items[index].value], items[index].line)
    case .loop(let index, let column):
      let loop = loops[index]
      return (loop.tags[column], (0..<loop.rowCount).map { loop[$0, column] }, loop.line)
    case nil: return nil
    }
  }

  /// The items that hold the standard uncertainty of a tag, if the block has any such.
  func uncertainties(of tag: String) -> [String] {
    hasSeparateUncertainties ? CIFTag.uncertainties(of: tag) : []
  }

  /// How many values a tag has.
  func valueCount(of tag: String) -> Int {
    switch places[Self.canonical(tag)] {
    case .item: 1
    case .loop(let index, _): loops[index].rowCount
    case nil: 0
    }
  }

  /// The tag as the file spells it.
  func spelling(of tag: String) -> String {
    switch places[Self.canonical(tag)] {
    case .item(let index): items[index].tag
    case .loop(let index, let column): loops[index].tags[column]
    case nil: tag
    }
  }
}
