"""fieldkit: the notebook of an itinerant pedagogical advisor, offline first."""

__version__ = "0.1.0"
