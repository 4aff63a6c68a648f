// `import PhaseFit` brings the whole library: one import for programs built on it.

@_exported public import PhaseFitEquivariance
@_exported public import PhaseFitLandau
@_exported public import PhaseFitNumerics
@_exported public import PhaseFitRelaxedModel
@_exported public import PhaseFitReport
@_exported public import PhaseFitStructures
@_exported public import PhaseFitSymmetry
