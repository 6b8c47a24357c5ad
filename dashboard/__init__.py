"""What a reader sees. The only Streamlit code of the project."""
