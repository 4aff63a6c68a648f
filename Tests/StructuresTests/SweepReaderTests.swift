import Foundation
import PhaseFitStructures
import Testing

@Suite("Sweeps")
struct SweepReaderTests {
  private func read(_ paths: String..., options: SweepReader.Options = .init()) throws -> Sweep {
    try SweepReader(options: options).read(paths)
  }

  private func at(_ kelvin: String, block: String = "x") -> String {
    smallCIF(block: block, items: "_diffrn_ambient_temperature \(kelvin)")
  }

  private func error(_ paths: String..., options: SweepReader.Options = .init()) -> SweepError? {
    do {
      _ = try SweepReader(options: options).read(paths)
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Files and folders

  @Test("a folder means its own files; others are counted, sub-folders named")
  func ownFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "b.cif")
    try folder.write(at("100"), to: "a.CIF")
    try folder.write(at("5"), to: ".hidden.cif")
    try folder.write("text", to: "README.md")
    try folder.write("packed", to: "c.cif.gz")
    try folder.write(at("7"), to: "deeper/c.cif")
    try folder.write("text", to: "notes/n.txt")
    let sweep = try read(folder.path)
    #expect(sweep.name == (folder.path as NSString).lastPathComponent)
    #expect(sweep.measurements.map(\.file) == ["a.CIF", "b.cif"])
    #expect(sweep.measurements.map(\.run) == [nil, nil])
    let codes = sweep.diagnostics.map(\.code)
    #expect(codes == ["folders-left-out", "compressed-files", "other-files"])
    #expect(sweep.diagnostics[0].message.contains("deeper; name them"))
    #expect(sweep.diagnostics[2].message.contains("1 file(s)"))
  }

  @Test("without own files each sub-folder is a run; heating and cooling are branches")
  func runs() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "one/a.cif")
    try folder.write(at("310"), to: "one/heating/a.cif")
    try folder.write(at("320"), to: "one/Cooling/a.cif")
    try folder.write(at("330"), to: "two/a.cif")
    try folder.write(at("340"), to: "two/three/a.cif")
    let sweep = try read(folder.path)
    #expect(
      sweep.measurements.map(\.file) == [
        "one/a.cif", "one/heating/a.cif", "one/Cooling/a.cif", "two/a.cif",
      ])
    #expect(sweep.measurements.map(\.run) == ["one", "one", "one", "two"])
    #expect(sweep.measurements.map(\.branch) == [nil, .heating, .cooling, nil])
    #expect(sweep.diagnostics.map(\.code) == ["folders-left-out"])
    #expect(sweep.diagnostics[0].message.contains("two/three"))
  }

  @Test("a folder of heating and cooling alone is one run with two branches")
  func branches() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "heating/a.cif")
    try folder.write(at("300"), to: "cooling/a.cif")
    let sweep = try read(folder.path)
    #expect(sweep.measurements.map(\.run) == [nil, nil])
    #expect(sweep.measurements.map(\.file) == ["cooling/a.cif", "heating/a.cif"])
    #expect(sweep.measurements.map(\.branch) == [.cooling, .heating])
    #expect(sweep.diagnostics.map(\.code) == ["same-contents"])
  }

  @Test("a name may state the branch")
  func branchInName() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "x_heating_300K.cif")
    try folder.write(at("300.0"), to: "x_cooling-300K.cif")
    try folder.write(at("301"), to: "heatingcooling.cif")
    let sweep = try read(folder.path)
    #expect(sweep.measurements.map(\.branch) == [.cooling, .heating, nil])
  }

  @Test("a recursive reading makes every folder a run, and survives loops of links")
  func recursive() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "a.cif")
    try folder.write(at("310"), to: "one/two/a.cif")
    try folder.write(at("320"), to: "one/cooling/a.cif")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/one/loop", withDestinationPath: folder.path)
    let sweep = try read(folder.path, options: .init(isRecursive: true))
    #expect(
      sweep.measurements.map(\.file).sorted() == ["a.cif", "one/cooling/a.cif", "one/two/a.cif"])
    #expect(sweep.measurements.map(\.run) == [nil, "one/two", "one"])
    #expect(sweep.measurements.map(\.branch) == [nil, nil, .cooling])
  }

  @Test("a list of files, a file given twice, and folders in a list")
  func lists() throws {
    let folder = try TemporaryFolder()
    let a = try folder.write(at("300"), to: "one/a.cif")
    let b = try folder.write(at("100"), to: "two/b.dat")
    let sweep = try read(a, b, a)
    #expect(sweep.measurements.map(\.file) == [b, a])
    #expect(sweep.name == (folder.path as NSString).lastPathComponent)
    #expect(sweep.diagnostics.map(\.code) == ["same-file"])
    let folders = try read(folder.path + "/one", a, options: .init(isRecursive: true))
    #expect(folders.measurements.map(\.file) == ["one/a.cif"])
    #expect(folders.measurements.map(\.run) == ["one"])
  }

  @Test("a multi-block file is a sweep; blocks without sites are passed over by name")
  func multiBlock() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "data_global _journal_year 1999\n" + at("300", block: "b") + at("100", block: "a")
        + at("100", block: "c") + "data_d\n_cell_length_a\n" + at("-1", block: "e"),
      to: "all.cif")
    let sweep = try read(file)
    #expect(sweep.name == "all")
    #expect(sweep.measurements.map(\.block) == ["a", "c", "b"])
    #expect(sweep.measurements.map(\.file) == ["all.cif", "all.cif", "all.cif"])
    #expect(sweep.rejected.map(\.block) == ["d", "e"])
    let passed = sweep.diagnostics.filter { $0.code == "block-without-sites" }
    #expect(passed.map(\.message) == ["the block global has no atom sites and was passed over."])
  }

  @Test("no such path, an empty folder and a folder of useless files are told apart")
  func failures() throws {
    #expect(error("/no/such/sweep")?.code == .noSuchInput)
    #expect(error()?.code == .noSuchInput)
    let folder = try TemporaryFolder()
    #expect(error(folder.path)?.code == .nothingUsable)
    #expect(error(folder.path)?.description.contains("there is no file of structures") == true)
    for index in 0..<7 { try folder.write("data_x _a", to: "\(index).cif") }
    let useless = try #require(error(folder.path))
    #expect(useless.code == .nothingUsable)
    #expect(useless.rejected.count == 7)
    #expect(useless.description.contains("0.cif:1: block x: the tag _a ends the file"))
    #expect(useless.description.hasSuffix("… and 2 more"))
  }

  @Test("a link to nothing and a folder named like a file do not end the reading")
  func oddEntries() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("300"), to: "a.cif")
    try folder.write(at("300"), to: "folder.cif/b.cif")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/broken.cif", withDestinationPath: folder.path + "/nowhere")
    let sweep = try read(folder.path)
    #expect(sweep.measurements.map(\.file) == ["a.cif"])
    #expect(sweep.rejected.map(\.file) == ["broken.cif"])
    #expect(sweep.diagnostics.contains { $0.code == "folders-left-out" })
  }

  @Test("every file read is an input with its size and checksum")
  func inputs() throws {
    let folder = try TemporaryFolder()
    let text = at("300")
    try folder.write(text, to: "a.cif")
    try folder.write("data_x _a 'open\n_b 1", to: "b.cif")
    let sweep = try read(folder.path)
    #expect(sweep.inputs.map(\.file) == ["a.cif", "b.cif"])
    #expect(sweep.inputs[0].byteCount == text.utf8.count)
    #expect(sweep.inputs[0].sha256 == SHA256.hexadecimal(of: Array(text.utf8)))
    #expect(sweep.inputs[1].sha256 == SHA256.hexadecimal(of: Array("data_x _a 'open\n_b 1".utf8)))
  }

  // MARK: - Temperatures

  @Test("data items before block name before file name, each kept as the source")
  func precedence() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      smallCIF(
        items: "_cell_measurement_temperature 301\n_diffrn_ambient_temperature 300(2)"),
      to: "a.cif")
    try folder.write(smallCIF(items: "_cell_measurement_temp 310"), to: "b.cif")
    try folder.write(smallCIF(block: "x_320K"), to: "c.cif")
    try folder.write(smallCIF(), to: "d_330K.cif")
    try folder.write(
      smallCIF(items: "_diffrn.ambient_temperature 340\n_diffrn.ambient_temperature_su 3"),
      to: "e.cif")
    try folder.write(smallCIF(items: "_diffrn_ambient_temperature ?"), to: "f_350K.cif")
    let sweep = try read(folder.path)
    let temperatures = sweep.measurements.map(\.temperature)
    #expect(temperatures.map(\.kelvin) == [300, 310, 320, 330, 340, 350])
    #expect(temperatures.map(\.standardUncertainty) == [2, nil, nil, nil, 3, nil])
    #expect(
      temperatures.map(\.source) == [
        .tag("_diffrn_ambient_temperature"), .tag("_cell_measurement_temp"), .blockName, .fileName,
        .tag("_diffrn.ambient_temperature"), .fileName,
      ])
    #expect(!sweep.diagnostics.contains { $0.code == "temperature-conflict" })
  }

  @Test(
    "texts with units are understood",
    arguments: [
      ("'293(2) K'", 293, 2), ("'-20 C'", 253.15, nil), ("'25 \u{B0}C'", 298.15, nil),
      ("'25 deg. C'", 298.15, nil), ("'293.5 Kelvin'", 293.5, nil), ("293K", 293, nil),
      ("'room temperature'", nil, nil), ("'100-200'", nil, nil),
    ] as [(String, Double?, Double?)])
  func units(text: String, kelvin: Double?, uncertainty: Double?) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(at(text), to: "a.cif")
    guard let kelvin else {
      let failure = try #require(error(file))
      #expect(failure.description.contains("no temperature can be found"))
      return
    }
    let temperature = try read(file).measurements[0].temperature
    #expect(temperature.kelvin == kelvin)
    #expect(temperature.standardUncertainty == uncertainty)
  }

  @Test("sources that disagree beyond their uncertainty are named")
  func conflicts() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      smallCIF(
        items: "_cell_measurement_temperature 296\n_diffrn_ambient_temperature 150(2)"),
      to: "a.cif")
    try folder.write(at("200"), to: "b_400K.cif")
    try folder.write(at("200"), to: "c_20C_200K.cif")
    let sweep = try read(folder.path)
    let found = sweep.diagnostics.filter { $0.code == "temperature-conflict" }
    #expect(found.map(\.file) == ["a.cif", "b_400K.cif"])
    #expect(found[0].message.contains("150.0 K and tag _cell_measurement_temperature 296.0 K"))
    #expect(found[1].message.contains("200.0 K and the file name 400.0 K"))
    #expect(sweep.measurements.map(\.temperature.kelvin) == [150, 200, 200])
  }

  @Test("an ambiguous name is refused, never guessed, unless the next name settles it")
  func ambiguous() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallCIF(), to: "x_100K_300K.cif")
    try folder.write(smallCIF(), to: "x_-20C.cif")
    try folder.write(smallCIF(block: "NaNO3_293_15K"), to: "n_293.15K.cif")
    try folder.write(smallCIF(block: "NaNO3_293_15K"), to: "m_300K.cif")
    let sweep = try read(folder.path)
    #expect(sweep.measurements.map(\.temperature.kelvin) == [253.15, 293.15])
    #expect(sweep.rejected.map(\.file) == ["m_300K.cif", "x_100K_300K.cif"])
    #expect(sweep.rejected[1].reason.contains("100.0 or 300.0 K, which is ambiguous"))
    #expect(sweep.rejected[1].reason.contains("--temperatures FILE"))
  }

  @Test("the name of a file states no temperature for several blocks")
  func fileNameOfSeveral() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      smallCIF(block: "a") + smallCIF(block: "b_20K"), to: "x_300K.cif")
    let sweep = try read(file)
    #expect(sweep.measurements.map(\.temperature.kelvin) == [20])
    #expect(sweep.rejected.map(\.block) == ["a"])
  }

  @Test("a block without sites may state the temperature of the one structure beside it")
  func otherBlock() throws {
    let folder = try TemporaryFolder()
    let global = "data_global\n_diffrn_ambient_temperature 120(1)\n"
    try folder.write(global + smallCIF(), to: "a.cif")
    try folder.write(global + smallCIF(block: "x") + smallCIF(block: "y"), to: "b.cif")
    let sweep = try read(folder.path)
    #expect(sweep.measurements.map(\.file) == ["a.cif"])
    #expect(sweep.measurements[0].temperature.kelvin == 120)
    #expect(sweep.diagnostics.contains { $0.code == "temperature-of-other-block" })
    #expect(sweep.rejected.map(\.block) == ["x", "y"])
  }

  @Test("one room temperature in files whose names differ is suspicious")
  func defaults() throws {
    let folder = try TemporaryFolder()
    for kelvin in [100, 200, 300] {
      try folder.write(at("293(2)"), to: "x_\(kelvin)K.cif")
    }
    let sweep = try read(folder.path)
    let warnings = sweep.diagnostics.filter { $0.severity == .warning && $0.file == nil }
    #expect(warnings.map(\.code) == ["constant-temperature"])
    #expect(!sweep.diagnostics.contains { $0.code == "temperature-conflict" })
    #expect(sweep.measurements.map(\.temperature.kelvin) == [293, 293, 293])
  }

  @Test("a table overrides every other source and its unused rows are named")
  func table() throws {
    let folder = try TemporaryFolder()
    try folder.write(at("293"), to: "a_100K.cif")
    try folder.write(smallCIF(), to: "sub.cif")
    try folder.write(at("50", block: "p") + at("60", block: "q"), to: "two.cif")
    let table = try TemperatureTable(
      text: "a_100K,100\nsub.cif,77(1)\ntwo.cif,q,65\nno.cif,5", name: "t.csv")
    let sweep = try read(folder.path, options: .init(temperatures: table))
    #expect(sweep.measurements.map(\.temperature.kelvin) == [50, 65, 77, 100])
    #expect(sweep.measurements[2].temperature.standardUncertainty == 1)
    #expect(sweep.measurements[1].temperature.source == .table("t.csv"))
    let codes = sweep.diagnostics.filter { $0.severity == .warning }.map(\.code)
    #expect(codes == ["temperature-conflict", "temperature-conflict", "unused-table-row"])
  }

  @Test("a row that fits several files is noted; a path is more specific than a name")
  func tablePaths() throws {
    let folder = try TemporaryFolder()
    try folder.write(smallCIF(), to: "heating/a.cif")
    try folder.write(smallCIF(), to: "cooling/a.cif")
    let shared = try TemperatureTable(text: "a.cif,100", name: "t.csv")
    let both = try read(folder.path, options: .init(temperatures: shared))
    #expect(both.diagnostics.contains { $0.code == "table-row-shared" })
    let paths = try TemperatureTable(text: "heating/a.cif,100\ncooling/a.cif,90", name: "t.csv")
    let sweep = try read(folder.path, options: .init(temperatures: paths))
    #expect(sweep.measurements.map(\.temperature.kelvin) == [90, 100])
    #expect(sweep.measurements.map(\.branch) == [.cooling, .heating])
    let branches = try TemperatureTable(
      text: "heating/a.cif,100,cooling\ncooling/a.cif,90", name: "t.csv")
    let stated = try read(folder.path, options: .init(temperatures: branches))
    #expect(stated.measurements.map(\.branch) == [.cooling, .cooling])
  }

  // MARK: - Bundled sweeps

  @Test("every bundled sweep reads whole")
  func bundled() throws {
    let counts = [
      "aragonite-calcite-antao2010": (43, 2), "batio3-kwei1993": (14, 0), "bazrs3-md-hse": (13, 0),
      "bivo4-sleight1979": (3, 0), "cryolite-yang1993": (6, 0), "nano3-paul-pryor1972": (7, 0),
      "pbo-litharge-boher1985": (10, 2), "pbtio3-glazer-mabud1978": (4, 0),
      "pyrope-control": (20, 0), "synthetic-antiphase-tilt": (17, 0), "synthetic-nothing": (10, 0),
      "synthetic-pnma-one-step": (16, 0), "synthetic-polar-rhombohedral-first-order": (16, 0),
      "titanite-taylor-brown1976": (3, 0),
      "batio3-kwei1993/multiblock/BaTiO3_all_14.cif": (14, 0),
    ]
    for (name, (count, runs)) in counts {
      let sweep = try read("\(packageFolder)/structures/\(name)")
      #expect(sweep.measurements.count == count, "\(name)")
      #expect(Set(sweep.measurements.compactMap(\.run)).count == runs, "\(name)")
      #expect(sweep.rejected.isEmpty)
      let conflicts = sweep.diagnostics.filter { $0.code == "temperature-conflict" }
      #expect(conflicts.isEmpty, "\(conflicts)")
      let kelvins = sweep.measurements.map(\.temperature.kelvin)
      #expect(kelvins == kelvins.sorted())
    }
  }

  @Test("a folder with a sub-folder it does not own names it")
  func bundledSubfolder() throws {
    let sweep = try read(packageFolder + "/structures/batio3-kwei1993")
    let left = sweep.diagnostics.filter { $0.code == "folders-left-out" }
    #expect(left.map { $0.message.contains("multiblock") } == [true])
    let bare = sweep.diagnostics.filter { $0.code == "no-su" }
    #expect(bare.map { $0.message.hasPrefix("14 of 14 structures") } == [true])
  }
}
