"""Values as bytes of a layout."""
from _struct import *
from _struct import error, Struct
