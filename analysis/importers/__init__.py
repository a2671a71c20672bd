"""Files in, ACTIVITIES, RECORDS and PAIN out, and one outcome per file."""
