"""What leaves Twinge: the page for a clinician (HTML and PDF, of the same words), and the JSON document."""

from analysis.report.clinician import clinician_page
from analysis.report.content import SPAN_DAYS, Ask, Report, seen
from analysis.report.document import SCHEMA_VERSION, document, schema
from analysis.report.html import to_html
from analysis.report.pdf import to_pdf

__all__ = [
    "SCHEMA_VERSION", "SPAN_DAYS", "Ask", "Report", "clinician_page", "document", "schema", "seen", "to_html", "to_pdf",
]  # fmt: skip
