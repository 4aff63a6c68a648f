import Foundation
import PhaseFitStructures
import Testing

/// The limits that the README states, each against the reader that keeps it.
@Suite("Limits on sizes")
struct LimitTests {
  private func refusal(_ name: String, _ text: String) -> String {
    do {
      _ = try SweepReader().read(Array(text.utf8), name: name)
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test("the numbers are those of the README")
  func numbers() {
    #expect(StructureLimits.lineLength == 1 << 20 && CIFLexer.maximumLineLength == 1 << 20)
    #expect(StructureLimits.atoms == 100_000 && StructureLimits.frames == 10_000_000)
    #expect(StructureLimits.structures == 10_000)
    #expect(CIFLexer.maximumTextLength == 64 << 20 && LatticeTable.sizeLimit == 64 << 20)
  }

  @Test("lists of a CIF nest 64 deep and no deeper")
  func depth() {
    for (depth, isRefused) in [(60, false), (70, true)] {
      let text =
        "#\\#CIF_2.0\ndata_x\n_y " + String(repeating: "[", count: depth) + "1"
        + String(repeating: "]", count: depth) + "\n"
      #expect(refusal("x_300K.cif", text).contains("nested more than 64 deep") == isRefused)
    }
  }

  @Test("more atoms or structures than the limit are refused, with the place")
  func counts() {
    let frame = "100001\nLattice=\"9 0 0 0 9 0 0 0 9\" T=300\n"
    #expect(refusal("a.xyz", frame).contains("counts 100001 atoms"))
    #expect(
      refusal("POSCAR_300K", "x\n1\n9 0 0\n0 9 0\n0 0 9\nPo\n100001\nDirect\n").contains("100000"))
  }

  @Test("a table or a list of temperatures beyond the limit is not read into memory")
  func tables() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(FileManager.default.createFile(atPath: file.path, contents: Data("a,b\n".utf8)))
    // A hole: the file has the size and takes no space.
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: UInt64(LatticeTable.sizeLimit) + 1)
    try handle.close()
    #expect(throws: SweepError.self) { try TemperatureTable(contentsOf: file.path) }
    do {
      _ = try TemperatureTable(contentsOf: file.path)
    } catch {
      #expect("\(error)".contains("\(LatticeTable.sizeLimit + 1) bytes"))
    }
  }
}
