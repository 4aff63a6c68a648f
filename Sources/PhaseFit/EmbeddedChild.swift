import PhaseFitSymmetry

/// A child placed in a parent: what its table of modes is made from.
struct EmbeddedChild {
  /// The child as its file gives it.
  struct Child {
    var file: String
    var expanded: ExpandedCrystal
    var symmetry: FoundSymmetry
  }

  /// The child.
  var child: Child
  /// The parent, exactly symmetric.
  var structure: ParentStructure
  /// The child on the parent's sites, the only member.
  var sweep: SweepEmbedding

  /// The child in the parent's frame.
  var member: SweepEmbedding.Member { sweep.members[0] }
}

extension EmbeddedChild {
  /// The child of a pair.
  init(_ pair: DecompositionPair) {
    child = Child(
      file: pair.child.file, expanded: pair.child.expanded, symmetry: pair.child.symmetry)
    structure = pair.structure
    sweep = pair.sweep
  }

  /// One structure of a sweep; its strain is taken against the parent itself.
  init(_ input: SweepEmbedding.Input, file: String, parent: ParentStructure) {
    child = Child(file: file, expanded: input.crystal, symmetry: input.symmetry)
    structure = parent
    sweep = SweepEmbedding([input], parent: parent, referenceTemperature: input.temperature)
  }
}
