"""What leaves Twinge: the JSON document. The page for a clinician (HTML, PDF) has its own issue."""

from analysis.report.document import SCHEMA_VERSION, document, schema

__all__ = ["SCHEMA_VERSION", "document", "schema"]
