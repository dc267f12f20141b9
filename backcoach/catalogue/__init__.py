"""Reads the content folder strictly into the data types of `backcoach.coach`."""

from backcoach.catalogue.content import Catalogue
from backcoach.catalogue.errors import CatalogueError
from backcoach.catalogue.load import keep_catalogue, load_catalogue

__all__ = ["Catalogue", "CatalogueError", "keep_catalogue", "load_catalogue"]
