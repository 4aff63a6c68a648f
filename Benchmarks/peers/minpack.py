"""1000 bootstrap fits of 20 points by SciPy's MINPACK (lmder) and by phasefit, in one run.

    swift build -c release --product LandauBootstrapSpeed
    python3 peers/minpack.py .build/release/LandauBootstrapSpeed

Both fit the same points with analytic Jacobians from the same start, on one thread; CPU time counts.
The standard uncertainties of Tc have to agree, else the ratio says nothing.
"""

import json
import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
from scipy.optimize import leastsq


def power_law(parameters, temperature):
    amplitude, critical, beta = parameters
    t = np.maximum(1 - temperature / critical, 1e-12)
    return amplitude * t**beta


def power_law_jacobian(parameters, temperature):
    amplitude, critical, beta = parameters
    t = np.maximum(1 - temperature / critical, 1e-12)
    value = amplitude * t**beta
    by_critical = value * beta / t * temperature / critical**2
    return np.column_stack((value / amplitude, by_critical, value * np.log(t)))


def potential(parameters, temperature):
    p, q, critical = parameters
    root = np.sqrt(np.maximum(p * p - q * (temperature - critical), 0))
    return np.sqrt(np.maximum(p + root, 1e-12))


def potential_jacobian(parameters, temperature):
    p, q, critical = parameters
    root = np.sqrt(np.maximum(p * p - q * (temperature - critical), 1e-12))
    amplitude = np.sqrt(np.maximum(p + root, 1e-12))
    by_p = (1 + p / root) / (2 * amplitude)
    by_q = -(temperature - critical) / (4 * root * amplitude)
    by_critical = q / (4 * root * amplitude)
    return np.column_stack((by_p, by_q, by_critical))


LAWS = {"power law": (power_law, power_law_jacobian), "2-4-6": (potential, potential_jacobian)}


def repeat(case, count):
    law, jacobian = LAWS[case["law"]]
    temperature = np.array(case["temperatures"])
    sigma = case["sigma"]
    start = np.array(case["parameters"])
    fitted = law(start, temperature)
    index = case["names"].index("Tc")
    noise = np.random.default_rng(1).normal(0, sigma, (count, len(temperature)))
    found = []
    begin = time.process_time()
    for row in noise:
        observed = fitted + row
        parameters, _ = leastsq(
            lambda x: (law(x, temperature) - observed) / sigma,
            start,
            Dfun=lambda x: jacobian(x, temperature) / sigma,
        )
        found.append(parameters[index])
    seconds = time.process_time() - begin
    low, high = np.quantile(found, [0.15866, 0.84134])
    return seconds, 0.5 * (high - low)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    output = subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout
    for case in json.loads(output):
        seconds, spread = min(repeat(case, case["replicates"]) for _ in range(3))
        print(
            f"{case['law']}: {case['replicates']} fits of {len(case['temperatures'])} points: "
            f"phasefit {1000 * case['seconds']:.1f} ms, MINPACK {1000 * seconds:.1f} ms: "
            f"{seconds / case['seconds']:.1f} x faster; "
            f"s.u. of Tc {case['uncertainty']:.4f} and {spread:.4f} K"
        )


if __name__ == "__main__":
    main()
