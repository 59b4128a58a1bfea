"""`gan-engine`: thin commands over the engine's functions.

Only the names and options of the commands are loaded here; torch and the rest come when a command runs,
so that `gan-engine --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from gan_engine.cli import (
    baking,
    breeding,
    checking,
    console,
    design_exports,
    designs,
    directions,
    dragging,
    evaluation,
    experiments,
    mixing,
    models,
    names,
    networks,
    projection,
    queue,
    run_status,
    searching,
    snapshots,
    training,
    training_exports,
    verification,
)


class _Commands(TyperGroup):
    """The group of all commands: whatever ends one becomes a clear line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        with console.failures(debug=ctx.params["debug"]):
            return super().invoke(ctx)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        console.say(f"gan-engine {version('maquette')}")
        raise typer.Exit


def build() -> typer.Typer:
    """The application with every command of the terminal."""
    app = typer.Typer(
        cls=_Commands,
        name="gan-engine",
        help="Turn a folder of your own art into a dataset, train a GAN on it, and make new designs.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback()
    def every_command(
        debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
        version: Annotated[
            bool, typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True)
        ] = False,
    ) -> None:
        pass

    checking.register(app)
    verification.register(app)
    baking.register(app)
    models.register(app)
    training.register(app)
    run_status.register(app)
    snapshots.register(app)
    training_exports.register(app)
    queue.register(app)
    evaluation.register(app)
    experiments.register(app)
    designs.register(app)
    design_exports.register(app)
    mixing.register(app)
    directions.register(app)
    projection.register(app)
    dragging.register(app)
    searching.register(app)
    breeding.register(app)
    networks.register(app)
    names.register(app)
    return app


def _debug_first(arguments: Sequence[str]) -> list[str]:
    """`--debug` is understood wherever it stands: after the command it belongs to the whole all the same."""
    options = list(arguments)
    end = options.index("--") if "--" in options else len(options)
    if "--debug" not in options[:end]:
        return options
    return ["--debug", *(word for word in options[:end] if word != "--debug"), *options[end:]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; leaves by `SystemExit`: 0 done, 1 failed, 2 bad usage, 130 interrupted."""
    console.adopt_streams()
    build()(args=_debug_first(sys.argv[1:] if arguments is None else arguments), prog_name="gan-engine")
