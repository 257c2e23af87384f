"""What the page shows as HTML: pure functions of what a Session holds."""
