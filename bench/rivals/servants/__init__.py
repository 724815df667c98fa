"""Programs that run in the environments of ``bench.rivals.apart``: they import nothing of ours."""
