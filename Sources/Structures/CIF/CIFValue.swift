/// A value of a CIF with its place.
public struct CIFValue: Sendable, Hashable {
  /// What a value says.
  public indirect enum Content: Sendable, Hashable {
    /// `?`: the value is not known.
    case unknown
    /// `.`: the item does not apply here.
    case inapplicable
    /// A text; numbers are texts too.
    case text(String)
    /// A list (CIF 2.0).
    case list([CIFValue])
    /// A table (CIF 2.0), its entries in order.
    case table([Entry])
  }

  /// An entry of a table.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public var key: String
    /// The value.
    public var value: CIFValue
  }

  /// What the value says.
  public var content: Content
  /// The line on which it begins, counted from 1.
  public var line: Int
  /// The column at which it begins, counted from 1 in bytes.
  public var column: Int

  /// The text, nil where the value is absent (`?` or `.`), a list or a table.
  public var text: String? {
    if case .text(let text) = content { return text }
    return nil
  }

  /// Whether the value is `?` or `.`: absent, and not zero.
  public var isAbsent: Bool {
    switch content {
    case .unknown, .inapplicable: true
    default: false
    }
  }

  /// The value as a message quotes it, shortened.
  var quoted: String {
    switch content {
    case .unknown: return "?"
    case .inapplicable: return "."
    case .text(let text):
      return text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
    case .list: return "a list"
    case .table: return "a table"
    }
  }
}
