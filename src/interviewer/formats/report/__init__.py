"""The scores of many candidates as HTML that needs nothing else: one file, or a file and a folder of pages."""

from interviewer.formats.report.source import Source
from interviewer.formats.report.writing import Pages, check_report, write_report

__all__ = ["Pages", "Source", "check_report", "write_report"]
