"""How long the form of a new training takes to change to another network's, beside making it anew.

    python benchmarks/form_change.py [--rounds 5]

Offscreen, in a window with all fields in sight. Printed for each network: milliseconds of the GUI thread's own work
until the form stands, of a form that had another network's fields before and of a new one, by turns, and their ratio.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gan_engine.networks import registry
from gan_engine.training.forecast.recipe_catalogue import describe_family
from studio.app import make_application
from studio.training.new_training.schema_form import SchemaForm
from studio.training.schema_fields import Field, fields_of

from PySide6.QtWidgets import QApplication, QScrollArea


def shown(fields: list[Field]) -> tuple[QScrollArea, SchemaForm]:
    """A window, and the form with these fields in it."""
    form = SchemaForm("train.form")
    form.advanced.open()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(form)
    area.resize(900, 800)
    area.show()
    change(form, fields)
    return area, form


def change(form: SchemaForm, fields: list[Field]) -> None:
    form.set_fields(fields)
    form.set_base({})
    QApplication.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    application = make_application(["maquette"])
    families = {family.name: list(fields_of(describe_family(family)["schema"])) for family in registry.families()}
    names = list(families)
    kept, form = shown(families[names[-1]])
    taken: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in names}
    for _ in range(rounds):
        for name in names:
            begun = time.thread_time()
            change(form, families[name])
            middle = time.thread_time()
            fresh, _ = shown(families[name])
            taken[name][0].append(middle - begun)
            taken[name][1].append(time.thread_time() - middle)
            fresh.close()
            application.processEvents()
    for name, times in taken.items():
        changed, anew = (1000 * statistics.median(one) for one in times)
        print(f"{name:12} changed to {changed:5.1f} ms, made anew {anew:5.1f} ms: {anew / changed:.1f} times")
    kept.close()


if __name__ == "__main__":
    main()
