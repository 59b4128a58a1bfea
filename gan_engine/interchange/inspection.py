"""What a file or folder is: the facts of a snapshot, run, dataset or design, fit for JSON."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from gan_engine.errors import EngineError, SnapshotError, newer
from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.picture_recipe import PICTURES_WITH_RECIPES
from gan_engine.runs.run_directory import GENERATOR


def inspect(path: Path) -> dict[str, Any]:
    """Facts about what lies at `path`; `kind` is "snapshot", "run", "dataset" or "design".

    Raises `EngineError` for what is none of these, or damaged.
    """
    if not path.exists():
        raise EngineError(f"There is nothing at {path}.", do="Check its name.")
    if path.suffix.lower() == ".safetensors" or (path / GENERATOR).is_file():
        return _snapshot(path)
    if (path / "run.json").is_file():
        return _run(path)
    if path.suffix.lower() in PICTURES_WITH_RECIPES:
        return _design(path)
    if path.is_dir() or path.suffix.lower() == ".zip":
        return _dataset(path)
    do = "Choose one of these."
    if path.suffix.lower() in (".pkl", ".pt"):
        do = "If it holds a StyleGAN2 network of other tools, make a snapshot of it: gan-engine import."
    raise EngineError(f"“{path.name}” is no snapshot, run, dataset or design.", do=do)


def _snapshot(path: Path) -> dict[str, Any]:
    from gan_engine.latent.session import model_name
    from gan_engine.networks import registry
    from gan_engine.networks.bases import count_parameters
    from gan_engine.networks.growth import Growing
    from gan_engine.networks.meta import weightless
    from gan_engine.pictures import digest
    from gan_engine.training import snapshots
    from gan_engine.training.plan import build_discriminator

    file = snapshots.find_generator(path).absolute()
    generator, card = snapshots.load_generator(file)
    family = registry.family(card.family)
    with weightless():
        options, classes = family.validate(card.options), len(card.class_names)
        discriminator = build_discriminator(card.discriminator, family, options, card.size, classes)
    level = generator.level if isinstance(generator, Growing) else None
    resumable, why = True, ""
    try:
        snapshots.verify(file.parent)
    except SnapshotError as error:
        resumable, why = False, error.what
    return {
        "kind": "snapshot",
        "path": str(file),
        "name": model_name(file),
        "digest": digest(file),
        "bytes": file.stat().st_size,
        "parameters": count_parameters(generator),
        "discriminator_parameters": count_parameters(discriminator),
        "family_title": family.title,
        **card.model_dump(mode="json"),
        **({} if level is None else {"grown_to": {"size": level.resolution, "faded_in": level.alpha}}),
        "resumable": resumable and file.name == GENERATOR,
        "not_resumable_because": why,
    }


def _run(path: Path) -> dict[str, Any]:
    from gan_engine.runs.run_directory import RunDirectory

    run = RunDirectory.open(path)
    state, document = run.read_state(), run.read_run()
    return {
        "kind": "run",
        "path": str(path.absolute()),
        "name": path.absolute().name,
        "status": run.live_status(),
        "recipe": document.get("recipe", ""),
        "kimg": state.kimg,
        "total_kimg": state.total_kimg,
        "best_snapshot": state.best_snapshot,
        "snapshots": [snapshot.name for snapshot in run.snapshots()],
        "samples": [sample.path.name for sample in run.samples()],
        "configuration": document.get("configuration", {}),
        "dataset": document.get("dataset", {}),
    }


def _design(path: Path) -> dict[str, Any]:
    found = read_designs(path)
    if found.trouble == "newer":
        raise newer(f"The recipe in “{path.name}”", EngineError, how="written", kept="")
    if found.trouble == "damaged":
        raise EngineError(f"“{path.name}” carries a recipe that is damaged: it cannot be made again.")
    if found.trouble:
        raise EngineError(f"“{path.name}” carries no recipe: it was not made by Maquette, or it was changed since.")
    recipe = found.recipes[0]
    facts = {"version": recipe.version, "model_name": recipe.model_name, "class_name": recipe.point.class_name}
    return {"kind": "design", "path": str(path.absolute()), **facts, **recipe.point.model_dump(mode="json")}


def _dataset(path: Path) -> dict[str, Any]:
    from gan_engine.dataset.reading import open_dataset

    with open_dataset(path) as dataset:
        counts = Counter(() if dataset.labels is None else dataset.labels.tolist())
        return {
            "kind": "dataset",
            "path": str(path.absolute()),
            "name": path.stem,
            "digest": dataset.digest,
            "count": dataset.count,
            "held_out": dataset.held_out,
            "size": dataset.size.stored,
            "classes": {name: counts[number] for number, name in enumerate(dataset.class_names)},
            "empty_classes": [name for number, name in enumerate(dataset.class_names) if not counts[number]],
            "gaps": list(dataset.gaps),
            "with_sources": sum(bool(dataset.source(index)) for index in range(dataset.count)),
        }
