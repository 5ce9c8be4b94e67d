"""Prints what decides which packages fit a machine: system, C library and Python."""

from __future__ import annotations

import platform
import sysconfig

print(sysconfig.get_platform(), *platform.libc_ver(), "Python", platform.python_version())
