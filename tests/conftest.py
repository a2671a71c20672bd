"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is no failure: speed is bounded by counts in test_costs.py and measured in benchmarks/.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
