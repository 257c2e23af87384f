"""What the page does when something is pressed: plain generators of Updates, without Gradio."""
