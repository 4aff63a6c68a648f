import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct CouplingTests {
  @Test("tensors equal those of e3nn in value and sign for all degrees up to 4")
  func reference() throws {
    let tensors = try Reference.load(Reference.Couplings.self, "wigner_3j").tensors
    #expect(tensors.count == 65)
    for tensor in tensors {
      let expected = tensor.nonzeros.sorted { $0.lexicographicallyPrecedes($1) }
      let terms = ClebschGordan(tensor.l[0], tensor.l[1], tensor.l[2]).terms
      #expect(terms.count == expected.count, "\(tensor.l)")
      for (term, row) in zip(terms, expected) {
        #expect([term.first, term.second, term.product] == row.prefix(3).map { Int($0) })
        #expect(abs(term.value - row[3]) < 1e-14, "\(tensor.l)")
      }
    }
  }

  @Test("tensors of all degrees up to 6 are orthonormal in the product")
  func norm() {
    for first in 0...6 {
      for second in 0...6 {
        for product in abs(first - second)...min(first + second, 6) {
          let dimension = 2 * product + 1
          var overlaps = [Double](repeating: 0, count: dimension * dimension)
          let pairs = Dictionary(grouping: ClebschGordan(first, second, product).terms) {
            [$0.first, $0.second]
          }
          for terms in pairs.values {
            for one in terms {
              for two in terms {
                overlaps[one.product * dimension + two.product] += one.value * two.value
              }
            }
          }
          let expected = overlaps.indices.map {
            $0 / dimension == $0 % dimension ? 1 / Double(dimension) : 0
          }
          #expect(deviation(overlaps, expected) < 1e-14, "\(first) \(second) \(product)")
        }
      }
    }
  }

  @Test("the product of rotated factors is the rotated product", arguments: [false, true])
  func equivariance(improper: Bool) {
    var generator = SplitMix64(seed: 11)
    let rotation = randomOrthogonal(&generator, improper: improper)
    for first in [0, 1, 2, 3, 6] {
      for second in [0, 1, 2, 3, 5] {
        for product in abs(first - second)...min(first + second, 7) {
          let coupling = ClebschGordan(first, second, product)
          let left = (0...(2 * first)).map { _ in generator.normal() }
          let right = (0...(2 * second)).map { _ in generator.normal() }
          let one = WignerMatrix(Irrep(first, .odd), at: rotation)
          let two = WignerMatrix(Irrep(second, .even), at: rotation)
          let three = WignerMatrix(Irrep(product, .odd), at: rotation)
          #expect(
            deviation(coupling(one(left), two(right)), three(coupling(left, right))) < 1e-13)
        }
      }
    }
  }

  @Test("the pullback is the derivative")
  func pullback() {
    var generator = SplitMix64(seed: 5)
    let coupling = ClebschGordan(2, 1, 2)
    let left = (0..<5).map { _ in generator.normal() }
    let right = (0..<3).map { _ in generator.normal() }
    let cotangent = (0..<5).map { _ in generator.normal() }
    let gradient = coupling.pullback(left, right, cotangent: cotangent)
    func objective(_ left: [Double], _ right: [Double]) -> Double {
      zip(coupling(left, right), cotangent).reduce(0) { $0 + $1.0 * $1.1 }
    }
    // The product is linear in each factor, so a finite difference is exact to rounding.
    for index in left.indices {
      var moved = left
      moved[index] += 1
      let difference = objective(moved, right) - objective(left, right)
      #expect(abs(difference - gradient.left[index]) < 1e-13)
    }
    for index in right.indices {
      var moved = right
      moved[index] += 1
      let difference = objective(left, moved) - objective(left, right)
      #expect(abs(difference - gradient.right[index]) < 1e-13)
    }
  }

  @Test("Wigner matrices equal those of e3nn up to degree 6")
  func wignerReference() throws {
    for rotation in try Reference.load(Reference.Rotations.self, "wigner_d").matrices {
      let matrices = WignerMatrix.ladder(upTo: 6, parity: .even, at: matrix(rotation.R))
      let odd = WignerMatrix.ladder(upTo: 6, parity: .odd, at: matrix(rotation.R))
      for degree in 0...6 {
        let expected = rotation.D_even_parity[degree].flatMap { $0 }
        #expect(deviation(matrices[degree].elements, expected) < 1e-13, "\(rotation.name)")
        #expect(
          deviation(odd[degree].elements, expected.map { Double(rotation.det) * $0 }) < 1e-13)
      }
    }
  }

  @Test("Wigner matrices rotate the harmonics, multiply and are orthogonal")
  func wignerTheorems() {
    var generator = SplitMix64(seed: 8)
    let first = randomOrthogonal(&generator, improper: true)
    let second = randomOrthogonal(&generator, improper: false)
    let harmonics = SphericalHarmonics(maximumDegree: 6)
    let point = Vector3(0.3, -0.8, 0.5)
    let (values, rotated) = (harmonics(point), harmonics(first * point))
    for degree in 0...6 {
      let irrep = Irrep(degree, Parity(ofDegree: degree))
      let matrix = WignerMatrix(irrep, at: first)
      let range = (degree * degree)..<((degree + 1) * (degree + 1))
      #expect(deviation(matrix(Array(values[range])), Array(rotated[range])) < 1e-13)
      let vector = (0..<irrep.dimension).map { _ in generator.normal() }
      let product = WignerMatrix(irrep, at: first * second)
      #expect(deviation(product(vector), matrix(WignerMatrix(irrep, at: second)(vector))) < 1e-13)
      #expect(deviation(matrix.pullback(cotangent: matrix(vector)), vector) < 1e-13)
    }
  }
}
