"""What holds for every test."""

from hypothesis import settings

# A busy machine is no failure: speed is bounded by counts in test_costs.py and measured in benchmarks/.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")
