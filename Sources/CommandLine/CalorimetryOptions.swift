import ArgumentParser
import PhaseFit

/// One calorimetric number, which fixes the scale of heat.
struct CalorimetryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The latent heat in J/mol, which gives heat in absolute units.", valueName: "number"))
  var latentHeat: Double?

  @Option(
    help: ArgumentHelp(
      "The step of the heat capacity in J/(mol K), which gives heat in absolute units.",
      valueName: "number"))
  var heatCapacityStep: Double?

  @Option(
    help: ArgumentHelp(
      "The entropy of transition in J/(mol K), which gives heat in absolute units.",
      valueName: "number"))
  var transitionEntropy: Double?

  func validate() throws {
    if [latentHeat, heatCapacityStep, transitionEntropy].count(where: { $0 != nil }) > 1 {
      throw ValidationError(
        "one of --latent-heat, --transition-entropy and --heat-capacity-step fixes the scale of heat"
      )
    }
  }

  /// The number, nil where none was given.
  var calorimetry: LandauConsequences.Calorimetry? {
    latentHeat.map { .latentHeat($0) } ?? transitionEntropy.map { .transitionEntropy($0) }
      ?? heatCapacityStep.map { .heatCapacityStep($0) }
  }
}
