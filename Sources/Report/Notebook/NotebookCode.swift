/// The Python code of the notebook, cell by cell.
enum NotebookCode {
  static let load = """
    import csv
    import json
    import math
    from pathlib import Path

    import matplotlib.pyplot as plt
    import numpy as np
    from scipy.optimize import least_squares

    folder = Path(".")
    if not (folder / "summary.json").exists():
        raise SystemExit("summary.json is missing: run this notebook in the folder of the report")


    def table(name):
        \"\"\"The rows of a table of the report as dictionaries.\"\"\"
        with open(folder / "tables" / name, newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))


    def number(text):
        \"\"\"A cell as a number; an empty cell is nan.\"\"\"
        return float(text) if text else math.nan


    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    """

  static let answer = """
    def group(value):
        return "unknown" if value is None else f"{value['symbol']} ({value['number']})"


    print("verdict:", summary["verdict"])
    for phase in summary["phases"]:
        low, high = phase["temperatureRange"]
        print(f"phase {group(phase)} from {low} to {high} K")
    for transition in summary["transitions"]:
        below, above = group(transition["below"]), group(transition["above"])
        print(f"transition {below} to {above}, order {transition['order']}")
        temperature = transition["temperature"]
        if temperature is not None:
            print(f"  {temperature['value']:.4f} K, s.u. {temperature['su'] or math.nan:.4f} K")
    """

  static let draw = """
    def draw(name):
        \"\"\"Draws one figure from the numbers that were plotted.\"\"\"
        rows = table(name)
        panels = list(dict.fromkeys(row["panel"] for row in rows))
        figure, axes = plt.subplots(
            len(panels), 1, sharex=True, squeeze=False, figsize=(6, 1 + 2.4 * len(panels)))
        for axis, panel in zip(axes[:, 0], panels):
            own = [row for row in rows if row["panel"] == panel]
            for mark, label in dict.fromkeys((row["mark"], row["label"]) for row in own):
                some = [row for row in own if (row["mark"], row["label"]) == (mark, label)]
                x = np.array([number(row["x"]) for row in some])
                y = np.array([number(row["y"]) for row in some])
                if mark == "band":
                    low, high = axis.get_xlim()
                    left = x[0] if math.isfinite(x[0]) else low
                    right = number(some[0]["x_upper"])
                    right = right if math.isfinite(right) else high
                    axis.axvspan(left, right, alpha=0.2, color="grey", label=label)
                elif mark == "line":
                    order = np.argsort(x)
                    axis.plot(x[order], y[order], label=label)
                else:
                    error = np.nan_to_num([number(row["y_su"]) for row in some])
                    used = np.array([row["used"] != "false" for row in some])
                    points = axis.errorbar(
                        x[used], y[used], error[used], fmt="o", markersize=4, label=label)
                    if not used.all():
                        axis.errorbar(
                            x[~used], y[~used], error[~used], fmt="o", markersize=4,
                            color=points[0].get_color(), fillstyle="none")
            axis.set_ylabel(panel)
            if any(label for label in axis.get_legend_handles_labels()[1]):
                axis.legend(fontsize="small")
        axes[-1, 0].set_xlabel("T / K")
        figure.tight_layout()
        return figure
    """

  static let drawAll = """
    for path in sorted((folder / "tables").glob("figure-*.csv")):
        draw(path.name)
    plt.show()
    """

  static let models = """
    def scale(temperature, theta):
        \"\"\"g(T) = theta coth(theta/T), T itself for theta = 0.\"\"\"
        temperature = np.asarray(temperature, dtype=float)
        if theta < 1e-9:
            return temperature
        return theta / np.tanh(theta / np.maximum(temperature, 1e-9))


    def ordering(t):
        \"\"\"The solution S of S = tanh(S/t), 0 for t >= 1, by halving the interval.\"\"\"
        t = np.asarray(t, dtype=float)
        low, high = np.zeros_like(t), np.ones_like(t)
        for _ in range(60):
            middle = (low + high) / 2
            above = np.tanh(middle / np.maximum(t, 1e-12)) > middle
            low, high = np.where(above, middle, low), np.where(above, high, middle)
        return np.where(t < 1, (low + high) / 2, 0.0)


    def root(value):
        return np.sqrt(np.maximum(value, 0))


    def curve(form, exponent):
        \"\"\"The amplitude as a function of T, Tc, theta and the other parameters, with their names.\"\"\"
        def below(T, Tc, theta):
            return scale(Tc, theta) - scale(T, theta)

        if form == "2-4":
            return ["slope"], lambda T, Tc, theta, a: root(a * below(T, Tc, theta))
        if form == "2-6":
            return ["q"], lambda T, Tc, theta, q: root(root(q * below(T, Tc, theta)))
        if form == "2-4-6":
            return ["p", "q"], lambda T, Tc, theta, p, q: root(
                p + root(p * p + q * below(T, Tc, theta)))
        if form == "2-3-4":
            return ["v", "q"], lambda T, Tc, theta, v, q: np.maximum(
                v + root(v * v + q * below(T, Tc, theta)), 0)
        if form == "power law":
            def power(T, Tc, theta, A0, beta=exponent):
                part = below(T, Tc, theta) / below(0.0, Tc, theta)
                return A0 * np.maximum(part, 0) ** beta
            return (["A0"] if exponent else ["A0", "beta"]), power
        if form.endswith("crossover"):
            m = 4 if form.startswith("sharp") else 1
            def crossover(T, Tc, theta, A0, s):
                r = np.maximum(below(T, Tc, theta) / below(0.0, Tc, theta), 0)
                return A0 * r ** (1 / 3) * (s + (1 - s) * r**m) ** (1 / (6 * m))
            return ["A0", "s"], crossover
        if form == "Bragg-Williams":
            return ["A0"], lambda T, Tc, theta, A0: A0 * ordering(np.asarray(T, dtype=float) / Tc)
        raise ValueError(f"a model of the name {form} is not known to this notebook")
    """

  static let fit = """
    def fit(rows, parameters, coldest_parent):
        \"\"\"Fits a model to the points of one fit; returns its parameters by name.

        rows: the rows of fit-points.csv; parameters: those of fit-parameters.csv by name.
        coldest_parent: Tc is at most this temperature, inf for no bound.
        \"\"\"
        words = rows[0]["model"].split(", ")
        form, saturated = words[0], "saturated" in words
        exponent = next((float(w.split()[1]) for w in words if w.startswith("exponent")), None)
        names, model = curve(form, exponent)
        T = np.array([number(row["temperature_K"]) for row in rows])
        A = np.array([number(row["observed"]) for row in rows])
        sign = -1.0 if A.sum() < 0 else 1.0
        su = np.array([number(row["observed_su"]) for row in rows])
        weighted = bool(np.all(su > 0))
        weight = 1 / su if weighted else np.ones_like(A)
        top, hottest = np.abs(A).max(), T.max()

        def residuals(values):
            theta = values[1] if saturated else 0.0
            rest = values[2:] if saturated else values[1:]
            result = weight * (A - sign * model(T, values[0], theta, *rest))
            return np.where(np.isfinite(result), result, 1e6)

        typical = {
            "slope": top**2 / hottest, "q": top ** (2 if form == "2-3-4" else 4) / hottest,
            "p": top**2, "v": top, "A0": top, "beta": 0.5, "s": 0.1}
        best = None
        for factor in (0.9, 0.98, 1.001, 1.02, 1.1, 1.3):
            for share in (-1.0, -0.2, 0.02, 0.2, 0.5):
                start = [min(factor * hottest, coldest_parent)]
                start += [0.2 * hottest] if saturated else []
                start += [typical[n] * (share if n in "pv" else 1) for n in names]
                lower = [1e-6] + ([0.0] if saturated else [])
                lower += [-np.inf if n in "pv" else 0.0 for n in names]
                upper = [coldest_parent] + [np.inf] * (len(start) - 1)
                start = np.clip(start, np.array(lower) + 1e-9, np.array(upper) - 1e-9)
                found = least_squares(
                    residuals, start, bounds=(lower, upper), x_scale=np.abs(start) + 1e-9,
                    xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=2000)
                values = found.x
                p = values[-2] if form in ("2-4-6", "2-3-4") else 0.0
                # The hottest point of the distorted phase lies below its limit of stability.
                theta = values[1] if saturated else 0.0
                reach = scale(values[0], theta) + max(p, 0) ** 2 / max(values[-1], 1e-300) * (p > 0)
                if scale(hottest, theta) > reach + 1e-9:
                    continue
                if best is None or found.cost < best.cost:
                    best = found
        if best is None:
            raise RuntimeError(f"{rows[0]['model']}: no admissible curve was found")
        keys = ["Tc"] + (["Theta_s"] if saturated else []) + names
        result = dict(zip(keys, best.x))
        result["chi_squared"] = 2 * best.cost
        return result
    """

  static let refit = """
    # Two minimisers of one sum of squares agree far better than the sum determines Tc.
    TOLERANCE = 0.05

    points, parameters = table("fit-points.csv"), table("fit-parameters.csv")
    for index, transition in enumerate(summary["transitions"], start=1):
        stated = {
            row["parameter"]: row for row in parameters
            if row["transition"] == str(index) and row["reported"] == "true"}
        if "Tc" not in stated:
            print(f"transition {index}: no fit is reported")
            continue
        key = (stated["Tc"]["model"], stated["Tc"]["target"])
        rows = [
            row for row in points
            if row["transition"] == str(index) and (row["model"], row["target"]) == key
            and row["used"] == "true"]
        bracket = transition["bracket"] or [None, None]
        result = fit(rows, stated, bracket[1] if bracket[1] is not None else math.inf)
        value, su = number(stated["Tc"]["value"]), number(stated["Tc"]["su"])
        print(
            f"transition {index}, {key[0]}: Tc = {result['Tc']:.3f} K here, "
            f"{value:.3f} K in phasefit, s.u. {su:.3f} K")
        limit = TOLERANCE * su if su > 0 else 1e-4 * value
        if abs(result["Tc"] - value) > max(limit, 1e-5 * value):
            raise AssertionError(f"transition {index}: Tc {result['Tc']} K and {value} K differ")
    """
}
