"""Reads the content folder strictly into the data types of `backcoach.coach`."""

from backcoach.catalogue.errors import CatalogueError
from backcoach.catalogue.load import Catalogue, keep_parsed, load_catalogue

__all__ = ["Catalogue", "CatalogueError", "keep_parsed", "load_catalogue"]
