/// One structure of a file, of whatever format, before its temperature is settled.
struct StructureRecord {
  /// The name of the structure in its file: the block, the title, the comment.
  var name: String
  /// The line at which it begins, counted from 1.
  var line: Int?
  /// The structure.
  var crystal: Crystal
  /// What the file itself says of the temperature, the trusted statements first.
  var temperatures: [TemperatureTag] = []
  /// How the structure was averaged, where it comes from a trajectory.
  var trajectory: TrajectorySummary?
}
