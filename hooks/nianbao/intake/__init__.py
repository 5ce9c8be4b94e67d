"""An existing report (Word, web page, PDF, spreadsheet, text) -> a Markdown file.

Empty on purpose: what is imported from here, is imported from the module that has it, so that
nobody needs the readers' libraries who does not read their formats.
"""
