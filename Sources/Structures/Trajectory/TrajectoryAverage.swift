import Foundation
import PhaseFitNumerics

/// The time average of the frames of one trajectory, accumulated frame by frame.
///
/// Every atom is followed across the periodic boundaries from frame to frame,
///
///     f̃(t) = f(t) − round(f(t) − f̃(t−1)) ,
///
/// and the drift of the centroid is taken off, so that a crystal that wanders as a whole has the
/// same mean positions as one at rest. Coordinates are averaged as fractions of the momentary
/// cell, the cell as its six parameters. Memory: two coordinates a block and five more an atom.
struct TrajectoryAverage {
  /// The most blocks in time that are kept; longer ones are made by joining neighbours.
  static let mostBlocks = 64

  /// The number of frames that will come.
  let frameCount: Int
  private let blockCount: Int
  private var taken = 0
  private var first: FrameAtoms
  private let firstHead: FrameHead
  /// The unwrapped coordinates of the last frame, before the drift is taken off.
  private var last: [Double]
  private var sum: [Double]
  private var squares: [Double]
  private var block: [Double]
  private var blockFrames = 0
  private(set) var blocks: [[Double]] = []
  private var cellSum = [Double](repeating: 0, count: 6)
  private var cellSquares = [Double](repeating: 0, count: 6)
  private var cellBlock = [Double](repeating: 0, count: 6)
  private(set) var cellBlocks: [[Double]] = []
  private let firstCell: [Double]

  /// An average of so many frames, of which this is the first.
  init(frameCount: Int, head: FrameHead, atoms: FrameAtoms) {
    self.frameCount = frameCount
    blockCount = min(Self.mostBlocks, frameCount)
    first = atoms
    firstHead = head
    last = atoms.fractional
    let zeros = [Double](repeating: 0, count: atoms.fractional.count)
    sum = zeros
    squares = zeros
    block = zeros
    firstCell = Self.parameters(head.basis)
    add(head: head, fractional: atoms.fractional)
  }

  /// The three lengths in Å and three angles in degrees of a cell.
  private static func parameters(_ basis: Matrix3) -> [Double] {
    let cell = UnitCell(basis: basis, lastDigit: nil)
    return (cell.lengths + cell.anglesDegrees).map(\.value)
  }

  /// Whether a frame lists the same elements in the same order.
  func hasSameAtoms(as atoms: FrameAtoms) -> Bool {
    atoms.species.count == first.species.count
      && zip(atoms.species, first.species).allSatisfy { $0.element == $1.element }
  }

  /// Takes a frame in.
  mutating func add(head: FrameHead, fractional: [Double]) {
    var drift = Vector3.zero
    let count = fractional.count / 3
    fractional.withUnsafeBufferPointer { new in
      last.withUnsafeMutableBufferPointer { last in
        first.fractional.withUnsafeBufferPointer { first in
          for atom in 0..<count {
            for axis in 0..<3 {
              let index = 3 * atom + axis
              let step = new[index] - last[index]
              let unwrapped = new[index] - step.rounded(.toNearestOrEven)
              last[index] = unwrapped
              drift[axis] += unwrapped - first[index]
            }
          }
        }
      }
    }
    drift /= Double(max(count, 1))
    last.withUnsafeBufferPointer { last in
      first.fractional.withUnsafeBufferPointer { first in
        block.withUnsafeMutableBufferPointer { block in
          squares.withUnsafeMutableBufferPointer { squares in
            for atom in 0..<count {
              for axis in 0..<3 {
                let index = 3 * atom + axis
                let shift = last[index] - first[index] - drift[axis]
                block[index] += shift
                squares[index] += shift * shift
              }
            }
          }
        }
      }
    }
    let cell = Self.parameters(head.basis)
    for index in 0..<6 {
      let shift = cell[index] - firstCell[index]
      cellBlock[index] += shift
      cellSquares[index] += shift * shift
    }
    blockFrames += 1
    taken += 1
    // Block b ends where the share of frames taken passes (b + 1) / blockCount.
    if taken * blockCount >= (blocks.count + 1) * frameCount { closeBlock() }
  }

  private mutating func closeBlock() {
    for index in block.indices {
      sum[index] += block[index]
      block[index] /= Double(blockFrames)
    }
    blocks.append(block)
    block = [Double](repeating: 0, count: block.count)
    for index in 0..<6 {
      cellSum[index] += cellBlock[index]
      cellBlock[index] /= Double(blockFrames)
    }
    cellBlocks.append(cellBlock)
    cellBlock = [Double](repeating: 0, count: 6)
    blockFrames = 0
  }

  /// The mean structure and how it was obtained.
  func result(
    path: String, format: StructureFormat, group: TrajectoryPlan.Group, discarded: Int,
    name: String
  ) -> (crystal: Crystal, summary: TrajectorySummary) {
    let frames = Double(taken)
    let cellMeans = (0..<6).map { firstCell[$0] + cellSum[$0] / frames }
    let basis = UnitCell.basis(
      lengths: Array(cellMeans.prefix(3)), angles: cellMeans.dropFirst(3).map { $0 * .pi / 180 })
    let edges = (0..<3).map { cellMeans[$0] }
    let spreads = squares.indices.map { index in
      max(squares[index] / frames - (sum[index] / frames) * (sum[index] / frames), 0)
    }
    let analysis = BlockAnalysis(
      blocks: blocks, spreads: spreads, frameCount: taken,
      scales: spreads.indices.map { edges[$0 % 3] })
    let cellSpreads = (0..<6).map {
      max(cellSquares[$0] / frames - (cellSum[$0] / frames) * (cellSum[$0] / frames), 0)
    }
    let cellErrors = analysis.errors(of: cellBlocks, spreads: cellSpreads)
    let errors = analysis.errors(of: blocks, spreads: spreads)
    func value(_ number: Double, _ error: Double?, _ digit: Double?) -> MeasuredValue {
      let stated = error.flatMap { $0 > 0 ? $0 : nil }
      return MeasuredValue(
        number, standardUncertainty: stated, lastDigit: stated == nil ? digit : nil)
    }
    let digit = first.lastDigit
    let cell = UnitCell(
      lengths: (0..<3).map { value(cellMeans[$0], cellErrors?[$0], firstHead.lastDigit ?? digit) },
      anglesDegrees: (3..<6).map {
        value(
          cellMeans[$0], cellErrors?[$0],
          (firstHead.lastDigit ?? digit).map { $0 / (edges.min() ?? 1) * 180 / .pi })
      })
    var sites: [AtomSite] = []
    var largest = 0.0
    let metric = basis.transpose * basis
    for (atom, symbol) in first.species.enumerated() {
      let position = (0..<3).map { axis in
        let index = 3 * atom + axis
        return value(
          first.fractional[index] + sum[index] / frames, errors?[index],
          digit.map { $0 / edges[axis] })
      }
      let meanSquare = (0..<3).reduce(0) { $0 + spreads[3 * atom + $1] * metric[$1, $1] }
      largest = max(largest, meanSquare.squareRoot())
      sites.append(
        AtomSite(
          label: first.labels.isEmpty ? "\(symbol.element)\(atom + 1)" : first.labels[atom],
          element: symbol.element, massNumber: symbol.massNumber, position: position,
          occupancy: MeasuredValue(first.occupancies.isEmpty ? 1 : first.occupancies[atom]),
          displacementParameter: taken > 1 ? MeasuredValue(meanSquare / 3) : nil,
          line: taken > 1 ? nil : firstHead.line + 2 + atom))
    }
    let summary = TrajectorySummary(
      path: path, format: format, frames: group.frames, frameCount: taken,
      discardedCount: discarded, blockCount: analysis.blockCount,
      inefficiency: analysis.inefficiency, isTooShort: analysis.isTooShort,
      largestAmplitude: largest,
      blocks: analysis.blockCount > 0
        ? TimeBlocks(
          means: blocks,
          cells: cellBlocks.map { zip($0, firstCell).map { $0 + $1 } }) : nil)
    return (
      Crystal(name: name, cell: cell, sites: sites, declaredSymmetry: .none), summary
    )
  }
}
