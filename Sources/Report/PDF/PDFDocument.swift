// A PDF of one page: header, objects, cross-reference table, trailer.
//
// Source: ISO 32000-1, sections 7.5 (file structure), 9.6.2 (standard fonts), 14.3 (metadata).

import Foundation

/// A drawing as a PDF file: vectors and standard fonts, the same bytes for the same drawing.
struct PDFDocument {
  /// The bytes of the file.
  let bytes: [UInt8]

  /// A file with one page.
  ///
  /// - Parameters:
  ///   - drawing: The drawing.
  ///   - title: The title of the document.
  ///   - description: What can be seen, for those who cannot see it.
  init(_ drawing: PDFDrawing, title: String, description: String) {
    let fonts = HelveticaText.Font.allCases
    let firstFont = 5
    let info = firstFont + fonts.count
    let resources =
      "/Font << "
      + fonts.enumerated().map { "/\($1.resource) \(firstFont + $0) 0 R" }.joined(separator: " ")
      + " >>"
      + (drawing.opacities.isEmpty
        ? ""
        : " /ExtGState << "
          + drawing.opacities.enumerated().map { index, opacity in
            "/G\(index) << /ca \(PDFDrawing.text(opacity)) /CA \(PDFDrawing.text(opacity)) >>"
          }.joined(separator: " ") + " >>")
    let size = "\(PDFDrawing.text(drawing.width)) \(PDFDrawing.text(drawing.height))"
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(size)] /Contents 4 0 R "
        + "/Resources << \(resources) >> >>",
      "<< /Length \(drawing.content.utf8.count) >>\nstream\n\(drawing.content)endstream",
    ]
    objects += fonts.map { font in
      let encoding =
        font == .symbol
        ? ""
        : " /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding "
          + "/Differences [\(HelveticaText.minusCode) /minus] >>"
      return "<< /Type /Font /Subtype /Type1 /BaseFont /\(font.rawValue)\(encoding) >>"
    }
    objects.append(
      "<< /Title \(Self.string(title)) /Subject \(Self.string(description)) "
        + "/Producer \(Self.string("phasefit \(AnalysisReport.Provenance.currentVersion)")) >>")
    // The four bytes above 127 tell programs that the file is not plain text.
    var result = Array("%PDF-1.7\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(result.count)
      result += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
    }
    let start = result.count
    var end = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    end += offsets.map { String(format: "%010d 00000 n \n", $0) }.joined()
    end += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info \(info) 0 R >>\n"
    end += "startxref\n\(start)\n%%EOF\n"
    bytes = result + Array(end.utf8)
  }

  /// A text string in UTF-16 with its mark, as hexadecimal digits.
  private static func string(_ text: String) -> String {
    "<FEFF" + InertText.line(text).utf16.map { String(format: "%04X", $0) }.joined() + ">"
  }
}

extension Figure {
  /// The figure as a PDF file.
  func pdf() -> [UInt8] {
    PDFDrawing(markup()).map {
      PDFDocument($0, title: title, description: alternative).bytes
    } ?? []
  }
}

extension StructureDrawing {
  /// The picture as a PDF file.
  func pdf() -> [UInt8] {
    PDFDrawing(markup()).map {
      PDFDocument($0, title: "Structure at the lowest temperature", description: alternative).bytes
    } ?? []
  }
}
