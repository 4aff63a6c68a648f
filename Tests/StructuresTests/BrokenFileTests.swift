import Foundation
import PhaseFitNumerics
import PhaseFitStructures
import Testing

@Suite("Broken files: each a clear error at its place, and never the end of a run")
struct BrokenFileTests {
  /// The file, the line and the message each must cause when read as a sweep.
  static let expected: [(file: String, line: Int?, reason: String)] = [
    (
      "bad-number.cif", 16,
      "_atom_site_fract_y is \"0.O350(3)\" (site Ca1): expected a number such as 0.25 or 0.2500(3)."
    ),
    (
      "binary-noise.cif", 6,
      "the byte 0x00 is not text: this is not a CIF: expected printable text; check the file for "
        + "damage or a wrong name."
    ),
    ("empty.cif", 1, "the file is empty: expected a data block (data_NAME)."),
    (
      "flat-cell.cif", 8,
      "the angles 90.0, 90.0, 0.0001 enclose no volume: expected angles that sum to less than 360 "
        + "degrees, each less than the other two together."
    ),
    (
      "magnetic.cif", 11,
      "the block x describes a magnetic structure (_atom_site_moment.crystalaxis_x): expected a "
        + "structure without moments; give the nuclear structure with its ordinary space group."
    ),
    (
      "minus-five-kelvin.cif", 2,
      "_diffrn_ambient_temperature is \"-5\": expected a temperature in K, not below 0; write the "
        + "unit if it is in degrees Celsius, as in '-5 C'."
    ),
    (
      "missing-coordinates.cif", 18,
      "_atom_site_fract_y of site O1 is ?: expected a coordinate; complete it, or remove the site."
    ),
    (
      "modulated.cif", 10,
      "the block x describes a modulated structure (_cell_modulation_dimension): expected a "
        + "structure periodic in three dimensions; give its basic structure or a commensurate "
        + "supercell."
    ),
    (
      "no-coordinate-columns.cif", 10,
      "the atom sites have no _atom_site_fract_z: expected fractional coordinates x, y, z."
    ),
    (
      "no-sites.cif", nil,
      "no block of the file has atom sites: expected a structure: a cell and a loop of "
        + "_atom_site_…."
    ),
    (
      "no-temperature.cif", nil,
      "no temperature can be found for the block x: expected _diffrn_ambient_temperature, or a "
        + "name such as x_300K.cif; state it with --temperatures FILE (rows of "
        + "file,temperature_K)."
    ),
    (
      "over-full-site.cif", 18,
      "_atom_site_occupancy of site Ti1 is \"1.7\": expected an occupancy between 0 and 1."
    ),
    (
      "prose.cif", 1,
      "the value \"Dear\" stands before the first data block: expected data_NAME; check that this "
        + "file is a CIF."
    ),
    (
      "truncated-loop.cif", 19,
      "the loop of 5 tags that begins on line 10 (_atom_site_label, …) has 19 values: its last row "
        + "has 4: expected a multiple of 5; complete the row, or put values of several words in "
        + "quotes."
    ),
    (
      "two-atoms-on-one-spot.cif", 18,
      "the sites Ti1 (line 17) and O1 are on one spot and their occupancies sum to 2.0: expected "
        + "at most 1; remove one of them, or state occupancies or disorder groups."
    ),
    (
      "unknown-element.cif", 19,
      "no element can be told for certain from the type symbol \"Xx\" and the label X2: expected a "
        + "type symbol such as Ti or O2-; give _atom_site_type_symbol."
    ),
    (
      "unterminated-quote.cif", 10,
      "the quoted string 'perovskite does not end on its line: expected a closing '; close the "
        + "quote, or use a text field between semicolons."
    ),
    (
      "unterminated-text.cif", 11,
      "the text field that begins here does not end: expected a line that begins with a semicolon "
        + "before the end of the file; close the text field."
    ),
    (
      "wrong-number-of-values.cif", 19,
      "the loop of 5 tags that begins on line 10 (_atom_site_label, …) has 21 values: its last row "
        + "has 1: expected a multiple of 5; complete the row, or put values of several words in "
        + "quotes."
    ),
    ("zero-length.cif", 3, "_cell_length_a is 0.0: expected a length above zero in Å."),
    (
      "zero-volume.cif", 8,
      "_cell_angle_gamma is 180.0: expected an angle between 0 and 180 degrees."
    ),
  ]

  @Test("a folder of broken files yields the sound ones and a message for each other")
  func folder() throws {
    let sweep = try SweepReader().read([brokenFolder])
    #expect(sweep.measurements.map(\.file) == ["duplicate-tags.cif", "sound.cif"])
    #expect(sweep.rejected.map(\.file) == Self.expected.map(\.file))
    for (rejection, expected) in zip(sweep.rejected, Self.expected) {
      #expect(rejection.file == expected.file)
      #expect(rejection.line == expected.line, "\(expected.file)")
      #expect(rejection.reason == expected.reason)
    }
    let errors = sweep.diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.file) == Self.expected.map(\.file))
    #expect(sweep.inputs.count == Self.expected.count + 2)
    let duplicate = sweep.diagnostics.filter { $0.code == "duplicate-tag" }
    #expect(duplicate.map(\.line) == [10])
    #expect(sweep.measurements[0].crystal.cell.lengths[0].value == 5.378)
  }

  @Test("a strict reading ends with every reason")
  func strict() throws {
    let reader = SweepReader(options: .init(isStrict: true))
    do {
      _ = try reader.read([brokenFolder])
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == .rejected)
      #expect(error.rejected.count == Self.expected.count)
      #expect(error.description.contains("bad-number.cif:16: block x: _atom_site_fract_y"))
      #expect(error.description.hasSuffix("… and \(Self.expected.count - 5) more"))
    }
  }

  @Test("a line without an end is named with its line and left out")
  func endlessLine() throws {
    let folder = try TemporaryFolder()
    let sound = smallCIF(items: "_diffrn_ambient_temperature 10")
    try folder.write(sound, to: "a.cif")
    try folder.write(
      sound + "_x " + String(repeating: "1", count: CIFLexer.maximumLineLength + 1), to: "b.cif")
    let sweep = try SweepReader().read([folder.path])
    #expect(sweep.measurements.map(\.file) == ["a.cif"])
    #expect(sweep.rejected.map(\.file) == ["b.cif"])
    #expect(sweep.rejected[0].line == 17)
    #expect(sweep.inputs.map(\.byteCount).last == sound.utf8.count + 4 + (1 << 20))
  }

  @Test("damage anywhere in a real file is a result or an error at a place, never a crash")
  func mutations() throws {
    let files = [
      "structures/batio3-kwei1993/BaTiO3_190K.cif",
      "Tests/Data/pairs/prnio3/child_Pbnm_PrNiO3.cif",
      "structures/synthetic-pnma-one-step/m00.cif", "Tests/BrokenFiles/sound.cif",
    ]
    var random = SplitMix64(seed: 42)
    var refusals = 0
    var results = 0
    for file in files {
      let original = [UInt8](
        try Data(contentsOf: URL(fileURLWithPath: "\(packageFolder)/\(file)")))
      for round in 0..<120 {
        let bytes = Self.mutated(original, isModern: round % 3 == 0, by: &random)
        do {
          let document = try CIFDocument(bytes: bytes, name: "m.cif", brokenBlocks: .leftOut)
          for broken in document.brokenBlocks { #expect(broken.error.line != nil) }
          var diagnostics: [Diagnostic] = []
          for block in document.blocks where block.describesStructure {
            let crystal = try Crystal(
              cifBlock: block, file: "m.cif", diagnostics: &diagnostics)
            #expect(crystal.cell.volume > 0)
            results += 1
          }
        } catch {
          #expect(error.line != nil, "\(error)")
          refusals += 1
        }
      }
    }
    #expect(refusals > 20 && results > 20)
  }

  /// A copy with one to three small damages.
  private static func mutated(
    _ original: [UInt8], isModern: Bool, by random: inout SplitMix64
  ) -> [UInt8] {
    var bytes = (isModern ? Array("#\\#CIF_2.0\n".utf8) : []) + original
    let pieces = [
      "'", "\"", ";", "\n;\n", "[", "{", "}", "loop_ ", "data_", "save_", "?", "(",
      "\u{0}", "_cell_length_a ", "999999999999999999999", "é", "\r", "#", "-", "'''",
    ]
    for _ in 0...(random.next() % 3) {
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 200) + 1))
      case 3:
        let piece = pieces[Int(random.next() % UInt64(pieces.count))]
        bytes.insert(contentsOf: Array(piece.utf8), at: place)
      default:
        let end = min(bytes.count, place + Int(random.next() % 100))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
      if bytes.isEmpty { bytes = [0x20] }
    }
    return bytes
  }
}
