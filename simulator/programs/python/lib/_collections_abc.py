from collections.abc import *
from collections.abc import _has as _check_methods
