"""A built site -> a folder, a server: what is new first, removals last, by comparing manifests."""

from .choosing import target_at
from .delivering import Delivery, Progress, amount, deliver, prepare
from .errors import DeliveryError
from .target import Target

__all__ = [
    "Delivery",
    "DeliveryError",
    "Progress",
    "Target",
    "amount",
    "deliver",
    "prepare",
    "target_at",
]
