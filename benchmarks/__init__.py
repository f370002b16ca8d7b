"""How much a page costs, beside a bare Django view on the same machine in the same run."""
