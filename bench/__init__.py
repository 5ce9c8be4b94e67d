"""The benchmark: what a site costs to make, beside what others cost. See docs/maintainers/speed.md.

make bench                            500 reports
make bench REPORTS=2000 GROWTH=5000   the sizes that the targets are set for
make bench ONLY="checks pdfs"         some of the jobs
"""
