"""A reverse proxy of a few lines, for one path of a server on this machine."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


@contextmanager
def proxied(target: str, prefix: str, *, strips: bool) -> Iterator[str]:
    """The address of ``prefix`` on a proxy before ``target``; all else on it is 404.

    It says in X-Forwarded-Host what it is called by, and passes streams on as they come.
    """
    host = urlsplit(target).netloc

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith((prefix + "/", prefix + "?")) and self.path != prefix:
                self.send_error(404)
                return
            path = (self.path.removeprefix(prefix) or "/") if strips else self.path
            sent = {key: value for key, value in self.headers.items() if key.lower() not in _HOP}
            sent |= {"Host": host, "X-Forwarded-Host": self.headers["Host"]}
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            upstream = http.client.HTTPConnection(host, timeout=30)
            upstream.request(self.command, path, body, sent)
            answer = upstream.getresponse()
            self.send_response(answer.status)
            for key, value in answer.getheaders():
                if key.lower() not in _HOP:
                    self.send_header(key, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while part := answer.read1():
                self.wfile.write(part)
            upstream.close()

        do_POST = do_HEAD = do_GET  # noqa: N815 - as http.server calls them

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
