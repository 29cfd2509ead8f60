"""``loket bench``: the product's figures beside its peers, on scratch data."""
