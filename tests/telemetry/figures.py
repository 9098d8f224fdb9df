"""What `/metrics` prints, read as Prometheus reads it."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample


class Figures:
    """Every line."""

    def __init__(self, samples: list[Sample]) -> None:
        self.samples = samples

    def of(self, name: str, **labels: str) -> float:
        """The sum of the lines of this name that have these labels; 0 where there is none."""
        return sum(one.value for one in self._matching(name, labels))

    def labels(self, name: str, label: str) -> set[str]:
        """The values of a label."""
        return {one.labels[label] for one in self._matching(name, {})}

    def _matching(self, name: str, labels: dict[str, str]) -> Iterator[Sample]:
        return (
            one for one in self.samples if one.name == name and labels.items() <= one.labels.items()
        )


def figures_in(text: str) -> Figures:
    """The lines of the text format."""
    return Figures([one for each in text_string_to_metric_families(text) for one in each.samples])
