"""A llama.cpp server on 127.0.0.1 for tests, run as a program of its own so that it surely ends.

    python tests/llama_server.py WEIGHTS.gguf

It prints its base URL as the first line that starts with "http", and ends when its standard input
does, so also when the tests are killed.
"""

from __future__ import annotations

import os
import sys


def main(weights: str) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.hostnames = ["127.0.0.1"]
    params.port = 0  # one that is free
    params.n_ctx = 2048
    params.n_parallel = 1
    params.embedding = True
    params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    params.cpuparams.n_threads = 2
    params.warmup = False
    params.verbosity = 0
    server = xllamacpp.Server(params)
    print(f"{server.listening_address}/v1", flush=True)
    sys.stdin.read()
    os._exit(0)  # without the server's own farewell, which can take seconds


if __name__ == "__main__":
    main(sys.argv[1])
