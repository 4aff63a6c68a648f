// Landau
