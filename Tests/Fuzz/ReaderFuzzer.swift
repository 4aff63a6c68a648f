// The entry point of libFuzzer for the readers; scripts/fuzz.sh builds and runs it.
//
// The name of the input chooses the reader, as the name of a file does for users. A refusal is a
// result; what libFuzzer looks for are traps, hangs, memory without bound and bad accesses.

#if canImport(PhaseFitReport)
  import PhaseFitReport
#endif
#if canImport(PhaseFitLandau)
  import PhaseFitLandau
#endif
import Foundation
import PhaseFitStructures

private let name = ProcessInfo.processInfo.environment["PHASEFIT_FUZZ_NAME"] ?? "x_300K.cif"

/// Reads one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
  switch name {
  case "temperatures.csv":
    _ = try? TemperatureTable(text: String(decoding: bytes, as: UTF8.self), name: name)
  #if canImport(PhaseFitLandau)
    case "table.csv":
      _ = try? OrderParameterTable(text: String(decoding: bytes, as: UTF8.self), name: name)
    case "lattice.csv":
      let text = String(decoding: bytes, as: UTF8.self)
      guard let table = try? LatticeTable(text: text, name: name) else { return 0 }
      precondition(table.rows.allSatisfy { $0.cell.volume > 0 && $0.temperature >= 0 })
      // Fits of many rows are slow under the sanitizer and read nothing.
      if table.rows.count <= 50 { _ = try? StrainAnalysis(table) }
  #endif
  #if canImport(PhaseFitReport)
    case "report.xml":
      guard let report = try? ReportXML.read(bytes) else { return 0 }
      // What was read must be shown without a trap, and be one document again.
      _ = SummaryText.render(report)
      _ = ReportPage.render(report)
      _ = try? ReportFolder.files(report)
      let text = try? ReportXML.write(report)
      precondition(text.map { (try? ReportXML.read($0)) != nil } ?? true, "unreadable report")
  #endif
  default:
    guard let sweep = try? SweepReader().read(bytes, name: name) else { return 0 }
    for measurement in sweep.measurements {
      // What was read must be written without a trap, and be one CIF again.
      let text = CIFWriter.text(of: measurement.crystal, block: measurement.block)
      precondition((try? CIFDocument(text: text, name: "w.cif")) != nil, "unreadable: \(text)")
      _ = POSCARWriter.text(of: measurement.crystal, comment: measurement.block)
      _ = ExtendedXYZWriter.text(of: measurement.crystal)
    }
    _ = sweep.tidied(.repair)
  }
  return 0
}
