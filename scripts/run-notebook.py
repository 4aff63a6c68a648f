#!/usr/bin/env python3
"""Runs the code cells of a notebook from top to bottom, in its folder, in this Python.

usage: run-notebook.py [--save] NOTEBOOK

With --save what the cells print is written into the notebook, without pictures: these are drawn
again by whoever runs it. Needs NumPy, SciPy and Matplotlib, and no Jupyter.
"""

import contextlib
import io
import json
import os
import sys


def main(arguments):
    save = "--save" in arguments
    paths = [argument for argument in arguments if not argument.startswith("--")]
    if len(paths) != 1:
        sys.exit(__doc__)
    os.environ.setdefault("MPLBACKEND", "Agg")
    path = os.path.abspath(paths[0])
    os.chdir(os.path.dirname(path))
    with open(path, encoding="utf-8") as file:
        notebook = json.load(file)
    names = {"__name__": "__main__"}
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        count += 1
        output = io.StringIO()
        source = "".join(cell["source"])
        with contextlib.redirect_stdout(output):
            exec(compile(source, f"{os.path.basename(path)}, {cell['id']}", "exec"), names)
        text = output.getvalue()
        sys.stdout.write(text)
        cell["execution_count"] = count
        cell["outputs"] = (
            [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}]
            if text else [])
    if save:
        with open(path, "w", encoding="utf-8") as file:
            json.dump(notebook, file, indent=1, ensure_ascii=False)
            file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
