import Foundation
import Testing

@testable import PhaseFitReport

@Suite("Notebook")
struct NotebookTests {
  private func notebook(_ report: AnalysisReport) throws -> [String: Any] {
    let text = ReportNotebook.render(report)
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [String: Any])
  }

  @Test("it has the form that Jupyter reads: version 4.5, cells with ids, code with outputs")
  func form() throws {
    for report in [SampleReport.full, SampleReport.refusal] {
      let notebook = try notebook(report)
      #expect(notebook["nbformat"] as? Int == 4)
      #expect(notebook["nbformat_minor"] as? Int == 5)
      let cells = try #require(notebook["cells"] as? [[String: Any]])
      let ids = cells.compactMap { $0["id"] as? String }
      #expect(Set(ids).count == cells.count)
      for cell in cells {
        let lines = try #require(cell["source"] as? [String])
        #expect(!lines.isEmpty && cell["metadata"] is [String: Any])
        // Every line but the last ends itself.
        #expect(lines.dropLast().allSatisfy { $0.hasSuffix("\n") })
        #expect(lines.last?.hasSuffix("\n") == false)
        if cell["cell_type"] as? String == "code" {
          #expect((cell["outputs"] as? [Any])?.isEmpty == true)
          #expect(cell["execution_count"] is NSNull)
        } else {
          #expect(cell["cell_type"] as? String == "markdown")
          #expect(cell["outputs"] == nil)
        }
      }
    }
  }

  @Test("a hostile name stays text: no HTML, no link, no code cell")
  func hostile() throws {
    var report = SampleReport.full
    report.sweep.name = "</h1><script>alert(1)</script>[x](javascript:1)`$(rm)`\n## more"
    let plain = try #require(notebook(SampleReport.full)["cells"] as? [[String: Any]])
    let cells = try #require(notebook(report)["cells"] as? [[String: Any]])
    #expect(cells.count == plain.count)
    let heading = try #require((cells[0]["source"] as? [String])?.first)
    #expect(heading.hasPrefix("# ") && heading.hasSuffix("\n"))
    for mark in ["<", ">", "[", "]", "`", "$", "#"] {
      let bare = heading.dropFirst(2).replacing("\\\(mark)", with: "")
      #expect(!bare.contains(mark), "\(mark)")
    }
    // The code is the same for every report: no string of a file is part of it.
    func code(_ cells: [[String: Any]]) -> [[String]] {
      cells.filter { $0["cell_type"] as? String == "code" }.compactMap { $0["source"] as? [String] }
    }
    #expect(code(cells) == code(plain))
  }

  @Test("without a fit there is no refit, and the notebook says where to look")
  func refusal() {
    let text = ReportNotebook.render(SampleReport.refusal)
    #expect(!text.contains("least_squares(\\n"))
    #expect(text.contains("summary.txt"))
    #expect(!text.contains("TOLERANCE"))
  }
}
