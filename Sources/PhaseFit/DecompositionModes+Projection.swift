import PhaseFitNumerics
import PhaseFitReport
import PhaseFitStructures
import PhaseFitSymmetry

/// The projection of the child's free coordinates, occupancies and strains on irreps.
extension ModeTableBuilder {
  /// The factor d/(m |G|) of an irrep.
  private func factor(_ characters: [Double], dimension: Int) -> Double {
    let type = characters.reduce(0) { $0 + $1 * $1 } / Double(characters.count)
    return Double(dimension) / (type.rounded() * Double(characters.count))
  }

  /// `Σ_g χ(g) R_g` over the operations that carry the first atom of one orbit to the first atom of
  /// another, for every pair of orbits of one site of the parent: rows are targets, columns sources.
  private func transfers(_ characters: [Double], within group: [Int]) -> [[Matrix3]] {
    let place = Dictionary(uniqueKeysWithValues: group.enumerated().map { ($1, $0) })
    var sums = group.map { _ in Array(repeating: Matrix3.zero, count: group.count) }
    for (index, character) in characters.enumerated() where abs(character) > Self.rounding {
      let operation = cell.operations[index].cartesian
      for (row, target) in group.enumerated() {
        guard let owner = owners[origins[index][target]], let column = place[owner.orbit] else {
          continue
        }
        sums[row][column] =
          sums[row][column] + character * (operation * cell.operations[owner.carrier].cartesian)
      }
    }
    return sums
  }

  /// The factor, the characters and the number of an irrep.
  private struct Projector {
    var irrep: PhysicalIrrep
    var characters: [Double]
    var factor: Double
    /// Whether every pure translation is represented by 1.
    var isUniform: Bool
  }

  private var projectors: [Projector] {
    irreps.map { irrep in
      let characters = irrep.matrices.map(\.trace)
      return Projector(
        irrep: irrep, characters: characters,
        factor: factor(characters, dimension: irrep.dimension),
        isUniform: irrep.waveVector.allSatisfy { $0 == .zero })
    }
  }

  /// The orbits of the child on each site of the parent, in the order of their first atoms.
  private var groups: [[Int]] {
    var order: [Int] = []
    var members: [Int: [Int]] = [:]
    for (index, orbit) in orbits.enumerated() {
      let site = cell.atoms[orbit.first].orbit
      if members[site] == nil { order.append(site) }
      members[site, default: []].append(index)
    }
    return order.compactMap { members[$0] }
  }

  /// The displacive modes, by site of the parent and irrep.
  func displacements() -> [ModeTable.Mode] {
    let starts = orbits.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.vectors.count) }
    let total = starts.last ?? 0
    let field = pair.member.field
    let toFractional = basis.inverse
    var result: [ModeTable.Mode] = []
    for group in groups {
      // The free coordinates of this site of the parent and their metric.
      let rows = group.flatMap { orbit in
        orbits[orbit].vectors.indices.map { (orbit: orbit, vector: $0) }
      }
      guard !rows.isEmpty else { continue }
      let metric = SparseMetric(
        rows: rows.enumerated().map { i, left in
          let orbit = orbits[left.orbit]
          let start = i - left.vector
          return orbit.vectors.indices.map { other in
            (
              start + other,
              Double(orbit.count) / translations
                * dot(orbit.vectors[left.vector], orbit.vectors[other])
            )
          }
        })
      let observed = group.flatMap { orbit in
        coordinates(toFractional * field.displacements[orbits[orbit].first], of: orbit)
      }
      for projector in projectors {
        let blocks = transfers(projector.characters, within: group)
        var images: [[Double]] = []
        for (column, source) in group.enumerated() {
          for vector in orbits[source].vectors {
            images.append(
              group.indices.flatMap { row in
                coordinates(
                  toFractional * (projector.factor * (blocks[row][column] * vector)),
                  of: group[row])
              })
          }
        }
        let columns = orthonormal(images, metric: metric)
        for (number, column) in columns.enumerated() {
          var full = Array(repeating: 0.0, count: total)
          for (index, row) in rows.enumerated() {
            full[starts[row.orbit] + row.vector] = column[index]
          }
          let amplitude = metric.product(column, observed)
          result.append(
            mode(
              full, projector: projector, number: number,
              kind: "[\(siteLabel(group)):dsp]", amplitude: amplitude))
        }
      }
    }
    return result
  }

  /// The occupancy modes of shared sites.
  func occupancies() -> [ModeTable.Mode] {
    let rows = orbits.indices.flatMap { orbit in
      let atom = cell.atoms[orbits[orbit].first]
      return pair.structure.atoms[atom.primitiveAtom].isShared
        ? atom.contents.indices.map { (orbit: orbit, channel: $0) } : []
    }
    guard !rows.isEmpty else { return [] }
    var result: [ModeTable.Mode] = []
    for group in groups {
      let first = cell.atoms[orbits[group[0]].first]
      guard pair.structure.atoms[first.primitiveAtom].isShared else { continue }
      let metric = SparseMetric(
        diagonal: group.map { Double(orbits[$0].count) / translations })
      for channel in first.contents.indices {
        let observed = group.map { pair.member.field.occupancies[orbits[$0].first][channel] }
        for projector in projectors {
          let images = group.map { source in
            group.map { target in
              projector.factor * weight(projector.characters, from: source, to: target)
            }
          }
          for (number, column) in orthonormal(images, metric: metric).enumerated() {
            let full = rows.map { row in
              row.channel == channel
                ? group.firstIndex(of: row.orbit).map { column[$0] } ?? 0 : 0
            }
            let element = first.contents[channel].element.symbol
            result.append(
              mode(
                full, projector: projector, number: number,
                kind: "[\(siteLabel(group)):\(element):occ]",
                amplitude: metric.product(column, observed)))
          }
        }
      }
    }
    return result
  }

  /// The strain modes: columns of e₁₁, e₂₂, e₃₃, 2e₂₃, 2e₁₃, 2e₁₂ of unit Frobenius norm.
  func strains() -> [ModeTable.Mode] {
    let places = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)]
    let units = places.map { row, column in
      var tensor = Matrix3.zero
      tensor[row, column] = row == column ? 1 : 0.5
      tensor[column, row] = tensor[row, column]
      return tensor
    }
    let kept = pair.member.keptOperations
    // A Voigt shear is twice a component that occurs twice in the norm.
    let metric = SparseMetric(diagonal: [1, 1, 1, 0.5, 0.5, 0.5])
    func voigt(_ tensor: Matrix3) -> [Double] {
      places.map { row, column in (row == column ? 1 : 2) * tensor[row, column] }
    }
    func average(_ tensor: Matrix3, _ terms: [(Int, Double)]) -> Matrix3 {
      var sum = Matrix3.zero
      for (index, factor) in terms {
        let rotation = cell.operations[index].cartesian
        sum = sum + factor * (rotation * tensor * rotation.transpose)
      }
      return sum
    }
    let admitted = units.map { average($0, kept.map { ($0, 1 / Double(kept.count)) }) }
    let observed = voigt(pair.member.field.strain)
    var result: [ModeTable.Mode] = []
    for projector in projectors where projector.isUniform {
      let terms = projector.characters.enumerated().map { ($0, projector.factor * $1) }
      let images = admitted.map { voigt(average($0, terms)) }
      for (number, column) in orthonormal(images, metric: metric).enumerated() {
        result.append(
          mode(
            column, projector: projector, number: number, kind: "strain",
            amplitude: metric.product(column, observed)))
      }
    }
    return result
  }

  // MARK: - Parts

  /// The free coordinates of a fractional shift of the first atom of an orbit.
  private func coordinates(_ shift: Vector3, of orbit: Int) -> [Double] {
    (0..<3).filter { orbits[orbit].free[$0] }.map { shift[$0] }
  }

  /// `Σ_g χ(g)` over the operations that carry the second orbit onto the first atom of the first.
  private func weight(_ characters: [Double], from source: Int, to target: Int) -> Double {
    characters.indices.reduce(0) { sum, index in
      owners[origins[index][target]]?.orbit == source ? sum + characters[index] : sum
    }
  }

  /// An orthonormal basis of the span of vectors, the longest of the rest first.
  private func orthonormal(_ vectors: [[Double]], metric: SparseMetric) -> [[Double]] {
    var rest = vectors
    var result: [[Double]] = []
    while true {
      let norms = rest.map { metric.product($0, $0) }
      guard let largest = norms.max(), largest > Self.rounding * metric.scale,
        // The earliest of equals, so that the order of axes is kept.
        let pivot = norms.firstIndex(where: { $0 > largest * (1 - Self.rounding) })
      else { return result }
      let size = norms[pivot].squareRoot()
      let unit = rest[pivot].map { $0 / size }
      result.append(unit)
      rest = rest.map { vector in
        let overlap = metric.product(unit, vector)
        return zip(vector, unit).map { $0 - overlap * $1 }
      }
    }
  }

  /// A mode with the column scaled to a largest element of 1 and the rest as norm.
  private func mode(
    _ column: [Double], projector: Projector, number: Int, kind: String, amplitude: Double
  ) -> ModeTable.Mode {
    let irrep = projector.irrep
    let norm = column.reduce(0) { max($0, abs($1)) }
    let wave = irrep.waveVector.map(\.description).joined(separator: ",")
    let direction = directions[irrep.label] ?? "(a)"
    let symbol = pair.structure.group.symbol
    return ModeTable.Mode(
      label: "\(symbol)[\(wave)]\(irrep.label)\(direction)\(kind)(\(Self.letters(number)))",
      irrep: irrep.label, norm: norm,
      column: column.map { abs($0) > 1e-9 * norm ? $0 / norm : 0 }, amplitude: amplitude)
  }

  /// The label of the site of the parent on which orbits lie.
  private func siteLabel(_ group: [Int]) -> String {
    let atom = cell.atoms[orbits[group[0]].first]
    return pair.structure.atoms[atom.primitiveAtom].label.filter { !" []()".contains($0) }
  }

  /// The name of a number as a, b, c and so on to z, then aa.
  private static func letters(_ number: Int) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    let last = String(alphabet[number % alphabet.count])
    let rest = number / alphabet.count
    return rest == 0 ? last : letters(rest - 1) + last
  }
}

/// A metric that couples few coordinates: those of one atom.
private struct SparseMetric {
  /// The elements of each row that may differ from zero, with their columns.
  var rows: [[(column: Int, value: Double)]]

  init(rows: [[(column: Int, value: Double)]]) { self.rows = rows }

  init(diagonal: [Double]) { rows = diagonal.enumerated().map { [($0, $1)] } }

  /// The largest element of the diagonal.
  var scale: Double {
    rows.enumerated().map { row, entries in
      entries.first { $0.column == row }?.value ?? 0
    }.max() ?? 1
  }

  func product(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for (row, entries) in rows.enumerated() where left[row] != 0 {
      var part = 0.0
      for (column, value) in entries { part += value * right[column] }
      sum += left[row] * part
    }
    return sum
  }
}
