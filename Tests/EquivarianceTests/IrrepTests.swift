import Foundation
import PhaseFitEquivariance
import Testing

@Suite struct IrrepTests {
  @Test("irreps are read and written back")
  func roundTrip() throws {
    for text in ["2x0e+1o", "0e+0o+1e+1o+2e+2o", "3x4o", "0e+0e", "", "0x2e+1o"] {
      #expect(try Irreps(parsing: text).description == text)
    }
    #expect(try Irreps(parsing: " 1x0e + 2x1o ").description == "0e+2x1o")
    #expect(try Irreps(parsing: "2x0e+1o+2e").dimension == 10)
    #expect(try Irreps(parsing: "2x0e+1o+2e").ranges == [0..<2, 2..<5, 5..<10])
  }

  @Test(
    "text that is no irrep is refused with the block that is wrong",
    arguments: ["1", "1u", "x1o", "2x3x1o", "-1o", "1o+", "-2x1o", "e", "1 o", "+1o"])
  func malformed(text: String) {
    let error = #expect(throws: IrrepsError.self) { try Irreps(parsing: text) }
    #expect(error?.description.contains("expected a multiplicity and an irrep") == true)
  }

  @Test("products obey the triangle and parity rules")
  func products() {
    #expect(Irrep(1, .odd) * Irrep(2, .even) == [Irrep(1, .odd), Irrep(2, .odd), Irrep(3, .odd)])
    #expect(Irrep(1, .odd).couples(with: Irrep(1, .odd), to: Irrep(1, .even)))
    #expect(!Irrep(1, .odd).couples(with: Irrep(1, .odd), to: Irrep(1, .odd)))
    #expect(!Irrep(1, .odd).couples(with: Irrep(1, .odd), to: Irrep(3, .even)))
    #expect(
      [Irrep(1, .odd), Irrep(0, .odd), Irrep(1, .even), Irrep(0, .even)].sorted()
        .map(\.description) == ["0e", "0o", "1e", "1o"])
  }

  @Test("an irrep is coded as its text")
  func coding() throws {
    let data = try JSONEncoder().encode([Irrep(2, .odd)])
    #expect(String(decoding: data, as: UTF8.self) == #"["2o"]"#)
    #expect(try JSONDecoder().decode([Irrep].self, from: data) == [Irrep(2, .odd)])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Irrep].self, from: Data(#"["2x"]"#.utf8))
    }
  }
}
