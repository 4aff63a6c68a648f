import Foundation

/// A notebook that recomputes the report from its exported numbers, as Jupyter reads it.
///
/// It loads `summary.json` and `tables/`, draws the figures again and fits every reported model once
/// more with SciPy, independently of phasefit; it stops where the two transition temperatures
/// differ. It needs Python 3.9 with NumPy, SciPy and Matplotlib and runs in the folder of the report.
///
/// - Source: the Jupyter notebook format, version 4.5, https://nbformat.readthedocs.io.
enum ReportNotebook {
  /// A cell.
  private enum Cell {
    case markdown(String)
    case code(String)
  }

  /// The notebook as JSON, the same for the same report.
  static func render(_ report: AnalysisReport) -> String {
    let cells = cells(report).enumerated().map { index, cell -> JSONValue in
      let (kind, text) =
        switch cell {
        case .markdown(let text): ("markdown", text)
        case .code(let text): ("code", text)
        }
      var members: [(key: String, value: JSONValue)] = [("cell_type", .string(kind))]
      if kind == "code" { members.append(("execution_count", .null)) }
      members += [("id", .string("cell-\(index + 1)")), ("metadata", .object([]))]
      if kind == "code" { members.append(("outputs", .array([]))) }
      members.append(("source", .array(lines(text).map { .string($0) })))
      return .object(members)
    }
    let kernel = JSONValue([
      "display_name": .string("Python 3"), "language": .string("python"),
      "name": .string("python3"),
    ])
    let notebook = JSONValue([
      "cells": .array(cells),
      "metadata": JSONValue([
        "kernelspec": kernel, "language_info": JSONValue(["name": .string("python")]),
      ]), "nbformat": .number(4), "nbformat_minor": .number(5),
    ])
    return notebook.text() + "\n"
  }

  /// The lines with their line breaks, the last one without.
  private static func lines(_ text: String) -> [String] {
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return parts.enumerated().map { $0 == parts.count - 1 ? $1 : $1 + "\n" }
  }

  private static func cells(_ report: AnalysisReport) -> [Cell] {
    // A heading of Markdown: characters that would begin a link, code or HTML are set apart.
    let name = InertText.line(report.sweep.name).map { character in
      "\\`*_{}[]<>#|!&$".contains(character) ? "\\\(character)" : String(character)
    }.joined()
    var cells: [Cell] = [
      .markdown(
        """
        # \(name)

        The numbers of this report once more: `summary.json` and `tables/` hold all that phasefit \
        computed, with every digit. Run the cells from top to bottom in the folder of the report; \
        they need NumPy, SciPy and Matplotlib. Written by \(report.provenance.program) \
        \(report.provenance.version).
        """),
      .code(NotebookCode.load), .markdown("## What phasefit found"),
      .code(NotebookCode.answer), .markdown("## The figures again"), .code(NotebookCode.draw),
      .code(NotebookCode.drawAll),
    ]
    if report.transitions.contains(where: { $0.fits.contains(where: \.isReported) }) {
      cells += [
        .markdown(
          """
          ## The fits again

          Each reported model is fitted to the points that phasefit used, weighted with their \
          standard uncertainties where all have one. A is the amplitude, g(T) = T, or \
          Θs coth(Θs/T) in a saturated model:

              2-4          A² = slope (g(Tc) − g(T))
              2-6          A⁴ = q (g(Tc) − g(T))
              2-4-6        A² = p + √(p² − q (g(T) − g(Tc)))
              2-3-4        A  = v + √(v² − q (g(T) − g(Tc)))
              power law    A  = A0 ((g(Tc) − g(T))/(g(Tc) − g(0)))^β
              ordering     A  = A0 S, S = tanh(S Tc/T)
          """),
        .code(NotebookCode.models), .code(NotebookCode.fit), .code(NotebookCode.refit),
      ]
    } else {
      cells.append(
        .markdown(
          "No model was fitted in this report; `summary.txt` says why."))
    }
    return cells
  }
}
