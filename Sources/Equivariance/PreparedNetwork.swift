// A modulated network on a crystal whose geometry stays as it is, for many samples: structure once,
// compute many.
//
// What is prepared: harmonics of the edges, radial functions of the distinct lengths, sparse
// couplings, places of weights. What is computed for each set of weights once: the radial networks
// at the distinct lengths and the first layer up to its product with the relaxed weights. Messages
// are summed as they arise and never stored; memory does not grow with the number of samples, but
// for the outputs.

/// A network prepared for one crystal.
public struct PreparedNetwork: Sendable {
  /// The numbers that the kernels compute with; weights, outputs and gradients are always double.
  public enum Precision: String, Sendable, Codable, Hashable, CaseIterable {
    /// 32 bits: errors about 1e-6 of the largest number.
    case single
    /// 64 bits.
    case double
  }

  /// The loss of one sample and its derivative in the output; called from several threads.
  public typealias Loss =
    @Sendable (_ sample: Int, _ output: ModulatedNetwork.Output) -> (
      loss: Double, cotangent: ModulatedNetwork.Output
    )

  /// A loss with its gradients.
  public struct Evaluation: Sendable, Hashable {
    /// The losses summed over the samples.
    public var loss: Double
    /// The output for every sample.
    public var outputs: [ModulatedNetwork.Output]
    /// The gradient in the weights.
    public var weights: [Double]
    /// The gradient in the relaxed weights of every sample.
    public var relaxed: [[Double]]
  }

  /// The definition of the network.
  public let network: ModulatedNetwork
  /// The crystal.
  public let structure: ModulatedStructure
  /// The precision of the kernels.
  public let precision: Precision
  private let engine: Engine

  private enum Engine: Sendable {
    case single(NetworkEngine<Float>)
    case double(NetworkEngine<Double>)
  }

  /// Prepares a network for a crystal.
  ///
  /// - Precondition: one modulation for each copy of the relaxed weights, and known species.
  public init(
    _ network: ModulatedNetwork, on structure: ModulatedStructure, precision: Precision = .double
  ) {
    network.check(structure)
    self.network = network
    self.structure = structure
    self.precision = precision
    engine =
      switch precision {
      case .single: .single(NetworkEngine(network, on: structure))
      case .double: .double(NetworkEngine(network, on: structure))
      }
  }

  /// The outputs for samples.
  ///
  /// - Parameters:
  ///   - weights: the weights.
  ///   - relaxed: the relaxed weights of every sample.
  ///   - threads: how many threads share the samples; the outputs do not depend on it.
  /// - Returns: the output of every sample.
  /// - Throws: `EquivarianceError` for weights or outputs that are not finite.
  /// - Precondition: as many weights as the network has.
  public func outputs(
    weights: [Double], relaxed: [[Double]], threads: Int = 1
  ) throws(EquivarianceError) -> [ModulatedNetwork.Output] {
    try check(weights, relaxed)
    let outputs =
      switch engine {
      case .single(let engine): engine.outputs(weights, relaxed, threads: threads)
      case .double(let engine): engine.outputs(weights, relaxed, threads: threads)
      }
    try check(outputs)
    return outputs
  }

  /// A loss over samples and its gradients.
  ///
  /// - Parameters:
  ///   - weights: the weights.
  ///   - relaxed: the relaxed weights of every sample.
  ///   - threads: how many threads share the samples; every bit of the result is the same for any.
  ///   - loss: the loss of one sample with its derivative in the output.
  /// - Returns: the summed loss, the outputs and the gradients.
  /// - Throws: `EquivarianceError` for weights or outputs that are not finite.
  /// - Precondition: as many weights as the network has.
  public func evaluate(
    weights: [Double], relaxed: [[Double]], threads: Int = 1, loss: Loss
  ) throws(EquivarianceError) -> Evaluation {
    try check(weights, relaxed)
    let evaluation =
      switch engine {
      case .single(let engine): engine.evaluate(weights, relaxed, threads: threads, loss: loss)
      case .double(let engine): engine.evaluate(weights, relaxed, threads: threads, loss: loss)
      }
    try check(evaluation.outputs)
    return evaluation
  }

  private func check(
    _ weights: [Double], _ relaxed: [[Double]]
  ) throws(EquivarianceError) {
    precondition(
      weights.count == network.weightCount
        && relaxed.allSatisfy { $0.count == network.relaxedCount },
      "the network has \(network.weightCount) weights and \(network.relaxedCount) relaxed weights "
        + "for each sample, found \(weights.count) and \(relaxed.map(\.count))")
    if let index = weights.firstIndexNotFinite {
      throw EquivarianceError(
        .notFinite, "weight \(index) is \(weights[index]): expected a finite number")
    }
    for (sample, values) in relaxed.enumerated() {
      guard let index = values.firstIndexNotFinite else { continue }
      throw EquivarianceError(
        .notFinite,
        "relaxed weight \(index) of sample \(sample) is \(values[index]): expected a finite number")
    }
  }

  private func check(_ outputs: [ModulatedNetwork.Output]) throws(EquivarianceError) {
    for (sample, output) in outputs.enumerated() {
      guard output.nodes.firstIndexNotFinite != nil || output.mean.firstIndexNotFinite != nil
      else { continue }
      throw EquivarianceError(
        .outOfRange,
        "the output of sample \(sample) exceeds the numbers of \(precision) precision: expected "
          + "weights of about 1; choose smaller ones or double precision")
    }
  }
}
