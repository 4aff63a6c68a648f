// PhaseFit
