"""The faces of the assistant: the commands and the page. Takes an Assistant; prints, draws, exits.

Nothing else in the package prints. ``assistant.app.main:run`` is the console script,
``assistant.app.ui`` the page.
"""
