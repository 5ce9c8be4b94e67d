"""An invented county, 示例县: its organs and their reports from 2008 to 2025, from a fixed seed.

``county``, ``work`` and ``counting`` invent the figures, ``narrator`` and ``composing`` the
prose, ``incidents`` what is to go wrong; ``writing`` puts all of it into a folder.
"""
