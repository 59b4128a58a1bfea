"""The commands of Train, for menus, palette and keyboard."""

from __future__ import annotations

from studio.command import Command
from studio.training.actions import TrainActions
from studio.words import tr


def train_commands(train: TrainActions) -> list[Command]:
    """In the order of the palette."""
    run, live, show, any_run, samples = (
        train.has_run, train.is_live, train.monitor, train.has_any_run, train.has_samples
    )  # fmt: skip
    head = show.head

    def pausable() -> bool:
        return run() and train.panel.can_toggle_pause()

    return [
        Command("train.new", tr("New training"), train.open_form, "N", train.has_project, icon="plus"),
        Command(
            "train.start",
            tr("Start the training of the form"),
            train.start_form,
            "Ctrl+Return",
            train.can_start_form,
            icon="play",
            words=tr("begin new"),
        ),
        Command(
            "train.recipes",
            tr("Compare recipes"),
            train.open_recipes,
            "R",
            train.has_project,
            icon="columns",
            words=tr("families networks which"),
        ),
        Command(
            "train.queue",
            tr("The queue"),
            train.open_queue,
            "Q",
            train.has_open_project,
            icon="list-bullets",
            words=tr("jobs waiting order priority monitor schedule what ran when"),
        ),
        Command(
            "train.pause", tr("Pause or resume the training"), train.panel.toggle_pause, "P", pausable, icon="pause"
        ),
        Command("train.snapshot", tr("Snapshot now"), train.panel.save_now, "Ctrl+S", live, icon="camera"),
        Command("train.sample", tr("Sample now"), train.panel.sample_now, "", live, words=tr("draw designs request")),
        Command(
            "train.measure-now", tr("Measure now"), train.panel.measure_now, "", live, words=tr("evaluate fid kid full")
        ),
        Command(
            "train.longer", tr("Train longer…"), train.panel.ask_for_longer, "", run, words=tr("length kimg extend")
        ),
        Command(
            "train.branch",
            tr("Branch from the snapshot…"),
            train.ask_branch,
            "Ctrl+B",
            train.has_snapshot,
            icon="list-plus",
            words=tr("go on otherwise other settings fork"),
        ),
        Command("train.stop", tr("Stop the training"), train.panel.ask_to_stop, "Ctrl+.", live, icon="stop"),
        Command("train.explore", tr("Open the snapshot in Explore"), train.open_in_explore, "E", train.has_snapshot),
        Command("train.earlier", tr("Earlier sample"), show.earlier, "Ctrl+Left", run),
        Command("train.later", tr("Later sample"), show.later, "Ctrl+Right", run),
        Command("train.first", tr("First sample"), show.first, "Ctrl+Home", run),
        Command("train.last", tr("Latest sample"), show.last, "Ctrl+End", run),
        Command("train.play", tr("Play the training so far"), show.play.toggle, "Ctrl+Space", run, icon="play"),
        Command("train.look-close", tr("Look close"), train.look_close, "Space", run),
        Command("train.smoother", tr("Smoother plots"), head.smoother, "]", run),
        Command("train.rougher", tr("Rougher plots"), head.rougher, "[", run),
        Command("train.log", tr("Logarithmic losses"), head.log.toggle, "L", run),
        Command("train.axis", tr("Plots over hours or over pictures shown"), head.clock.toggle, "T", run),
        Command("train.beside", tr("Other runs in the same plots"), head.choose_beside, "O", run, icon="list-plus"),
        Command("train.alone", tr("Only this run in the plots"), train.stand_alone, "Shift+O", train.has_beside),
        Command("train.zoom-in", tr("Plots: show less time"), show.zoom_in, "+; =", run),
        Command("train.zoom-out", tr("Plots: show more time"), show.zoom_out, "-", run),
        Command("train.zoom-all", tr("Plots: show the whole run"), show.zoom_all, "0", run),
        Command("train.leave-form", tr("Back to the plots"), train.close_page, "Escape", train.is_away),
        Command("train.compare", tr("Compare runs and snapshots"), train.open_compare, "C", any_run, icon="columns"),
        Command("train.measure", tr("Measure what is compared"), train.comparison.start_measuring, "M", train.compares),
        Command("train.maps", tr("What a network sees in a picture"), train.open_maps, "V", any_run, icon="grid-four"),
        Command(
            "train.ballot",
            tr("Choose the best snapshot by eye"),
            train.open_ballot,
            "J",
            train.has_pairs,
            icon="eye",
            words=tr("ballot blind compare pairs judge vote"),
        ),
        Command(
            "train.pin",
            tr("Pin or unpin the snapshot"),
            train.toggle_pin,
            "B",
            train.has_snapshot,
            words=tr("keep always hold"),
        ),
        Command(
            "train.thin",
            tr("Thin the snapshots out…"),
            train.panel.ask_to_thin,
            "",
            train.can_thin,
            words=tr("space disk delete old bin"),
        ),
        Command(
            "train.report",
            tr("Report of this training…"),
            train.make_report,
            "Ctrl+R",
            run,
            icon="export",
            words=tr("html page portfolio client browser share"),
        ),
        Command("train.film", tr("Film of the training…"), train.make_film, "Ctrl+Shift+F", samples, icon="film-strip"),
        Command("train.tensorboard", tr("Event files for TensorBoard…"), train.export_events, "", run),
        Command(
            "train.locate",
            tr("Locate the dataset of this training…"),
            train.locate_dataset,
            "",
            train.has_ended,
            words=tr("missing moved lost another place find"),
        ),
        Command(
            "train.verify",
            tr("Verify this training and its snapshots"),
            train.verify,
            "",
            run,
            words=tr("check digest damaged backup whole"),
        ),
    ]
