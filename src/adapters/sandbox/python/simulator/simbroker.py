"""The simulated broker under the name by which older files import it."""

from adapters.simbroker import SimBroker

__all__ = ["SimBroker"]
