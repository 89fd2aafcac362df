"""What strategies in Python and their tests import."""

from adapters.base_adapter import BaseAdapter
from adapters.simbroker import SimBroker
from adapters.simbroker_adapter import SimBrokerAdapter

__all__ = ["BaseAdapter", "SimBroker", "SimBrokerAdapter"]
