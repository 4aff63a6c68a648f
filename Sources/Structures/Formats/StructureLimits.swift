/// The sizes up to which files of structures are read; beyond them a file is refused with its line.
///
/// They are far above what analyses take and keep a damaged or hostile file from filling the memory.
public enum StructureLimits {
  /// The longest line in bytes, of every format but CIF (`CIFLexer.maximumLineLength`).
  public static let lineLength = 1 << 20
  /// The most atoms of one structure or frame.
  public static let atoms = 100_000
  /// The most frames of one trajectory.
  public static let frames = 10_000_000
  /// The most structures that one file other than a trajectory yields.
  public static let structures = 10_000
}
