"""``python -m assistant.app`` is the command ``assistant``, also where nothing is installed."""

from assistant.app.main import run

if __name__ == "__main__":
    run()
