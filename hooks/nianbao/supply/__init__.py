"""What a site is built with, told: packages by lock and licence, fonts, a bill of materials.

``locks`` reads what is locked, ``licences`` what a package may be used under, ``materials`` holds
the lock against what is installed; ``bill`` and ``licence_list`` write it down.
"""
