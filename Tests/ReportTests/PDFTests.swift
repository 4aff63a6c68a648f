import Foundation
import Testing

@testable import PhaseFitReport

@Suite("Figures as PDF")
struct PDFTests {
  /// Every figure of the complete sample by name.
  private static let figures = ReportFigures.figures(SampleReport.full)

  private func pdf(_ figure: Figure) throws -> String {
    String(decoding: figure.pdf(), as: UTF8.self)
  }

  @Test("the cross-reference table points at the objects, and the stream has its length")
  func structure() throws {
    for figure in Self.figures {
      let bytes = figure.pdf()
      let text = String(decoding: bytes.map { $0 < 128 ? $0 : 0x3F }, as: UTF8.self)
      #expect(text.hasPrefix("%PDF-1.7\n"))
      #expect(text.hasSuffix("%%EOF\n"))
      let ascii = Array(text.utf8)
      func string(from offset: Int, count: Int) -> String {
        String(decoding: ascii[offset..<min(offset + count, ascii.count)], as: UTF8.self)
      }
      let start = try #require(
        text.components(separatedBy: "startxref\n").last?.split(separator: "\n").first.flatMap {
          Int($0)
        })
      let table = string(from: start, count: ascii.count).split(separator: "\n")
      #expect(table[0] == "xref")
      let count = try #require(table[1].split(separator: " ").last.flatMap { Int($0) })
      for number in 1..<count {
        let offset = try #require(table[2 + number].split(separator: " ").first.flatMap { Int($0) })
        #expect(string(from: offset, count: 12).hasPrefix("\(number) 0 obj\n"))
        // Twenty bytes each, as the format asks: the split took the line feed.
        #expect(table[2 + number].utf8.count == 19)
      }
      let parts = text.components(separatedBy: "stream\n")
      let stated = try #require(
        parts[0].components(separatedBy: "/Length ").last?.split(separator: " ").first.flatMap {
          Int($0)
        })
      // The word that ends it is split as well.
      let stream = try #require(parts[1].hasSuffix("end") ? parts[1].dropLast(3) : nil)
      #expect(stream.utf8.count == stated)
      #expect(figure.pdf() == bytes)
    }
  }

  @Test("every character of the figures has a glyph")
  func characters() {
    for figure in Self.figures {
      let texts =
        [figure.xLabel] + figure.panels.map(\.yLabel)
        + figure.panels.flatMap { $0.marks.compactMap(\.label) }
      for text in texts {
        let runs = HelveticaText(text, isBold: false).runs
        #expect(!text.contains("?"))
        #expect(!runs.flatMap(\.bytes).contains(UInt8(ascii: "?")), "\(text)")
      }
    }
    let runs = HelveticaText("Å² − Θ₀", isBold: false).runs
    #expect(runs.map(\.font) == [.regular, .regular, .regular, .symbol, .regular])
    #expect(runs[0].bytes == [0xC5])
    #expect(runs[1].bytes == [0x32] && runs[1].rise > 0 && runs[1].scale < 1)
    #expect(runs[2].bytes == [0x20, HelveticaText.minusCode, 0x20])
    #expect(runs[3].bytes == [0x51])
    #expect(runs[4].rise < 0)
    #expect(HelveticaText("蔵", isBold: false).runs[0].bytes == [UInt8(ascii: "?")])
  }

  /// Widths of words as Ghostscript and Poppler compute them from the metrics of the fonts.
  @Test("texts have the width that the metrics of the font give")
  func widths() {
    // Helvetica: H 722, e 556, l 222, v 500, e 556, t 278, i 222, c 500, a 556.
    #expect(abs(HelveticaText("Helvetica", isBold: false).width - 4.112) < 1e-9)
    // Helvetica-Bold: T 611, space 278, / 278, K 722.
    #expect(abs(HelveticaText("T / K", isBold: true).width - 2.167) < 1e-9)
    #expect(abs(HelveticaText("Å", isBold: false).width - 0.667) < 1e-9)
  }

  @Test("paths of the figures become operators, half circles become curves")
  func paths() {
    #expect(PDFDrawing.path("M1 2L3.5 -4Z") == "1 2 m\n3.5 -4 l\nh\n")
    let circle = PDFDrawing.path(FigureMarker.path(0, x: 10, y: 20))
    #expect(circle.split(separator: "\n").filter { $0.hasSuffix(" c") }.count == 4)
    // The curve comes back to where it began.
    #expect(circle.hasPrefix("6.2 20 m\n"))
    #expect(circle.contains(" 6.2 20 c\nh\n"))
  }

  @Test("hostile text stays a string")
  func hostile() throws {
    var figure = try #require(Self.figures.first)
    figure.title = "a) Tj ET /Launch <</S>> endobj \u{202E}"
    figure.xLabel = "(x) Tj\nendstream"
    let text = try pdf(figure)
    #expect(!text.contains("/Launch"))
    #expect(text.components(separatedBy: "endstream").count == 2)
  }
}
