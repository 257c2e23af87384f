"""The page in a browser: takes an Assistant, serves a chat with its sources beside it.

    create_app(assistant)          the FastAPI application, for a server of your own
    serve(assistant, port=7860)    that application on a port of this machine, until Ctrl-C

Gradio is loaded when either of them is called, not when this package is imported.
"""

from assistant.app.ui.server import create_app, serve

__all__ = ["create_app", "serve"]
