"""Settings: what is wrong is said by its dotted name, in words, before anything starts."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.errors import ConfigurationError
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.dotted import dotted_names


@pytest.mark.parametrize(
    ("setting", "field", "words"),
    [
        ("batch=0", "batch", "at least 1"),
        ("batch=1.5", "batch", "whole number"),
        ("batch=many", "batch", "whole number, not “many”"),
        ("kimg=0", "kimg", "more than 0"),
        ("kimg=nan", "kimg", "finite"),
        ("kimg=1e9", "kimg", "at most 1000000"),
        ("precision=int8", "precision", "auto, fp32, bf16, fp16"),
        ("device=tpu", "device", "auto, cpu, cuda"),
        ("mirror=perhaps", "mirror", "true or false"),
        ("objective=bse", "objective", "bce"),
        ("btach=3", "btach", "Did you mean “batch”"),
        ("learning_rate=1", "learning_rate", "optimizer.learning_rate"),
        ("optimizer.learning_rat=1", "optimizer.learning_rat", "optimizer.learning_rate"),
        ("optimizer.learning_rate=-1", "optimizer.learning_rate", "more than 0"),
        ("tricks.noisy_labels=0.7", "tricks.noisy_labels", "at most 0.5"),
        ("network=3", "network", "group of settings"),
        ("a.b.c=3", "a.b.c", "no setting"),
        ("tricks.label_smoothing=true", "tricks.label_smoothing", "objective=bce"),
    ],
)
def test_a_bad_setting_is_named_with_what_would_do(setting: str, field: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        apply_settings(configure({"objective": "hinge"}), [setting])
    assert caught.value.field == field
    assert words in str(caught.value)


@pytest.mark.parametrize("setting", ["batch", "=3", "", "batch 3"])
def test_what_is_no_setting_at_all_is_said(setting: str) -> None:
    with pytest.raises(ConfigurationError, match="key=value"):
        apply_settings(configure({}), [setting])


@given(st.text(max_size=40))
def test_no_text_does_worse_than_a_clear_message(text: str) -> None:
    with contextlib.suppress(ConfigurationError):
        apply_settings(Configuration(), [text])


def test_settings_are_applied_in_order_and_leave_the_rest() -> None:
    before = configure({"seed": 7, "optimizer": {"beta1": 0.0}, "network": {"z_dim": 64}})
    after = apply_settings(before, ["batch=8", "batch=16", "optimizer.learning_rate=1e-3", "network.head=linear"])
    assert (after.seed, after.batch) == (7, 16)
    assert (after.optimizer.beta1, after.optimizer.learning_rate) == (0.0, 1e-3)
    assert after.network == {"z_dim": 64, "head": "linear"}
    assert before.batch == 32, "what was there is not changed"


def test_what_was_not_set_stays_unset() -> None:
    assert "size" not in apply_settings(configure({}), ["batch=8"]).model_fields_set
    assert "size" in apply_settings(configure({}), ["size=64"]).model_fields_set


def test_another_family_begins_with_its_own_options() -> None:
    after = apply_settings(configure({"network": {"z_dim": 64}}), ["network.other=1", "family=another"])
    assert after.network == {"other": "1"}


def test_a_configuration_survives_json() -> None:
    before = configure({"kimg": 0.16, "tricks": {"r1_gamma": 2.5}, "network": {"z_dim": 12}})
    assert configure(before.model_dump(mode="json")) == before


def test_every_field_has_words_for_artists() -> None:
    schema = Configuration.model_json_schema()
    groups = [schema, *schema["$defs"].values()]
    for group in groups:
        for name, field in group["properties"].items():
            assert field.get("title"), name
            if "$ref" not in field and name != "network":
                assert field["description"].endswith("."), name
                assert isinstance(field["advanced"], bool), name


def test_the_keys_the_terminal_promises_are_there() -> None:
    promised = {"size", "batch", "kimg", "snapshot_kimg", "sample_kimg", "seed", "device", "precision", "ema_kimg"}
    assert promised | {"mirror"} <= set(dotted_names(Configuration))


def test_configuration_and_recipes_need_no_torch() -> None:
    code = "import sys; import gan_engine.settings.recipes as r; r.list_recipes(); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
