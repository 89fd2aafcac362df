"""The simulated broker under the name by which older files import it."""
