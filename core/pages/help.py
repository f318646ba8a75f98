"""Help for pages: apps register a topic per page or per app; the frame shows the nearest."""

from dataclasses import dataclass

from core.pages.base import Text


@dataclass(frozen=True, slots=True)
class Topic:
    """A help text: ``name`` is a view name (``app:page``) or an app's namespace."""

    name: str
    title: Text
    template: str


_topics: dict[str, Topic] = {}


def register_help(name: str, title: Text, template: str) -> None:
    """Make a help text known. Called from ``AppConfig.ready()``."""
    _topics[name] = Topic(name, title, template)


def topic_for(view_name: str) -> Topic | None:
    """The topic of this page, else of its app."""
    return _topics.get(view_name) or _topics.get(view_name.partition(":")[0])


def topics() -> list[Topic]:
    return sorted(_topics.values(), key=lambda topic: topic.name)
