// RelaxedModel
