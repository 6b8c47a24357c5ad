"""The engine: facts joined to places, read through a view. No Streamlit, Folium or Starlette in here."""
