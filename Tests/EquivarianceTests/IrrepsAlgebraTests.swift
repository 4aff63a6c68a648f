import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct IrrepsAlgebraTests {
  struct Algebra: Decodable {
    struct Parsed: Decodable {
      var text: String
      var printed: String
      var terms: [[Int]]
      var dim: Int
      var num_irreps: Int
      var lmax: Int?
      var ls: [Int]
      var slices: [[Int]]
    }
    struct Edge: Decodable {
      var text: String
      var accepted: Bool
      var printed: String?
    }
    struct Product: Decodable {
      var a: String
      var b: String
      var product: [String]
    }
    struct Sorted: Decodable {
      var text: String
      var sorted: String
      var p: [Int]
      var inv: [Int]
      var simplified: String
      var sorted_simplified: String
      var regrouped: String
      var without_zero_multiplicities: String
    }
    struct Ordering: Decodable {
      var iterator_lmax4: [String]
      var spherical_harmonics_lmax4: String
      var spherical_harmonics_lmax3_p_even: String
      var relaxed_theta_dim: [String: Int]
    }
    struct Full: Decodable {
      var a: String
      var b: String
      var out: String
    }
    var parse: [Parsed]
    var parse_edge: [Edge]
    var irrep_product: [Product]
    var sort_simplify_regroup: [Sorted]
    var ordering: Ordering
    var full_tensor_product_irreps: [Full]
  }

  let reference: Algebra

  init() throws {
    reference = try Reference.load(Algebra.self, "irreps")
  }

  @Test("text is read as e3nn reads it")
  func parsing() throws {
    for entry in reference.parse {
      let irreps = try Irreps(parsing: entry.text)
      #expect(irreps.explicitDescription == entry.printed)
      #expect(
        irreps.blocks.map { [$0.multiplicity, $0.irrep.degree, $0.irrep.parity.rawValue] }
          == entry.terms)
      #expect(irreps.dimension == entry.dim)
      #expect(irreps.multiplicity == entry.num_irreps)
      // e3nn counts the degree of an empty block too.
      #expect(irreps.degrees == entry.ls)
      #expect(irreps.ranges.map { [$0.lowerBound, $0.upperBound] } == entry.slices)
      #expect(irreps.withoutEmptyBlocks.maximumDegree == entry.lmax)
      #expect(try Irreps(parsing: irreps.explicitDescription) == irreps)
    }
  }

  @Test("malformed text is refused where e3nn refuses it")
  func malformed() {
    for entry in reference.parse_edge {
      let irreps = try? Irreps(parsing: entry.text)
      #expect((irreps != nil) == entry.accepted, "\(entry.text)")
      #expect(irreps?.explicitDescription == entry.printed)
    }
  }

  @Test("products of irreps and of direct sums equal those of e3nn")
  func products() throws {
    for entry in reference.irrep_product {
      let left = try #require(Irrep(entry.a))
      let right = try #require(Irrep(entry.b))
      #expect((left * right).map(\.description) == entry.product)
    }
    for entry in reference.full_tensor_product_irreps {
      let product = try Irreps(parsing: entry.a) * Irreps(parsing: entry.b)
      #expect(product.explicitDescription == entry.out)
    }
  }

  @Test("sorting, joining and regrouping equal those of e3nn")
  func sorting() throws {
    for entry in reference.sort_simplify_regroup {
      let irreps = try Irreps(parsing: entry.text)
      let (sorted, places, origins) = irreps.sorted()
      #expect(sorted.explicitDescription == entry.sorted)
      #expect(places == entry.p)
      #expect(origins == entry.inv)
      #expect(irreps.simplified.explicitDescription == entry.simplified)
      #expect(sorted.simplified.explicitDescription == entry.sorted_simplified)
      #expect(irreps.regrouped.explicitDescription == entry.regrouped)
      #expect(
        irreps.withoutEmptyBlocks.explicitDescription == entry.without_zero_multiplicities)
    }
  }

  @Test("lists of irreps are in the order of e3nn")
  func lists() {
    let ordering = reference.ordering
    #expect(Irrep.all(upTo: 4).map(\.description) == ordering.iterator_lmax4)
    #expect(
      Irreps.sphericalHarmonics(upTo: 4).explicitDescription == ordering.spherical_harmonics_lmax4)
    #expect(
      Irreps.sphericalHarmonics(upTo: 3, parity: .even).explicitDescription
        == ordering.spherical_harmonics_lmax3_p_even)
    for (degree, count) in ordering.relaxed_theta_dim {
      #expect(Int(degree).map { RelaxedWeights(upTo: $0).count } == count)
    }
  }

  @Test("sums, repetitions, counts and filters")
  func arithmetic() throws {
    let irreps = try Irreps(parsing: "0e+1o")
    #expect((2 * irreps).explicitDescription == "1x0e+1x1o+1x0e+1x1o")
    #expect(irreps * 2 == 2 * irreps)
    #expect((irreps + Irreps([Irrep(0, .even)])).explicitDescription == "1x0e+1x1o+1x0e")
    #expect(try Irreps(parsing: "2x0e+1o+3x0e").count(of: Irrep(0, .even)) == 5)
    #expect(irreps.contains(Irrep(1, .odd)))
    #expect(try !Irreps(parsing: "0x1o").contains(Irrep(1, .odd)))
    let mixed = try Irreps(parsing: "2x0e+1x1e+3x1o")
    #expect(mixed.filter { $0.parity == Parity(ofDegree: $0.degree) }.description == "2x0e+3x1o")
  }

  @Test("a direct sum is rotated block by block as in e3nn")
  func transform() throws {
    let sum = try Reference.load(Reference.Rotations.self, "wigner_d").block_diagonal
    let irreps = try Irreps(parsing: sum.irreps)
    let matrices = IrrepMatrices(at: matrix(sum.R), upTo: 2)
    for column in 0..<irreps.dimension {
      var unit = [Double](repeating: 0, count: irreps.dimension)
      unit[column] = 1
      expectReference(
        irreps.transform(unit, by: matrices), sum.D.map { $0[column] }, "column \(column)")
    }
  }
}
