"""The page in a browser: takes an Assistant, serves a chat with its sources beside it.

    create_app(assistant)          the FastAPI application, for a server of your own
    serve(assistant, port=7860)    that application on a port of this machine, until Ctrl-C

Gradio is loaded when either of them is called, not when this package is imported.

    page.py, parts.py, events/   what stands where, and which desk answers to what: Gradio
    desks/                       what is done when something is pressed: generators of Updates
    drawing/                     HTML, as pure functions of what a Session holds
    serving/                     the application: who may open it, its headers, its state, a watch
    scripts/, sheets/            what runs and styles in the browser
"""

from assistant.app.ui.serving.server import create_app, serve

__all__ = ["create_app", "serve"]
