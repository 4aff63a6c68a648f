/// The smallest unit of a CIF, with its place.
public struct CIFToken: Sendable, Hashable {
  /// The kinds of token.
  public enum Kind: Sendable, Hashable {
    /// `data_NAME`; the text is the name.
    case dataHeading
    /// `save_NAME`; the text is the name.
    case saveHeading
    /// `save_` alone, which ends a frame.
    case saveEnd
    /// `loop_`.
    case loop
    /// `stop_` or `global_`, which CIF reserves and does not use.
    case reserved
    /// `_TAG`; the text is the tag as written.
    case tag
    /// A value delimited by white space.
    case plain
    /// A value in single, double or triple quotes.
    case quoted
    /// A value between semicolons at the beginning of lines.
    case textField
    /// `[` (CIF 2.0).
    case listStart
    /// `]` (CIF 2.0).
    case listEnd
    /// `{` (CIF 2.0).
    case tableStart
    /// `}` (CIF 2.0).
    case tableEnd
    /// A quoted key with its colon (CIF 2.0).
    case tableKey
  }

  /// The kind.
  public var kind: Kind
  /// The text without delimiters.
  public var text: String
  /// The line of the first byte, counted from 1.
  public var line: Int
  /// The column of the first byte, counted from 1 in bytes.
  public var column: Int
}
