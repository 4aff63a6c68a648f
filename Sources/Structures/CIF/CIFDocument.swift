/// The second layer: a file as data blocks of items and loops.
public struct CIFDocument: Sendable {
  /// A block that could not be read.
  public struct BrokenBlock: Sendable, Hashable {
    /// The name of the block, without `data_`.
    public var name: String
    /// Why it could not be read.
    public var error: StructureFileError
  }

  /// What to do at a block that breaks the grammar.
  public enum BrokenBlocks: Sendable, Hashable {
    /// Throw the error.
    case refused
    /// Go on with the next block and keep the error in `brokenBlocks`.
    case leftOut
  }

  /// The name of the file, as the user gave it.
  public let name: String
  /// The version of the syntax.
  public let version: CIFVersion
  /// The data blocks, in order.
  public let blocks: [CIFBlock]
  /// The blocks that were left out because they break the grammar.
  public let brokenBlocks: [BrokenBlock]
  /// Doubts met while reading.
  public let diagnostics: [Diagnostic]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: the name for messages; the path unless given.
  ///   - brokenBlocks: whether a block that breaks the grammar is an error or is left out.
  /// - Throws: `StructureFileError` with the place. With `.leftOut` only where the file as a whole is not a
  ///   CIF or cannot be read.
  public init(
    contentsOf path: String, name: String? = nil, brokenBlocks: BrokenBlocks = .refused
  ) throws(StructureFileError) {
    let source = try CIFByteSource(path: path, name: name ?? path)
    try self.init(source: source, brokenBlocks: brokenBlocks)
  }

  /// Reads a text in memory.
  ///
  /// - Parameters:
  ///   - text: the text of the CIF.
  ///   - name: the name for messages.
  ///   - brokenBlocks: whether a block that breaks the grammar is an error or is left out.
  /// - Throws: `StructureFileError` with the place.
  public init(
    text: String, name: String, brokenBlocks: BrokenBlocks = .refused
  ) throws(StructureFileError) {
    try self.init(bytes: Array(text.utf8), name: name, brokenBlocks: brokenBlocks)
  }

  /// Reads bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the CIF.
  ///   - name: the name for messages.
  ///   - brokenBlocks: whether a block that breaks the grammar is an error or is left out.
  /// - Throws: `StructureFileError` with the place.
  public init(
    bytes: [UInt8], name: String, brokenBlocks: BrokenBlocks = .refused
  ) throws(StructureFileError) {
    try self.init(
      source: CIFByteSource(bytes: bytes, name: name), brokenBlocks: brokenBlocks)
  }

  init(source: CIFByteSource, brokenBlocks: BrokenBlocks) throws(StructureFileError) {
    var parser = CIFParser(lexer: try CIFLexer(source: source), name: source.name)
    parser.leavesBrokenBlocksOut = brokenBlocks == .leftOut
    try parser.parse()
    name = source.name
    version = parser.lexer.version
    blocks = parser.blocks
    self.brokenBlocks = parser.brokenBlocks
    diagnostics = parser.lexer.diagnostics + parser.diagnostics
  }

  /// The first block with the given name, in any case.
  public func block(named name: String) -> CIFBlock? {
    let key = name.lowercased()
    return blocks.first { $0.name.lowercased() == key }
  }
}
