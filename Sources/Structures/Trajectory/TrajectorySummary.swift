/// How the structure of a trajectory was averaged.
public struct TrajectorySummary: Sendable, Codable, Hashable {
  /// The path of the file, to read it again.
  public var path: String
  /// The format of the file.
  public var format: StructureFormat
  /// The frames that were averaged, as ranges of their indices counted from 0.
  public var frames: [Range<Int>]
  /// How many frames were averaged.
  public var frameCount: Int
  /// How many frames at the beginning were left out as equilibration.
  public var discardedCount: Int
  /// The number of blocks in time from whose scatter the standard uncertainties come.
  public var blockCount: Int
  /// By what factor the squared standard uncertainties exceed those of independent frames: the
  /// statistical inefficiency.
  public var inefficiency: Double?
  /// Whether the squared standard uncertainties still grew at the longest blocks: then the run is
  /// too short for its correlations and they are lower bounds.
  public var isTooShort: Bool
  /// The largest root mean square displacement of an atom from its mean position, Å.
  public var largestAmplitude: Double
  /// The averages over blocks of time, nil where there are too few frames for uncertainties.
  public var blocks: TimeBlocks?

  /// A summary.
  public init(
    path: String, format: StructureFormat, frames: [Range<Int>], frameCount: Int,
    discardedCount: Int, blockCount: Int, inefficiency: Double?, isTooShort: Bool,
    largestAmplitude: Double, blocks: TimeBlocks? = nil
  ) {
    self.path = path
    self.format = format
    self.frames = frames
    self.frameCount = frameCount
    self.discardedCount = discardedCount
    self.blockCount = blockCount
    self.inefficiency = inefficiency
    self.isTooShort = isTooShort
    self.largestAmplitude = largestAmplitude
    self.blocks = blocks
  }
}
