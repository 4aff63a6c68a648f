import PhaseFitNumerics

extension SweepEmbedding {
  /// The structures with the embedding, of those that are equally good, that is most like the other
  /// structures.
  ///
  /// The most distorted structure that fits in one way only is the measure; where all fit in several
  /// ways it is the most distorted one as embedded. The cosine of the aligned distortions decides.
  static func withTiesResolved(
    _ inputs: [Input], parent: ParentStructure, scales: DistortionScales
  ) -> [Input] {
    guard inputs.count > 1, inputs.contains(where: { !$0.embedding.alternatives.isEmpty }) else {
      return inputs
    }
    func distortion(_ input: Input, _ embedding: Embedding) -> PeriodicDistortion {
      PeriodicDistortion(
        embedding, child: input.crystal, parent: parent, strain: embedding.strain)
    }
    let own = inputs.map { distortion($0, $0.embedding) }
    let sizes = own.map { $0.overlap(with: $0, scales: scales) }
    let reference = inputs.indices.max { left, right in
      let (first, second) = (
        inputs[left].embedding.alternatives.isEmpty, inputs[right].embedding.alternatives.isEmpty
      )
      return first != second ? second : sizes[left] < sizes[right]
    }
    guard let reference else { return inputs }
    return inputs.indices.map { index in
      var input = inputs[index]
      guard index != reference, !input.embedding.alternatives.isEmpty else { return input }
      let choices = [input.embedding] + input.embedding.alternatives
      let cosines = choices.map { choice -> Double in
        let field = distortion(input, choice)
        let (_, image) = DomainOperation.aligning(
          field, with: own[reference], parent: parent, scales: scales)
        let size = image.overlap(with: image, scales: scales)
        return image.overlap(with: own[reference], scales: scales)
          / max((size * sizes[reference]).squareRoot(), .leastNormalMagnitude)
      }
      var chosen = 0
      for number in choices.indices where cosines[number] > cosines[chosen] + 1e-9 {
        chosen = number
      }
      input.embedding = choices[chosen]
      input.embedding.alternatives = choices.indices.filter { $0 != chosen }.map { number in
        var other = choices[number]
        other.alternatives = []
        return other
      }
      return input
    }
  }
}
