"""A new training: recipes and networks to choose from, what to begin from, recipes of one's own, recipes compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from gan_engine.image_shape import ImageShape
from gan_engine.reporting import silent
from gan_engine.runs.run_directory import RunState
from gan_engine.settings.configuration import Configuration
from gan_engine.settings.recipe_files import read_recipe
from gan_engine.settings.recipes import list_recipes, load_recipe
from studio.project.errors import ProjectError
from studio.project.project import Project
from studio.project.undo.recipe_changes import WriteRecipe
from studio.training.new_training.begin_from import fit_words, pretrained_words, start_point_words
from studio.training.new_training.form_defaults import FormDefaults, defaults_like
from studio.training.new_training.keep_recipe_dialog import KeepRecipeDialog
from studio.training.new_training.network_choice import abilities
from studio.training.new_training.page import FormPage
from studio.training.schema_fields import fields_of
from studio.training.setting_words import in_titles
from studio.training.workspace import TrainWorkspace
from studio.workers.training.beginnings import NewRun
from studio.workers.training.forecasts import Forecast, StartFit
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.training.start_points import StartPoint, look_at, new_network_folder, read_start_points
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import make_dataset
from tests.engine.interchange.test_pickled_networks import named_as_in_the_public_tools as named_as_in_the_public_tools
from tests.engine.interchange.test_pickled_networks import network_file
from tests.engine.latent_support import write_snapshot
from tests.studio.commands import run_command
from tests.studio.train_support import Wait, all_families, text_of

OWN = 'title = "Calm"\nsentence = "Small steps."\n\n[configuration]\nfamily = "dcgan"\nbatch = 8\n'

_SOON, _LATER = 50, 10**7  # milliseconds until the engine is asked: starting it takes longer than most tests


@pytest.fixture
def form(train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait) -> TrainWorkspace:
    """The form on a dataset of 24 pictures of 32 px; the networks are known, the engine has not been waited for."""
    make_dataset(project.folder / "datasets" / "shapes.zip", classes=2)
    workbench.datasets_changed.emit()
    train.recipes._take_families(all_families())
    wait(train.new.isEnabled)
    train.form._checking.setInterval(_LATER)
    train.open_form()
    wait(lambda: train.form.entry is not None and train.form.page.recipes.name == "quick-look")
    return train


def click(qtbot: Any, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_train_on_it_opens_the_form_with_that_dataset(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    for name in ("older", "newer"):
        make_dataset(project.folder / "datasets" / f"{name}.zip", classes=2)
    workbench.train_on.emit(project.folder / "datasets" / "older.zip")
    assert train.middle_stack.form_opened, "whatever was counted of datasets before"
    wait(lambda: train.form.entry is not None)
    assert train.form.entry is not None
    assert train.form.entry.name == "older"


def named(train: TrainWorkspace, name: str) -> Any:
    return next(child for child in train.findChildren(object, name) if child.isWidgetType())


# ---- recipes and networks -------------------------------------------------------------------------


def test_three_recipes_are_for_artists_and_the_experiments_are_folded_under_their_networks(
    form: TrainWorkspace, wait: Wait, qtbot: Any
) -> None:
    shown = [recipe.name for recipe in list_recipes()[:3]]
    assert all(named(form, f"train.form.recipe.{name}").isVisible() for name in shown)
    other = named(form, "train.form.recipe.pokemon-dcgan-64")
    assert not other.isVisible()
    click(qtbot, form.form.page.recipes.published.button)
    wait(lambda: other.isVisible() and other.height() > 0)
    words = text_of(form.form.page.recipes)
    for family in all_families():
        if any(card.family == family.title for card in form.recipes.cards if not card.for_artists):
            assert family.title in words
            assert family.sentence in words
    click(qtbot, other)
    assert form.form.page.recipes.name == "pokemon-dcgan-64"
    assert form.form.settings() == {"size": 32}  # the dataset's, in place of the recipe's


def test_cards_are_led_by_the_arrow_keys_and_tab_passes_them_as_one(form: TrainWorkspace, qtbot: Any) -> None:
    first, second = (named(form, f"train.form.recipe.{name}") for name in ("quick-look", "small-set"))
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert form.form.page.recipes.name == "small-set"
    assert second.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not first.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert form.form.page.recipes.name == "quick-look"


def test_every_network_is_explained_in_a_sentence_and_says_when_it_cannot_make_the_size(form: TrainWorkspace) -> None:
    form.form.page.network.fold.open()
    for family in all_families():
        card = named(form, f"train.form.network.{family.name}")
        assert card.isVisible()
        assert family.sentence in card.accessibleDescription()
        assert abilities(family) in card.accessibleDescription()
    form.form.page.network.show_network(all_families(), "dcgan", "dcgan", ImageShape.square(48))
    assert "cannot make 48 px" in named(form, "train.form.network.fastgan").accessibleDescription()


def test_another_network_brings_its_own_settings_and_sets_aside_what_it_cannot_have(
    form: TrainWorkspace, wait: Wait, qtbot: Any
) -> None:
    page = form.form.page
    form.form.choose_recipe("best-quality")
    assert page.form.values()["tricks.path_length"] > 0
    page.network.fold.open()
    vanilla = named(form, "train.form.network.vanilla")
    wait(lambda: vanilla.height() > 0)
    click(qtbot, vanilla)
    own = {f"network.{name}" for name in ("z_dim", "width", "layers", "dropout")}
    assert {name for name in page.form.names if name.startswith("network.")} == own
    made = form.form.settings()
    assert made["family"] == "vanilla"
    assert made["tricks.path_length"] == 0  # it has no styles
    assert made["fitted"] is False  # nothing can be chosen for it
    assert "in place of the recipe’s StyleGAN2-ADA" in text_of(page.network)
    click(qtbot, page.network.back)
    assert form.form.settings() == {}
    assert page.form.values()["tricks.path_length"] > 0


def test_what_does_nothing_is_greyed_out_with_the_reason(form: TrainWorkspace) -> None:
    page = form.form.page
    editor = named(form, "train.form.augment.hue")
    assert not editor.isEnabled()
    assert editor.accessibleDescription() == "Comes with adaptive augmentation."
    page.form.set_values({"augment.adaptive": "bgc"})
    page.form.changed.emit()
    assert editor.isEnabled()
    assert named(form, "train.form.augment.colour").isEnabled()  # it is on: it can be switched off


def test_every_setting_of_every_network_has_a_field_that_explains_itself(form: TrainWorkspace) -> None:
    elsewhere = {"processes", "family", "size", "pretrained", "network", "optimizer", "augment", "tricks"}
    top = set(Configuration.model_fields) - elsewhere
    for family in all_families():
        form.form._on_family(family.name)
        names = form.form.page.form.names
        assert top <= set(names)
        assert {f"network.{name}" for name in family.schema["properties"]["network"]["properties"]} <= set(names)
        for field in form.form.page.form.fields:
            assert field.sentence.endswith((".", "?")), field.name
            assert field.title[:1].isupper(), field.name


def test_what_the_engine_names_by_key_gets_the_titles_of_the_form() -> None:
    fields = list(fields_of(Configuration.model_json_schema()))
    said = in_titles("Set tricks.gradient_penalty=10, or tricks.clip=0.01.", fields)
    assert said == "Set “Gradient penalty: 10”, or “Clip weights: 0.01”."
    assert in_titles("“batch” must be at least 1, not 0.", fields) == "“Batch” must be at least 1, not 0."
    assert in_titles("Choose objective=bce.", fields) == "Choose “Objective: Binary cross-entropy”."
    plain = "Pictures of a size that no batch knows (network.nowhere=3)."
    assert in_titles(plain, fields) == plain


# ---- recipes of one's own -------------------------------------------------------------------------


def test_own_settings_are_kept_as_a_recipe_removed_and_brought_back(
    form: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any
) -> None:
    page = form.form.page
    assert not page.keep.isVisible()  # there is nothing of one's own yet
    page.form.set_values({"batch": 8, "mirror": True, "tricks.r1_gamma": 0.5})
    page.form.changed.emit()
    click(qtbot, page.keep)
    dialog = next(each for each in form.window().findChildren(KeepRecipeDialog))
    name = dialog.findChild(QLineEdit, "train.keep-recipe.name")
    assert not dialog.keep.isEnabled()
    name.setText("quick LOOK")
    assert not dialog.keep.isEnabled()  # there is one
    name.setText("Knights, calm")
    click(qtbot, dialog.keep)
    wait(lambda: page.recipes.name == "knights-calm")
    assert form.form.settings() == {}  # all of it is in the recipe
    assert page.form.values()["batch"] == 8
    file = project.folder / "recipes" / "knights-calm.toml"
    kept = read_recipe(file)
    usual = load_recipe("quick-look").configuration
    assert kept.title == "Knights, calm"
    assert (kept.configuration.batch, kept.configuration.mirror, kept.configuration.tricks.r1_gamma) == (8, True, 0.5)
    assert kept.configuration.network == usual.network
    assert "size" not in kept.configuration.model_fields_set

    click(qtbot, page.recipes.remove)
    wait(lambda: form.recipes.card("knights-calm") is None)
    assert page.recipes.name == "quick-look"
    assert not file.exists()
    workbench.undo()
    wait(lambda: form.recipes.card("knights-calm") is not None)
    assert read_recipe(file) == kept
    wait(lambda: "Knights, calm" in named(form, "train.form.recipe.knights-calm").text())


def test_a_training_by_an_own_recipe_is_asked_for_by_its_file(
    form: TrainWorkspace, project: Project, wait: Wait
) -> None:
    project.recipes.keep("Calm", OWN)
    wait(lambda: form.recipes.card("calm") is not None)
    form.form.choose_recipe("calm")
    wished: list[NewRun] = []
    form.form.wanted.connect(wished.append)
    form.form.wanted.disconnect(form.starts.begin)
    form.form._on_start()
    assert [(new.recipe, new.settings) for new in wished] == [(str(project.folder / "recipes" / "calm.toml"), {})]


def test_a_file_that_is_no_recipe_is_named_with_its_reason_and_the_others_stay(
    form: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    folder = project.folder / "recipes"
    folder.mkdir()
    (folder / "calm.toml").write_text(OWN)
    (folder / "torn.toml").write_text(OWN[:-3] + "many")
    (folder / "quick-look.toml").write_text(OWN)
    workbench.recipes_changed.emit()
    faults = named(form, "train.form.recipe-faults")
    wait(faults.isVisible)
    assert "torn.toml" in faults.text()
    assert "has the name of a recipe that comes with Maquette" in faults.text()
    assert form.recipes.card("calm") is not None
    assert form.recipes.card("quick-look").title == "Quick look"  # type: ignore[union-attr]


def test_a_recipe_never_lands_on_another_or_outside_its_folder(project: Project) -> None:
    path = project.recipes.keep("../../Über uns: a <recipe>", OWN)
    assert path.parent == project.folder / "recipes"
    assert path.is_file()
    with pytest.raises(ProjectError, match="already"):
        project.recipes.keep("../../über UNS: a <recipe>", OWN)
    with pytest.raises(ProjectError, match="already"):
        project.recipes.keep("Quick Look", OWN, taken={"quick-look"})
    for name in ("../x.toml", "/x.toml", "x.txt", ".hidden.toml", ""):
        with pytest.raises(ValueError, match="no recipe"):
            WriteRecipe.from_values({"name": name, "text": ""})
    assert project.recipes.files() == [path]


# ---- what to begin from ---------------------------------------------------------------------------


def add_run(project: Project, run: str, *snapshots: str, best: str | None = None) -> Path:
    """A run with snapshots of a tiny network, described as a training describes itself."""
    from gan_engine.runs.run_directory import RunDirectory
    from tests.engine.run_support import document

    network = {"z_dim": 8, "generator_width": 4, "discriminator_width": 4}
    directory = RunDirectory.create(project.folder / "runs" / run, document(family="dcgan", size=32, network=network))
    for snapshot in snapshots:
        write_snapshot(project.folder / "runs", run, snapshot)
    directory.write_state(RunState(status="finished", best_snapshot=best))
    return directory.path


def test_snapshots_are_offered_the_best_first_then_what_was_imported(project: Project) -> None:
    add_run(project, "00001-first", "000012")
    run = add_run(project, "00002-second", "000004", "000008", best="000004")
    write_snapshot(project.folder / "elsewhere").rename(new_network_folder(project, "A Network"))
    found = read_start_points(project, silent)
    assert [each.path for each in found[:2]] == [run / "snapshots" / "000004", run / "snapshots" / "000008"]
    assert [start_point_words(each) for each in found] == [
        "second at 4 kimg, best  (DCGAN, 32 px)", "second at 8 kimg  (DCGAN, 32 px)",
        "first at 12 kimg  (DCGAN, 32 px)",
        f"a-network  (DCGAN, {found[3].size} px)",
    ]  # fmt: skip
    assert found[0].options["network.generator_width"] == 4
    assert found[3].options["network.z_dim"] > 0
    assert new_network_folder(project, "A Network").name == "a-network-2"


@pytest.mark.parametrize("data", [b"", b"\x08", b"\xff" * 40, (9).to_bytes(8, "little") + b'{"a": [1}', b"\0" * 64])
def test_a_file_that_does_not_say_what_it_is_can_still_be_asked_of_the_engine(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.safetensors"
    file.write_bytes(data)
    assert look_at(file) == StartPoint(file, "", "", None)
    assert start_point_words(look_at(file)) == "odd"


def test_what_fits_and_what_begins_afresh_is_named() -> None:
    assert fit_words(StartFit(1.0, (), (), True)) == "All of its generator fits."
    some = fit_words(StartFit(0.83, ("synthesis.b64", "mapping.embed"), (), False))
    assert some.startswith("83 % of its generator fits. Afresh begin: synthesis.b64, mapping.embed.")
    assert some.endswith("The discriminator begins afresh.")
    assert fit_words(StartFit(0.5, tuple(f"b{place}" for place in range(9)), (), True)).endswith("b5 and 3 more.")
    assert fit_words(StartFit(1.0, (), ("b4",), True)) == "All of its generator fits. Adapted are: b4."


def choose_beginning(page: FormPage, chosen: object) -> None:
    """As if the user had chosen the entry that holds `chosen`."""
    index = next(at for at in range(page.begin.choice.count()) if page.begin.choice.itemData(at) == chosen)
    page.begin.choice.setCurrentIndex(index)
    page.begin.choice.activated.emit(index)


def test_quick_look_begins_with_a_network_that_can_draw_already_unless_it_is_not_wanted(
    form: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = add_run(project, "00001-first", "000012")
    page, choice = form.form.page, form.form.page.begin.choice
    form.form.choose_recipe("quick-look")
    page.begin.load()
    wait(lambda: choice.count() == 3)
    assert choice.currentText() == "A network that can draw already"
    assert "pretrained" not in page.form.names
    assert form.form.settings() == {}
    choose_beginning(page, None)
    assert choice.currentText() == "Fresh networks"
    assert form.form.settings() == {"pretrained": False}
    assert page.reset.isVisibleTo(page)
    choose_beginning(page, "pretrained")
    assert form.form.settings() == {}
    choose_beginning(page, run / "snapshots" / "000012")
    assert form.form.page.begin.path == run / "snapshots" / "000012"
    choose_beginning(page, None)
    form.form._on_reset()
    assert choice.currentText() == "A network that can draw already"
    form.form.begin(FormDefaults(settings={"pretrained": False}))  # a training like one that began afresh
    assert choice.currentText() == "Fresh networks"
    form.form.choose_recipe("best-quality")
    assert choice.findData("pretrained") < 0
    assert form.form.settings() == {}


def test_what_beginning_with_a_network_that_can_draw_comes_to_is_said() -> None:
    assert pretrained_words(StartFit(1.0, (), (), True)).startswith("It learned to draw from free drawings")
    assert pretrained_words(None).endswith("fresh networks begin.")


def test_beginning_from_a_snapshot_takes_its_network_and_offers_to_freeze_layers(
    form: TrainWorkspace, project: Project, wait: Wait
) -> None:
    run = add_run(project, "00001-first", "000012")
    page = form.form.page
    freeze = "tricks.freeze_d"
    assert next(field for field in page.form.fields if field.name == freeze).advanced
    form.form.choose_recipe("best-quality")
    page.begin.load()
    wait(lambda: page.begin.choice.count() == 2)
    choose_beginning(page, run / "snapshots" / "000012")
    assert form.form.settings()["family"] == "dcgan"
    assert page.form.values()["network.generator_width"] == 4
    assert not next(field for field in page.form.fields if field.name == freeze).advanced
    assert named(form, f"train.form.{freeze}").isEnabled()
    wished: list[NewRun] = []
    form.form.wanted.connect(wished.append)
    form.form.wanted.disconnect(form.starts.begin)
    form.form._on_start()
    assert wished[0].snapshot == run / "snapshots" / "000012"
    page.form.set_values({"kimg": 7})
    choose_beginning(page, None)
    assert form.form.settings() == {"kimg": 7}  # what was set by hand stays
    form.form._on_family("vanilla")
    form.form.begin(FormDefaults())
    assert form.form.settings() == {}  # another form begins anew


def test_a_training_like_another_keeps_its_network_even_where_the_recipe_has_another(
    form: TrainWorkspace, workbench: Workbench
) -> None:
    from studio.workers.training.follower import RunView

    document = {
        "recipe": "best-quality",
        "configuration": {
            "family": "vanilla", "size": 32, "batch": 4, "fitted": False, "network": {"z_dim": 5, "layers": 2},
            "tricks": {"path_length": 0.0},
        },
    }  # fmt: skip
    view = object.__new__(RunView)
    object.__setattr__(view, "path", Path("/x/00004-old"))
    object.__setattr__(view, "document", document)
    defaults = defaults_like(view, form.recipes.card("best-quality"))
    form.form.begin(defaults)
    made = form.form.settings()
    assert (made["family"], made["batch"], made["network.z_dim"], made["network.layers"]) == ("vanilla", 4, 5, 2)


def test_graphics_cards_are_asked_for_only_where_there_are_several(form: TrainWorkspace, workbench: Workbench) -> None:
    shown = form.form.page.form
    assert "processes" not in shown.names
    workbench.device = {"device_kind": "cuda", "device_count": 4}
    form.form._show_form()
    assert "processes" in shown.names
    field = next(each for each in shown.fields if each.name == "processes")
    assert field.schema["maximum"] == 4


# ---- with the engine ------------------------------------------------------------------------------


@pytest.mark.timeout(300)
def test_the_engine_chooses_refuses_compares_and_imports(
    form: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait, qtbot: Any, tmp_path: Path
) -> None:
    form.form._checking.setInterval(_SOON)
    page, side = form.form.page, form.form.side

    form.form.choose_recipe("best-quality")
    page.form.set_values({"device": "cpu"})
    page.form.changed.emit()
    wait(lambda: form.form._forecast.chosen, 120)
    assert page.form.values()["batch"] == 16
    sentence = named(form, "train.form.batch").accessibleDescription()
    assert sentence.startswith("Chosen for your set.")
    wait(lambda: "Time here" in text_of(side))
    page.form.set_values({"batch": 4})
    page.form.changed.emit()
    assert named(form, "train.form.batch").accessibleDescription().startswith("For your set: 16 pictures.")
    wait(lambda: page.form.values()["tricks.r1_gamma"] == pytest.approx(0.0002 * 32**2 / 4), 60)  # follows the batch

    page.form.set_values({"augment.colour": True})
    page.form.changed.emit()
    wait(side.show_problem.isVisible, 60)
    assert "“Adaptive (ADA): Off”" in side.problem.text()
    assert not side.start.isEnabled()
    click(qtbot, side.show_problem)
    assert form.focusWidget() is named(form, "train.form.augment.adaptive")
    form.form._on_reset()
    wait(side.start.isEnabled, 60)

    page.begin.take_file(str(network_file(tmp_path / "animals.pkl")))
    wait(lambda: page.begin.path is not None, 60)
    assert (project.folder / "networks" / "animals" / "generator.safetensors").is_file()
    wait(lambda: page.begin.words.text() == "All of its generator fits.", 60)
    assert form.form._forecast.chosen["augment.speed_kimg"] == 100
    hostile = tmp_path / "hostile.pkl"
    hostile.write_bytes(b"cos\nsystem\n(S'true'\ntR.")
    page.begin.take_file(str(hostile))
    wait(lambda: "hostile.pkl" in page.begin.words.text() and "Importing" not in page.begin.words.text(), 60)
    assert not (project.folder / "networks" / "hostile").exists()

    run_command(form, "train.recipes")
    page_compared = form.recipe_compare
    assert page_compared.isVisible()
    wait(lambda: all(column.forecast is not None for column in page_compared._columns), 120)
    words = text_of(page_compared)
    for said in ("Time here", "Memory", "Generator", "Non-saturating logistic", "“Small set” beside “Quick look”"):
        assert said in words
    for card in page_compared.cards:
        assert form.recipes.family(card.family_name).sentence in words  # type: ignore[union-attr]
    click(qtbot, page_compared.findChild(QPushButton, "train.recipes.use.1"))
    assert form.form.isVisible()
    assert page.recipes.name == "small-set"
    run_command(form, "train.recipes")
    run_command(form, "train.leave-form")
    assert form.form.isVisible()  # from there back to the form


def test_recipes_are_compared_before_the_engine_has_answered(form: TrainWorkspace, wait: Wait) -> None:
    run_command(form, "train.recipes")
    words = text_of(form.recipe_compare)
    assert "the engine is asked…" in words
    assert "Hinge" in words
    last = form.recipe_compare._columns[2].choice
    last.setCurrentIndex(last.findData(""))
    assert [card.name for card in form.recipe_compare.cards] == ["quick-look", "small-set"]
    assert not form.recipe_compare._columns[2].use.isEnabled()


def test_the_book_of_recipes_forgets_those_of_a_project_that_is_closed(
    workbench: Workbench, project: Project, wait: Wait
) -> None:
    project.recipes.keep("Calm", OWN)
    book = RecipeBook(workbench)
    book.load()
    wait(lambda: book.card("calm") is not None and book.card("quick-look") is not None)
    workbench.close_project()
    assert book.card("calm") is None
    assert book.card("quick-look") is not None
    book.deleteLater()


def test_a_recipe_wished_for_is_taken_when_it_has_been_read(
    train: TrainWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    make_dataset(project.folder / "datasets" / "shapes.zip")
    workbench.datasets_changed.emit()
    wait(train.new.isEnabled)
    train._open_form(FormDefaults(recipe="calm", settings={"batch": 64}))
    wait(lambda: train.form.page.recipes.name == "quick-look")
    project.recipes.keep("Calm", OWN)
    wait(lambda: train.form.page.recipes.name == "calm")
    assert train.form.settings()["batch"] == 64


def test_a_training_like_one_whose_recipe_is_gone_keeps_all_its_settings(form: TrainWorkspace) -> None:
    from studio.workers.training.follower import RunView

    view = object.__new__(RunView)
    object.__setattr__(view, "path", Path("/x/00004-old"))
    object.__setattr__(
        view, "document", {"recipe": "gone", "configuration": {"family": "dcgan", "batch": 4, "kimg": 7}}
    )
    form.form.begin(defaults_like(view, None))
    made = form.form.settings()
    assert (made["batch"], made["kimg"]) == (4, 7)
    assert form.form.page.recipes.name == "quick-look"


def test_in_a_narrow_window_sentences_stand_below_their_fields(form: TrainWorkspace, wait: Wait) -> None:
    def beside() -> bool:
        editor = named(form, "train.form.batch")
        label = next(
            label for label in form.form.page.form.findChildren(QLabel) if label.text().startswith("Pictures looked at")
        )
        return bool(label.mapTo(form, label.rect().topLeft()).x() > editor.mapTo(form, editor.rect().topRight()).x())

    wait(beside)
    form.resize(1000, 700)
    wait(lambda: not beside())
    page = form.form.page
    wait(lambda: page.widget().width() <= page.viewport().width())  # nothing is cut off at the right
    form.resize(1368, 824)
    wait(beside)


def test_in_a_narrow_window_what_it_begins_from_is_said_whole_above_the_button(
    form: TrainWorkspace, wait: Wait
) -> None:
    form.form.choose_recipe("quick-look")
    begin = form.form.page.begin
    wait(lambda: begin.file.x() > begin.choice.geometry().right() and not begin.file.y())
    form.resize(820, 540)
    wait(lambda: begin.file.y() > begin.choice.geometry().bottom() and not begin.file.x())
    assert begin.choice.shown_text == "A network that can draw already"
    form.resize(1368, 824)
    wait(lambda: begin.file.x() > begin.choice.geometry().right())


def test_a_wish_may_be_left_open(form: TrainWorkspace) -> None:
    form.form.begin(FormDefaults())
    assert form.form.page.recipes.name == "quick-look"
    assert form.form.settings() == {}
    assert not form.findChild(QLabel, "train.form.replaces").isVisible()


def test_what_should_be_known_before_stands_above_what_it_takes(form: TrainWorkspace) -> None:
    side = form.form.side
    assert side.cautions.isHidden()
    said = ("1 class has no pictures (3).", "A batch of 7 cannot be divided.")
    form.form._checked(form.form.page.recipes.name, form.form.settings(), Forecast(cautions=said))
    assert side.cautions.text() == "\n\n".join(said)
    assert not side.cautions.isHidden()
    assert side.start.isEnabled(), "it can be started all the same"
    form.form._checked(form.form.page.recipes.name, form.form.settings(), Forecast())
    assert side.cautions.isHidden()
