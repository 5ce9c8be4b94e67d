"""An answer of yes or no, as YAML files write it."""

from __future__ import annotations

from ..problem import Problems
from .strict_yaml import YamlMapping, YamlScalar

__all__ = ["YES_OR_NO", "read_yes_or_no"]

YES_OR_NO = {"yes": True, "true": True, "是": True, "no": False, "false": False, "否": False}


def read_yes_or_no(node: YamlMapping, key: str, code: str, problems: Problems) -> bool:
    """What stands under a key; no where the key is not there or, a problem of ``code``, unclear."""
    value = node.get(key)
    if value is None:
        return False
    text = value.text if isinstance(value, YamlScalar) else ""
    if text not in YES_OR_NO:
        problems.add(
            code,
            value.mark,
            f"{key} 后面应当是 yes 或 no",
            found=text,
            expected="yes",
            advice=f"请写 {key}: yes，或者删去这一行",
        )
    return YES_OR_NO.get(text, False)
