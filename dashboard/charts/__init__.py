"""Frame in, Plotly figure out. No Streamlit."""
