// The deformation of one shape into another, as in arXiv:2407.20471.
//
// Each vertex carries a function on the sphere with harmonics to degree 2. The target has one peak,
// in the direction of the deformed vertex p, whose height there is |p|:
//
//     y = |p| Y(p̂) / |Y(p̂)|² ,   |Y|² = Σ (2l+1)/4π = 9/4π      (integral normalisation)
//
// Every vertex starts with 1 in 0e and hears all others. The shapes are a cube of edge 1, and a
// square of edge 1 in the plane z = 0.

import PhaseFitNumerics

extension RelaxationExperiment {
  /// The names of all shape deformations.
  public static var shapeNames: [String] { shapes.map(\.name) }

  /// A shape deformation.
  ///
  /// - Parameters:
  ///   - name: one of `shapeNames`.
  ///   - layers: the number of layers, 2 where nil and 3 for the random shape as in the paper.
  ///   - maximumRelaxedDegree: the degree to which relaxed weights are kept.
  ///   - hiddenWidth: the width of the radial networks.
  /// - Returns: nil for another name.
  public static func shape(
    _ name: String, layers: Int? = nil, maximumRelaxedDegree: Int = 4, hiddenWidth: Int = 256
  ) -> RelaxationExperiment? {
    shapes.first { $0.name == name }.map {
      deformation(
        $0, layers: layers, maximumRelaxedDegree: maximumRelaxedDegree, hiddenWidth: hiddenWidth)
    }
  }

  /// The cube stretched by 1 + s along z and narrowed by 1 − s/2 across.
  static func strainedCube(_ strain: Double, hiddenWidth: Int) -> RelaxationExperiment {
    let factors = Vector3(1 - strain / 2, 1 - strain / 2, 1 + strain)
    let shape = Shape(
      name: "strain", source: cubeVertices, target: cubeVertices.map { $0 * factors })
    return deformation(shape, layers: 2, maximumRelaxedDegree: 4, hiddenWidth: hiddenWidth)
  }

  private static func deformation(
    _ shape: Shape, layers: Int?, maximumRelaxedDegree: Int, hiddenWidth: Int
  ) -> RelaxationExperiment {
    let irreps = Irreps.sphericalHarmonics(upTo: 2)
    let embedding = HarmonicEmbedding(irreps, normalisation: .integral)
    let square = 9 / (4 * Double.pi)
    let target = shape.target.flatMap { vertex in
      embedding(vertex).map { length(vertex) / square * $0 }
    }
    let features = shape.source.flatMap { _ in
      [1] + [Double](repeating: 0, count: irreps.dimension - 1)
    }
    let count = max(layers ?? (shape.name == "random" ? 3 : 2), 1)
    let convolutions = (0..<count).map { _ in
      RelaxedConvolution(
        irreps, to: irreps, edges: irreps,
        relaxed: RelaxedWeights(upTo: maximumRelaxedDegree), radialEmbedding: .length,
        hiddenWidths: [hiddenWidth], activation: .relu, scale: .exact, neighbourCount: 4)
    }
    return RelaxationExperiment(
      name: shape.name, positions: shape.source, lattice: nil,
      graph: EdgeGraph(completeOn: shape.source), features: features, target: target,
      irreps: irreps, network: ConvolutionStack(convolutions),
      sourceGroup: shape.source.count == 4 ? .square : .cube,
      publishedLoss: ["cube": 0, "prism": 0, "random": 0.313][shape.name])
  }

  private struct Shape {
    var name: String
    var source: [Vector3]
    var target: [Vector3]
  }

  private static let cubeVertices = [
    Vector3(-0.5, -0.5, -0.5), Vector3(0.5, -0.5, -0.5), Vector3(0.5, 0.5, -0.5),
    Vector3(-0.5, 0.5, -0.5), Vector3(-0.5, -0.5, 0.5), Vector3(0.5, -0.5, 0.5),
    Vector3(0.5, 0.5, 0.5), Vector3(-0.5, 0.5, 0.5),
  ]
  private static let squareVertices = [
    Vector3(-0.5, -0.5, 0), Vector3(0.5, -0.5, 0), Vector3(0.5, 0.5, 0), Vector3(-0.5, 0.5, 0),
  ]
  /// Signs of the corners, disturbed, and the half edges of a box.
  private static let randomCorners = [
    Vector3(-1, -1, -1), Vector3(1, -1, -1), Vector3(0.8, 1.2, -0.6), Vector3(-1.2, 0.8, -1.4),
    Vector3(-0.7, -1.3, 1), Vector3(1.3, -0.7, 0.5), Vector3(1, 1, 1), Vector3(-1, 1, 1),
  ]
  private static let randomHalfEdges = Vector3(0.6, 0.75, 0.9)

  /// An elongation by a factor 1 + `amount` along a direction.
  private static func stretch(along direction: Vector3, by amount: Double) -> Matrix3 {
    let n = direction / length(direction)
    return .identity + amount * Matrix3(columns: n * n.x, n * n.y, n * n.z)
  }

  /// Shapes by name; angles are 0.3 radians.
  private static let shapes: [Shape] = {
    let cube = cubeVertices
    let degrees = 0.3 * 180 / Double.pi
    let axis = Vector3(0, 0, 1)
    let turn = CartesianGroup.rotation(about: axis, degrees: degrees)
    let back = CartesianGroup.rotation(about: axis, degrees: -degrees)
    func from(_ name: String, _ map: (Vector3) -> Vector3) -> Shape {
      Shape(name: name, source: cube, target: cube.map(map))
    }
    let diagonal = stretch(along: Vector3(1, 1, 1), by: 0.5)
    let oblique = stretch(along: Vector3(1, 1, 0), by: 0.5)
    return [
      from("cube") { $0 },
      from("prism") { $0 * Vector3(0.5, 0.5, 2) },
      from("prism_y") { $0 * Vector3(0.5, 2, 0.5) },
      from("ortho") { $0 * Vector3(0.6, 1, 1.7) },
      from("ortho_110") { oblique * $0 },
      from("rhombohedral_111") { diagonal * $0 },
      from("monoclinic_shear") { Vector3($0.x + 0.4 * $0.z, $0.y, $0.z) },
      from("polar_z") { $0 + Vector3(0, 0, 0.3) },
      from("polar_110") { $0 + Vector3(0.25, 0.25, 0) },
      from("polar_111") { $0 + Vector3(0.2, 0.2, 0.2) },
      from("rotation_z") { turn * $0 },
      from("twist_z") { $0.z > 0 ? turn * $0 : back * $0 },
      Shape(
        name: "random", source: cube, target: randomCorners.map { $0 * randomHalfEdges }),
      Shape(name: "square_to_square", source: squareVertices, target: squareVertices),
      Shape(
        name: "square_to_rectangle", source: squareVertices,
        target: squareVertices.map { $0 * Vector3(0.5, 1.5, 1) }),
    ]
  }()
}
