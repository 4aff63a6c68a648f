import PhaseFitNumerics
import Testing

@testable import PhaseFitSymmetry

@Suite("Parts of the embedding")
struct EmbeddingPartsTests {
  @Test("the cheapest assignment equals the best of all permutations")
  func assignmentAgainstPermutations() throws {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<60 {
      let rows = Int(generator.next() % 4) + 2
      let columns = rows + Int(generator.next() % 2)
      let cost = (0..<rows).map { _ in
        (0..<columns).map { _ in
          generator.uniform() < 0.1 ? Double.infinity : generator.uniform()
        }
      }
      var best = Double.infinity
      func search(_ row: Int, _ used: Set<Int>, _ sum: Double) {
        if row == rows {
          best = min(best, sum)
          return
        }
        for column in 0..<columns where !used.contains(column) {
          search(row + 1, used.union([column]), sum + cost[row][column])
        }
      }
      search(0, [], 0)
      if let assignment = cheapestAssignment(cost) {
        let sum = assignment.enumerated().reduce(0) { $0 + cost[$1.offset][$1.element] }
        #expect(Set(assignment).count == rows)
        #expect(abs(sum - best) < 1e-12)
      } else {
        #expect(best == .infinity)
      }
    }
  }

  @Test("more rows than columns have no assignment")
  func tooManyRows() {
    #expect(cheapestAssignment([[1.0], [2.0]]) == nil)
    #expect(cheapestAssignment([]) == [])
  }

  @Test("the nearest image is the shortest of many images, in skewed cells too")
  func nearestImage() {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<40 {
      func component() -> Double { 8 * generator.uniform() - 4 }
      func vector() -> Vector3 { Vector3(component(), component(), component()) }
      let basis = Matrix3(columns: vector(), vector(), vector())
      guard abs(basis.determinant) > 5 else { continue }
      let nearest = NearestImage(basis)
      let point = 3 * vector()
      let found = nearest(point)
      // The found vector differs from the point by a lattice vector …
      let difference = basis.inverse * (found - point)
      #expect(length(difference - difference.rounded(.toNearestOrEven)) < 1e-9)
      // … and none of many images is shorter.
      let reduced = ReducedLattice(basis).basis
      let start = reduced * (reduced.inverse * point).rounded(.toNearestOrEven)
      for x in -3...3 {
        for y in -3...3 {
          for z in -3...3 {
            let image = point - start + reduced * Vector3(Double(x), Double(y), Double(z))
            #expect(length(found) <= length(image) + 1e-9)
          }
        }
      }
    }
  }

  @Test("lattice vectors of a length range are those of brute force")
  func latticeVectors() {
    let lattice = ReducedLattice(
      Matrix3(columns: Vector3(4, 0, 0), Vector3(1, 4.2, 0), Vector3(-1, 0.5, 5)))
    let found = Set(lattice.vectors(lengthBetween: 4.1, and: 8.3))
    var expected: Set<SIMD3<Int>> = []
    for x in -6...6 {
      for y in -6...6 {
        for z in -6...6 {
          let size = length(lattice.basis * Vector3(Double(x), Double(y), Double(z)))
          if size >= 4.1 && size <= 8.3 { expected.insert(SIMD3(x, y, z)) }
        }
      }
    }
    #expect(found == expected)
  }
}
