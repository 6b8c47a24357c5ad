"""The server for ``empty_page.py``."""

import streamlit as st

app = st.App("empty_page.py")
