"""The page on a port: who may open it, what is sent with it, what watches the files."""
