// What a CIF in the dialect of ISODISTORT says of symmetry modes, read for an independent check:
//
//     δ_r = Σ_m D_rm n_m a_m       must equal _iso_deltacoordinate_value,
//     x_r = x⁰_r + δ_r             must equal _atom_site_fract_…
//
// The tags are listed in `ModeCIF`.

import Foundation
public import PhaseFitNumerics
public import PhaseFitStructures

/// The symmetry modes in a CIF written by ISODISTORT or in its dialect.
public struct ModeCIFContents: Sendable, Hashable {
  /// The displacive modes with amplitudes As in Å.
  public var displacive: [Mode]
  /// The strain modes; columns are Voigt components.
  public var strain: [Mode]
  /// The occupancy modes.
  public var occupancy: [Mode]
  /// The free coordinates by label, such as `O1_dx`, with their stated values.
  public var coordinates: [Coordinate]
  /// The sites with their positions in the undistorted and in the distorted structure.
  public var sites: [Site]
  /// The transformation from the parent to the child as stated, nil where it is not.
  public var transformation: String?

  /// One mode.
  public struct Mode: Sendable, Hashable {
    /// The label as stated.
    public var label: String
    /// The irrep named in the label, nil where it has another form.
    public var irrep: String?
    /// The wave vector named in the label, nil where it has another form.
    public var waveVector: [Rational]?
    /// The amplitude.
    public var amplitude: Double
    /// The norm factor.
    public var norm: Double
    /// The column of the mode matrix; empty where the file states no matrix.
    public var column: [Double]
  }

  /// One free coordinate.
  public struct Coordinate: Sendable, Hashable {
    /// The label.
    public var label: String
    /// The shift in fractions of the cell.
    public var value: Double
  }

  /// One site.
  public struct Site: Sendable, Hashable {
    /// The label.
    public var label: String
    /// The position without modes.
    public var undistorted: Vector3
    /// The position as listed, in fractions of the cell; nil where the site is not listed.
    public var listed: Vector3?
    /// The position that the modes give.
    public var distorted: Vector3
  }

  /// Reads the modes of a data block.
  ///
  /// - Parameters:
  ///   - block: the data block.
  ///   - file: the name of the file, for messages.
  /// - Throws: `ReportError` of kind `invalid` with the tag: no modes, columns of different length,
  ///   a number or formula that cannot be read, a matrix element outside the matrix.
  public init(block: CIFBlock, file: String) throws(ReportError) {
    let reader = ModeCIFReader(block: block, file: file)
    displacive = try reader.modes("displacive")
    strain = try reader.modes("strain")
    occupancy = try reader.modes("occupancy")
    guard !(displacive.isEmpty && strain.isEmpty && occupancy.isEmpty) else {
      throw ReportError(
        .invalid,
        "\(file): the block \(block.name) states no modes; expected _iso_displacivemode_label or "
          + "the like, as ISODISTORT writes in its CIF")
    }
    coordinates = try reader.coordinates()
    transformation =
      block.text("_iso_parent-to-child.transform_Pp_abc")?.text
    sites = try reader.sites(
      shifts: Dictionary(
        zip(coordinates.map(\.label), Self.shifts(displacive, rows: coordinates.count)),
        uniquingKeysWith: { first, _ in first }))
  }

  /// Reads the modes of the only block that has some in a CIF.
  ///
  /// - Throws: `ReportError` of kind `invalid` where the file is no CIF or has no modes.
  public init(contentsOf path: String) throws(ReportError) {
    let document: CIFDocument
    do throws(StructureFileError) {
      document = try CIFDocument(contentsOf: path)
    } catch {
      throw ReportError(.invalid, error.description)
    }
    let block =
      document.blocks.first { block in
        ["displacive", "strain", "occupancy"].contains {
          block.contains("_iso_\($0)mode_label")
        }
      } ?? document.blocks.first
    guard let block else {
      throw ReportError(.invalid, "\(path): the file has no data block; expected a CIF")
    }
    try self.init(block: block, file: path)
  }

  /// The amplitudes of the irreps, `√(Σ a²)` over their displacive modes, in the order of the file.
  public var amplitudes: [(irrep: String, amplitude: Double)] {
    var order: [String] = []
    var squares: [String: Double] = [:]
    for mode in displacive {
      let name = mode.irrep ?? mode.label
      if squares[name] == nil { order.append(name) }
      squares[name, default: 0] += mode.amplitude * mode.amplitude
    }
    return order.map { ($0, (squares[$0] ?? 0).squareRoot()) }
  }

  /// The largest difference between a stated shift and the one that the modes give, in fractions of
  /// the cell; nil where the file states no matrix.
  public var largestShiftResidual: Double? {
    guard !displacive.isEmpty, displacive.allSatisfy({ $0.column.count == coordinates.count })
    else { return nil }
    return zip(coordinates, Self.shifts(displacive, rows: coordinates.count)).map {
      abs($0.value - $1)
    }.max()
  }

  /// The largest difference between a listed coordinate and the one that the modes give, in
  /// fractions of the cell, modulo whole cells; nil where no site is listed.
  public var largestPositionResidual: Double? {
    sites.compactMap { site in
      site.listed.map { listed in
        let difference = listed - site.distorted
        let rest = difference - difference.rounded(.toNearestOrEven)
        return max(abs(rest.x), abs(rest.y), abs(rest.z))
      }
    }.max()
  }

  private static func shifts(_ modes: [Mode], rows: Int) -> [Double] {
    (0..<rows).map { row in
      modes.reduce(0) { sum, mode in
        mode.column.indices.contains(row)
          ? sum + mode.column[row] * mode.norm * mode.amplitude : sum
      }
    }
  }
}
