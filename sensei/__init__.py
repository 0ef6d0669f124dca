"""The engine of the koans. A koan file needs only the words below."""

from sensei.koan import ____, close_to, hint, insight, mistake, yours

__all__ = ["____", "close_to", "hint", "insight", "mistake", "yours"]
