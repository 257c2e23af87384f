"""Settings: defaults < .env < environment < flags. The only reader of the environment."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.dates import iso_day
from assistant.domain import GeneratorName
from assistant.errors import ConfigError

PREFIX = "ASSISTANT_"
LOCAL_EMBEDDING = "local"
ENV_FILE = ".env"


class Settings(BaseSettings):
    """Every setting, frozen. Each is read from ``ASSISTANT_<NAME>`` unless it says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    store: Path = Field(Path(".assistant"), description="folder of the index")
    corpus: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description="files or folders to index, separated as in PATH; empty: as before"
    )
    as_of: date | None = Field(
        None, description='the day that "today" means; empty: the newest article\'s date'
    )
    embedding: str = Field(
        LOCAL_EMBEDDING, description='"local", or the name of an embedding model behind the API'
    )
    generator: Literal["extractive", "llm"] | None = Field(
        None, description='"extractive" or "llm"; empty: "llm" where a key or an address is set'
    )
    model: str | None = Field(
        None, description="the model that writes; empty: OpenAI's default, or the server's only one"
    )
    context: int | None = Field(
        None, ge=512, description="tokens of prompt and reply together; empty: as the model has"
    )
    answer_tokens: int = Field(700, ge=32, description="room for a reply, in tokens")
    temperature: float = Field(0.0, ge=0, le=2, description="of the model")
    fallback: Literal["extractive", "none"] = Field(
        "extractive", description='what answers where the model fails: "extractive" or "none"'
    )
    price_in: float | None = Field(None, ge=0, description="of a million tokens of prompt")
    price_out: float | None = Field(None, ge=0, description="of a million tokens of reply")
    timeout: float = Field(
        60.0, gt=0, allow_inf_nan=False, description="seconds to wait for a model server"
    )
    openai_api_key: SecretStr | None = Field(
        None, validation_alias="OPENAI_API_KEY", description="key of the model server"
    )
    openai_base_url: str | None = Field(
        None, validation_alias="OPENAI_BASE_URL", description="URL of the model server"
    )

    @property
    def writes(self) -> GeneratorName:
        """Who writes answers: a model where one is set, and is not ruled out."""
        if self.generator is not None:
            return self.generator
        configured = self.openai_api_key or self.openai_base_url or self.model
        return "llm" if configured else "extractive"

    @property
    def key(self) -> str | None:
        """The key of the model server, in the open."""
        return self.openai_api_key.get_secret_value() if self.openai_api_key else None

    @field_validator("corpus", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        if isinstance(given, str):
            return tuple(Path(part) for part in given.split(os.pathsep) if part)
        if isinstance(given, Path):
            return (given,)
        return given

    @field_validator("store", "corpus")
    @classmethod
    def _at_home(cls, given: Path | tuple[Path, ...]) -> Path | tuple[Path, ...]:
        # No shell reads a .env: "~" is ours to expand.
        try:
            if isinstance(given, Path):
                return given.expanduser()
            return tuple(path.expanduser() for path in given)
        except RuntimeError as error:
            raise ValueError(str(error).rstrip(".")) from error

    @field_validator("as_of", mode="before")
    @classmethod
    def _iso(cls, given: object) -> object:
        # pydantic would take "20211106" for seconds since 1970.
        return iso_day(given) if isinstance(given, str) else given


def load_settings(**flags: Any) -> Settings:
    """The settings in force; flags that are None count as not given.

    ConfigError names the setting that is wrong, or the nearest valid name of an unknown one.
    """
    _refuse_unknown()
    given = {name: value for name, value in flags.items() if value is not None}
    unknown = sorted(set(given) - set(Settings.model_fields))
    if unknown:
        raise ConfigError(f"There is no setting {unknown[0]!r}. {_nearest(unknown[0])}")
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        name = name if name.isupper() else PREFIX + name.upper()
        told = first["msg"].removeprefix("Value error, ")
        raise ConfigError(f"{name} is not valid: {told}.") from error


def variables() -> dict[str, str]:
    """The environment variable of each setting, by the setting's name."""
    return {
        name: str(field.validation_alias or PREFIX + name.upper())
        for name, field in Settings.model_fields.items()
    }


def _refuse_unknown() -> None:
    valid = set(variables().values())
    for key in sorted({*_env_file_keys(), *os.environ}):
        if key.upper().startswith(PREFIX) and key.upper() not in valid:
            raise ConfigError(f"{key} is not a setting. {_nearest(key.upper())}")


def _env_file_keys() -> set[str]:
    from dotenv import dotenv_values

    if not Path(ENV_FILE).is_file():
        return set()
    try:
        return set(dotenv_values(ENV_FILE, interpolate=False))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{Path(ENV_FILE).resolve()} cannot be read as UTF-8 text ({error}). Mend or remove it."
        ) from error


def _nearest(name: str) -> str:
    from rapidfuzz import process

    names = list(variables().values()) if name.isupper() else list(Settings.model_fields)
    found = process.extractOne(name, names)
    return f"Did you mean {found[0]}?" if found else f"Valid: {', '.join(names)}."
