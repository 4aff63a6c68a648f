import PhaseFitEquivariance
import PhaseFitNumerics
import Testing

@Suite struct TensorProductTests {
  struct Products: Decodable {
    struct Case: Decodable {
      struct Instruction: Decodable {
        var i1: Int
        var i2: Int
        var out: Int
        var mode: String
        var has_weight: Bool
        var sqrt_alpha: Double
        var weight_shape: [Int]
      }
      struct Options: Decodable {
        var irrep_normalization: String?
        var path_normalization: String?
        var in1_var: [Double]?
        var in2_var: [Double]?
        var out_var: [Double]?
      }
      var name: String
      var irreps_in1: String
      var irreps_in2: String
      var irreps_out: String
      var instructions: [Instruction]
      var weight_numel: Int
      var shared_weights: Bool
      var options: Options?
      var path_weight_argument: [Double]?
      var x1: [[Double]]
      var x2: [[Double]]
      var weights: Rows
      var output: [[Double]]
      var cotangent: [[Double]]
      var grad_x1: [[Double]]
      var grad_x2: [[Double]]
      var grad_weights: Rows
    }
    /// One list, or a list for each row.
    struct Rows: Decodable {
      var flat: [Double]
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        flat =
          try (try? container.decode([Double].self))
          ?? container.decode([[Double]].self).flatMap { $0 }
      }
    }
    var cases: [Case]
  }

  let cases: [Products.Case]

  init() throws {
    cases = try Reference.load(Products.self, "tensor_product").cases
  }

  /// The product of a case, built from its paths.
  func product(_ entry: Products.Case) throws -> TensorProduct {
    let options = entry.options
    let normalisation = TensorProduct.Normalisation(
      irreps: options?.irrep_normalization.flatMap(
        TensorProduct.Normalisation.OfIrreps.init(rawValue:)) ?? .component,
      paths: options?.path_normalization.flatMap(
        TensorProduct.Normalisation.OfPaths.init(rawValue:)) ?? .element,
      firstVariances: options?.in1_var, secondVariances: options?.in2_var,
      productVariances: options?.out_var)
    let paths = try entry.instructions.enumerated().map { index, instruction in
      TensorProduct.Path(
        instruction.i1, instruction.i2, to: instruction.out,
        try #require(TensorProduct.Connection(rawValue: instruction.mode)),
        isWeighted: instruction.has_weight,
        pathWeight: entry.path_weight_argument?[index] ?? 1)
    }
    return TensorProduct(
      try Irreps(parsing: entry.irreps_in1), try Irreps(parsing: entry.irreps_in2),
      to: try Irreps(parsing: entry.irreps_out), paths: paths, normalisation: normalisation)
  }

  @Test("every connection and normalisation equals e3nn in scale, output and gradients")
  func reference() throws {
    #expect(cases.count == 17)
    for entry in cases {
      let product = try product(entry)
      #expect(product.weightCount == entry.weight_numel)
      expectReference(product.scales, entry.instructions.map(\.sqrt_alpha), entry.name)
      let (left, right) = (entry.x1.flatMap { $0 }, entry.x2.flatMap { $0 })
      let (weights, rows) = (entry.weights.flat, entry.x1.count)
      expectReference(
        product(left, right, weights: weights, rows: rows), entry.output.flatMap { $0 },
        "\(entry.name) output")
      let gradient = product.pullback(
        left, right, weights: weights, rows: rows, cotangent: entry.cotangent.flatMap { $0 })
      expectReference(gradient.left, entry.grad_x1.flatMap { $0 }, "\(entry.name) first")
      expectReference(gradient.right, entry.grad_x2.flatMap { $0 }, "\(entry.name) second")
      expectReference(gradient.weights, entry.grad_weights.flat, "\(entry.name) weights")
    }
  }

  @Test("fully connected, full and elementwise products have the paths of e3nn")
  func kinds() throws {
    for entry in cases {
      let first = try Irreps(parsing: entry.irreps_in1)
      let second = try Irreps(parsing: entry.irreps_in2)
      let third = try Irreps(parsing: entry.irreps_out)
      let found: TensorProduct
      switch entry.name {
      case "fully_connected_small", "fully_connected_uvw", "fully_connected_uvw_weights_per_row":
        found = .fullyConnected(first, second, to: third)
      case "full_tensor_product_uvuv": found = .full(first, second)
      case "elementwise_gate_1x_l":
        found = .elementwise(first, try Irreps(parsing: "3x0e"))
        #expect(found.second == second)
      case "convolution_uvu_weights_per_row":
        let kept = try Irreps(parsing: "0e+0o+1o+1e+2e+2o")
        let product = TensorProduct.depthwise(first, second, keeping: kept.contains)
        #expect(product.product.blocks.count == third.blocks.count)
        #expect(product.product.sorted().irreps.simplified == third.simplified.regrouped)
        continue
      default: continue
      }
      #expect(found.product == third, "\(entry.name)")
      #expect(
        found.paths.map { [$0.first, $0.second, $0.product] }
          == entry.instructions.map { [$0.i1, $0.i2, $0.out] }, "\(entry.name)")
      expectReference(found.scales, entry.instructions.map(\.sqrt_alpha), entry.name)
    }
  }

  @Test("the paths of θ ⊗ Y are those of e3nn")
  func relaxedPaths() throws {
    struct Paths: Decodable {
      struct List: Decodable {
        var weight_numel: Int
        var instructions: [[Double]]
      }
      var list: List
      enum CodingKeys: String, CodingKey {
        case list = "relaxed_paths_lrelaxed4_edge_0e+1o+2e"
      }
    }
    let expected = try Reference.load(Paths.self, "irreps").list
    let relaxed = RelaxedWeights(upTo: 4).irreps
    let product = TensorProduct.fullyConnected(
      relaxed, .sphericalHarmonics(upTo: 2), to: relaxed)
    #expect(product.weightCount == expected.weight_numel)
    #expect(
      product.paths.map { [$0.first, $0.second, $0.product] }
        == expected.instructions.map { $0.prefix(3).map { Int($0) } })
    expectReference(product.scales, expected.instructions.map { $0[3] }, "scales")
  }

  @Test("the product of rotated factors is the rotated product", arguments: [false, true])
  func equivariance(improper: Bool) throws {
    var generator = SplitMix64(seed: 31)
    let matrices = IrrepMatrices(at: randomOrthogonal(&generator, improper: improper), upTo: 6)
    let pairs = [("2x0e+1o+2x1e+2o", "0o+2x1o+3e", "3x0e+0o+2x1o+1e+2x2e+3o+4e")]
    for (one, two, three) in pairs {
      let (first, second) = (try Irreps(parsing: one), try Irreps(parsing: two))
      let full = TensorProduct.full(first, second)
      let connected = TensorProduct.fullyConnected(first, second, to: try Irreps(parsing: three))
      for product in [full, connected, .depthwise(first, second)] {
        let left = normals(2 * first.dimension, &generator)
        let right = normals(2 * second.dimension, &generator)
        let weights = normals(product.weightCount, &generator)
        let rotated = product(
          first.transform(left, by: matrices), second.transform(right, by: matrices),
          weights: weights, rows: 2)
        let expected = product.product.transform(
          product(left, right, weights: weights, rows: 2), by: matrices)
        #expect(deviation(rotated, expected) < 1e-12)
      }
    }
  }

  @Test("many rows at once give what each gives alone, with shared weights and with their own")
  func batch() throws {
    var generator = SplitMix64(seed: 34)
    let wide = TensorProduct.fullyConnected(
      try Irreps(parsing: "6x0e+5x1o+2e"), try Irreps(parsing: "2x0e+1o+2x2e"),
      to: try Irreps(parsing: "7x0e+4x1o+3x2e+1e"))
    for product in try cases.map({ try product($0) }) + [wide] {
      for rows in [4, 8, 13] {
        let left = normals(rows * product.first.dimension, &generator)
        let right = normals(rows * product.second.dimension, &generator)
        let cotangent = normals(rows * product.product.dimension, &generator)
        for isShared in [true, false] {
          let weights = normals((isShared ? 1 : rows) * product.weightCount, &generator)
          func row(_ values: [Double], _ index: Int, _ width: Int) -> [Double] {
            Array(values[(index * width)..<((index + 1) * width)])
          }
          var output: [Double] = []
          var (one, two): ([Double], [Double]) = ([], [])
          var three = [Double](repeating: 0, count: isShared ? product.weightCount : 0)
          for index in 0..<rows {
            let arguments = (
              row(left, index, product.first.dimension), row(right, index, product.second.dimension)
            )
            let own = isShared ? weights : row(weights, index, product.weightCount)
            output += product(arguments.0, arguments.1, weights: own)
            let part = product.pullback(
              arguments.0, arguments.1, weights: own,
              cotangent: row(cotangent, index, product.product.dimension))
            one += part.left
            two += part.right
            three = isShared ? zip(three, part.weights).map { $0 + $1 } : three + part.weights
          }
          let found = product(left, right, weights: weights, rows: rows)
          #expect(deviation(found, output) < 1e-13)
          let gradient = product.pullback(
            left, right, weights: weights, rows: rows, cotangent: cotangent)
          #expect(deviation(gradient.left, one) < 1e-13)
          #expect(deviation(gradient.right, two) < 1e-13)
          #expect(deviation(gradient.weights, three) < 1e-13)
        }
      }
    }
  }

  @Test("the pullback is the derivative for every connection")
  func pullback() throws {
    var generator = SplitMix64(seed: 32)
    let names = ["uvu_v2", "uvv", "uuw", "uuu_weighted", "uvuv_weighted", "uvw_options_norm"]
    for entry in cases where names.contains(entry.name) {
      let product = try product(entry)
      let left = normals(product.first.dimension, &generator)
      let right = normals(product.second.dimension, &generator)
      let weights = normals(product.weightCount, &generator)
      let cotangent = normals(product.product.dimension, &generator)
      let gradient = product.pullback(left, right, weights: weights, cotangent: cotangent)
      expectGradient(
        gradient.left, of: { product($0, right, weights: weights) }, at: left,
        cotangent: cotangent, entry.name)
      expectGradient(
        gradient.right, of: { product(left, $0, weights: weights) }, at: right,
        cotangent: cotangent, entry.name)
      expectGradient(
        gradient.weights, of: { product(left, right, weights: $0) }, at: weights,
        cotangent: cotangent, entry.name)
    }
  }

  @Test("the matrix of a held factor is the product, and so are their gradients")
  func heldFactor() throws {
    var generator = SplitMix64(seed: 33)
    for entry in cases where entry.shared_weights {
      let product = try product(entry)
      let left = normals(product.first.dimension, &generator)
      let right = normals(product.second.dimension, &generator)
      let weights = normals(product.weightCount, &generator)
      let columns = product.product.dimension
      let matrix = product.matrix(left, weights: weights)
      let result = (0..<columns).map { column in
        right.indices.reduce(0) { $0 + right[$1] * matrix[$1 * columns + column] }
      }
      #expect(deviation(result, product(left, right, weights: weights)) < 1e-13)
      let cotangent = normals(columns, &generator)
      let direct = product.pullback(left, right, weights: weights, cotangent: cotangent)
      let outer = right.flatMap { value in cotangent.map { value * $0 } }
      let held = product.matrixPullback(left, weights: weights, cotangent: outer)
      #expect(deviation(held.left, direct.left) < 1e-13)
      #expect(deviation(held.weights, direct.weights) < 1e-13)
    }
  }

  @Test("no rows and no weights give empty results")
  func empty() throws {
    let irreps = try Irreps(parsing: "2x0e+1o")
    let product = TensorProduct.fullyConnected(irreps, irreps, to: irreps)
    let weights = [Double](repeating: 1, count: product.weightCount)
    #expect(product([], [], weights: weights, rows: 0).isEmpty)
    let gradient = product.pullback([], [], weights: weights, rows: 0, cotangent: [])
    #expect(gradient.weights == [Double](repeating: 0, count: product.weightCount))
    let nothing = TensorProduct.fullyConnected(irreps, irreps, to: try Irreps(parsing: "0x0e"))
    #expect(nothing.weightCount == 0)
    #expect(nothing([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).isEmpty)
  }
}
