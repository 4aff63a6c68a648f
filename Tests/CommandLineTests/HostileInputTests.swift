import Foundation
import PhaseFitReport
import Testing

/// Names and texts of files that want to be more than that, and wrong records among good ones.
@Suite("Hostile input", .serialized)
struct HostileInputTests {
  private static let tools = CommandLineTests()

  /// A folder that exists while a test runs.
  private final class Scratch {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "phasefit-hostile-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(
        at: url.appending(path: "inside/sweep"), withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var inside: URL { url.appending(path: "inside") }

    func write(_ text: String, to name: String) throws {
      let file = inside.appending(path: "sweep").appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    /// All files below the folder, as paths relative to it.
    func files() -> [String] {
      let all = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
      return all.sorted()
    }
  }

  /// What would clear a screen, leave a folder, run a formula, or end a quotation.
  private static let hostile =
    "\u{1B}[2J\u{9B}31m..\u{7}=HYPERLINK(\"http://x\")<script>../../../evil\u{202E}"
  /// The same without the characters for which a CIF is refused.
  private static let hostileText = "=HYPERLINK('http://x')<script>../../../evil"

  /// A perovskite with hostile names everywhere, with titanium off its centre by a fraction of c.
  private static func cif(_ kelvin: Int, off: Double) -> String {
    """
    data_../../../evil\(kelvin)
    _chemical_name_common
    ;\(hostileText)
    ;
    _diffrn_ambient_temperature \(kelvin)
    _cell_length_a 4.000(1)
    _cell_length_b 4.000(1)
    _cell_length_c \(4 + off)
    _cell_angle_alpha 90
    _cell_angle_beta 90
    _cell_angle_gamma 90
    _space_group_name_H-M_alt 'P 4 m m'
    loop_
    _atom_site_label
    _atom_site_type_symbol
    _atom_site_fract_x
    _atom_site_fract_y
    _atom_site_fract_z
    "=1+1" Ba 0 0 0
    '../../Ti' Ti 0.5 0.5 \(0.5 + off)
    O1 O 0.5 0.5 \(-off)
    O2 O 0.5 0 \(0.5 - off)

    """
  }

  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 || scalar == "\n" || scalar == "\t"
    } && !text.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}" }
  }

  @Test("names in files reach neither the terminal nor the file system")
  func names() throws {
    let scratch = try Scratch()
    for kelvin in [100, 200, 300, 400, 500] {
      try scratch.write(
        Self.cif(kelvin, off: kelvin < 350 ? 0.05 - Double(kelvin) * 1e-4 : 0),
        to: "run\u{1B}[2J/=\u{1B}[31m\(kelvin)K\u{7}..cif")
    }
    try scratch.write(
      "../../../evil\u{1B}[2J 100K\n1.0\n4 0 0\n0 4 0\n0 0 4.1\nBa Ti O\n1 1 3\n"
        + "Direct configuration= 1\n0 0 0\n.5 .5 .52\n.5 .5 .01\n.5 0 .51\n0 .5 .51\n",
      to: "run\u{1B}[2J/XDATCAR_..\u{1B}[2J")
    let before = Set(scratch.files())
    let outcome = try Self.tools.run(
      "analyse", "sweep", "--recursive", "--output", "report", in: scratch.inside)
    #expect(Self.isHarmless(outcome.output) && Self.isHarmless(outcome.errors))
    #expect(outcome.output.contains("P4mm") || outcome.errors.contains("P4mm"))
    let made = scratch.files().filter { !before.contains($0) }
    #expect(!made.isEmpty && made.allSatisfy { $0.hasPrefix("inside/report") })
    for path in made where !path.hasSuffix("/structures") {
      let name = (path as NSString).lastPathComponent
      #expect(name.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 }, "\(path)")
      #expect(!name.hasPrefix(".") && !name.hasPrefix("-"), "\(path)")
    }
    for path in made
    where ["csv", "txt", "json", "xml", "html", "cif", "svg"].contains(
      (path as NSString).pathExtension)
    {
      let bytes = try Data(contentsOf: scratch.url.appending(path: path))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Self.isHarmless(text), "\(path)")
      if ["html", "xml", "svg"].contains((path as NSString).pathExtension) {
        #expect(!text.contains("<script>../"), "\(path)")
      }
      guard path.hasSuffix(".csv") else { continue }
      let cells = text.split(whereSeparator: { $0 == "," || $0 == "\n" })
      #expect(cells.allSatisfy { !$0.hasPrefix("=") && !$0.hasPrefix("\"=") }, "\(path)")
    }
    let inspected = try Self.tools.run("inspect", "sweep", "--recursive", in: scratch.inside)
    #expect(Self.isHarmless(inspected.output) && Self.isHarmless(inspected.errors))
  }

  @Test("errors show names of files without what acts on a terminal")
  func errors() throws {
    let scratch = try Scratch()
    try scratch.write("data_x\n_cell_length_a '\(Self.hostile)\n", to: "\u{1B}[2J\u{9B}1m300K.cif")
    try scratch.write("T,value\n\(Self.hostile),1\n", to: "\u{1B}]0;evil\u{7}.csv")
    for arguments in [
      ["analyse", "sweep"], ["inspect", "sweep/\u{1B}[2J\u{9B}1m300K.cif"],
      ["landau", "sweep/\u{1B}]0;evil\u{7}.csv"], ["analyse", "sweep/\u{1B}]0;evil\u{7}.csv"],
      ["report", "sweep/\u{1B}]0;evil\u{7}.csv"], ["analyse", "nowhere\u{1B}[2J"],
      ["decompose", "sweep/\u{1B}[2J\u{9B}1m300K.cif", "sweep/\u{1B}[2J\u{9B}1m300K.cif"],
      ["predict", "sweep/\u{1B}]0;evil\u{7}.csv", "--temperatures", "\u{1B}[2J"],
    ] {
      let outcome = try Self.tools.run(arguments, in: scratch.inside)
      #expect(outcome.status != 0, "\(arguments)")
      #expect(Self.isHarmless(outcome.output), "\(arguments): \(outcome.output)")
      #expect(Self.isHarmless(outcome.errors), "\(arguments): \(outcome.errors)")
    }
  }

  @Test("a report from elsewhere with a path for a name stays in the folder")
  func report() throws {
    let scratch = try Scratch()
    for kelvin in [100, 500] {
      try scratch.write(Self.cif(kelvin, off: kelvin < 350 ? 0.04 : 0), to: "\(kelvin)K.cif")
    }
    _ = try Self.tools.run("analyse", "sweep", "--output", "first", "--quiet", in: scratch.inside)
    let file = scratch.inside.appending(path: "first/report.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacingOccurrences(of: "name=\"sweep\"", with: "name=\"../../../tmp/evil\"")
    try Data(text.utf8).write(to: file)
    let before = Set(scratch.files())
    let outcome = try Self.tools.run("report", "first/report.xml", in: scratch.inside)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let made = scratch.files().filter { !before.contains($0) }
    #expect(!made.isEmpty && made.allSatisfy { $0.hasPrefix("inside/_.._.._tmp_evil-phasefit") })
  }

  @Test("one shifted atom among good records is named with the evidence, and left out when told")
  func shiftedAtom() throws {
    let scratch = try Scratch()
    _ = try Self.tools.run(
      "simulate", "polar-001", "--tc", "400", "--temperatures", "100:500:50", "--output", "good",
      "--quiet", in: scratch.inside)
    let file = scratch.inside.appending(path: "good/0200.00K.cif")
    var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let index = try #require(lines.firstIndex { $0.hasPrefix("X_1 O") })
    lines[index] = "X_1 O 0.000000 0.500000 0.05084(13) 1.000000"
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let kept = try Self.tools.run("analyse", "good", "--output", "kept", in: scratch.inside)
    #expect(kept.output.contains("0200.00K.cif: at 200 K the atom X"))
    #expect(kept.output.contains("no fit"))
    let told = try Self.tools.run(
      "analyse", "good", "--suspects", "exclude", "--output", "told", in: scratch.inside)
    #expect(told.output.contains("it was left out"))
    #expect(!told.output.contains("no fit"))
  }
}
