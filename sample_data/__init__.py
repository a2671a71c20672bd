"""Demo athletes as real files, made by `generate.py`. Nothing here reads `analysis`: the facts are its own."""
