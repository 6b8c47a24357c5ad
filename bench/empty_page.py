"""The least that Streamlit can show: one line of text. Its first paint is the floor of any page's."""

import streamlit as st

st.set_page_config(layout="wide")
st.text("empty")
