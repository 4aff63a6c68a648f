print("phasefit")
