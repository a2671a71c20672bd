"""What a screen is put together from. Functions return HTML; `page.show` alone talks to Streamlit."""
