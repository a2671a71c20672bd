"""Which surface a track ran on, by a map the runner provided: `build` reads the map, `matching` lays tracks on it."""
