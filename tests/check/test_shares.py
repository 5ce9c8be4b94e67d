"""The portal in shares: what belongs together; apart they come to the same as all at once."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from invented import body, front_matter, random_numbers
from nianbao.check import (
    HouseRules,
    Press,
    Share,
    check_elsewhere,
    check_files,
    check_rest,
    check_share,
    contributions_of,
    gists_of,
    read_and_check,
    shares_of,
)
from nianbao.form import forms
from nianbao.problem import Problem
from nianbao.source import list_reports

PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
FORM = forms()["2021"]
YEARS = range(2021, 2025)


def write_report(folder: Path, name: str, random: Random | None = None, lines: str = "") -> None:
    """A report about the year that its file is named for; its figures are zero without chance."""
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    year = int(path.name[:4])
    numbers = random_numbers(FORM, random) if random else dict.fromkeys(FORM.measures, 0)
    written = {address: str(number) for address, number in numbers.items()}
    text = front_matter(FORM, year, written, f"published: {year + 1}-01-20\n{lines}".rstrip())
    path.write_text(f"{text}{body(FORM, {1: '做了四件事。'})}\n", "utf-8")


def portal_in(folder: Path, organs: str, *reports: str) -> tuple[list[Share], list[Problem]]:
    """The shares of a portal with these organs and reports, and what is about none of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organs.yml").write_text(organs, "utf-8")
    for name in reports:
        write_report(folder, name)
    return shares_of(*list_reports(folder))


def organ(slug: str, **more: str) -> str:
    fields = {"name": f"示例县{slug}局", "kind": "部门", "contact": "[电话：0]"} | more
    return f"{slug}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"


def slugs(shares: list[Share]) -> list[tuple[str, ...]]:
    return [share.slugs for share in shares]


def test_an_organ_is_a_share(tmp_path: Path) -> None:
    organs = "".join(map(organ, ("a", "b", "c")))
    shares, rest = portal_in(tmp_path, organs, "c/2021", "a/2021", "a/2022")
    # In the order of organs.yml; who has no report has no share.
    assert slugs(shares) == [("a",), ("c",)]
    assert [share.size for share in shares] == [2, 1]
    assert [share.name for share in shares] == ["示例县a局", "示例县c局"]
    assert rest == []
    # It knows all organs, and only its own files.
    assert list(shares[0].listing.organs) == ["a", "b", "c"]
    assert [file.file for file in shares[0].listing.texts] == [
        f"{tmp_path.name}/a/2021.md",
        f"{tmp_path.name}/a/2022.md",
    ]


def test_a_portal_without_reports_has_no_share(tmp_path: Path) -> None:
    assert portal_in(tmp_path, organ("a")) == ([], [])


def test_an_organ_and_what_it_was_called_before_are_one(tmp_path: Path) -> None:
    organs = (
        organ("new", predecessor="newer")
        + organ("other")
        + organ("old")
        + organ("newer", predecessor="old")
    )
    shares, _ = portal_in(tmp_path, organs, "new/2023", "old/2021", "other/2021")
    assert slugs(shares) == [("new", "old", "newer"), ("other",)]
    assert shares[0].size == 2
    assert shares[0].name == "示例县new局等 3 个机关"


def test_organs_that_were_merged_or_split_are_not(tmp_path: Path) -> None:
    organs = (
        organ("a")
        + organ("b")
        + organ("both", predecessor="[a, b]")
        + organ("whole", successor="[half, other]")
        + organ("half")
        + organ("other")
    )
    names = ("a", "b", "both", "whole", "half", "other")
    shares, _ = portal_in(tmp_path, organs, *(f"{name}/2021" for name in names))
    assert slugs(shares) == [(name,) for name in names]


def test_a_circle_of_names_is_one_share_at_most(tmp_path: Path) -> None:
    organs = organ("a", predecessor="b") + organ("b", predecessor="a") + organ("c")
    shares, _ = portal_in(tmp_path, organs, "a/2021", "b/2021", "c/2021")
    assert sorted(slug for share in shares for slug in share.slugs) == ["a", "b", "c"]


def test_all_that_cover_others_are_one(tmp_path: Path) -> None:
    county = {"kind": "政府", "aggregate": "yes"}
    organs = (
        organ("county", **county)
        + organ("a", parent="county")
        + organ("bureau", parent="county", aggregate="yes", predecessor="office")
        + organ("b", parent="bureau")
        + organ("office")
    )
    names = ("county/2021", "a/2021", "bureau/2021", "b/2021", "office/2020")
    shares, _ = portal_in(tmp_path, organs, *names)
    assert slugs(shares) == [("county", "bureau", "office"), ("a",), ("b",)]
    assert [share.covers for share in shares] == [True, False, False]


def test_an_earlier_text_without_a_current_one_has_a_share(tmp_path: Path) -> None:
    shares, rest = portal_in(tmp_path, organ("a") + organ("b"), "a/2021.v1", "b/2021")
    found = [problem.file for share in shares for problem in share.problems]
    found += [problem.file for problem in rest]
    assert found == [f"{tmp_path.name}/a/2021.v1.md"]
    rules = HouseRules(severities={"published-without-time": None})
    _, everything = read_and_check(tmp_path, PRESS, rules)
    assert [each.file for each in everything if not each.file.endswith("organs.yml")] == found


def test_problems_of_files_go_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_report(folder, "a/2061")
    write_report(folder, "nobody/2021")
    (folder / "b").mkdir()
    (folder / "b/-a.txt").write_text("")
    (folder / "b/2021.v2.md").write_text("")
    shares, rest = portal_in(folder, organ("a") + organ("b"), "a/2021", "b/2021")
    by_share = {share.slugs: {problem.file for problem in share.problems} for share in shares}
    assert by_share[("a",)] == {"reports/a/2061.md"}
    assert by_share[("b",)] == {"reports/b/2021.v2.md"}
    assert {problem.file for problem in rest} == {"reports/b/-a.txt", "reports/nobody/2021.md"}
    # Each once.
    listed = sorted(list_reports(folder)[1])
    assert sorted([*rest, *(problem for share in shares for problem in share.problems)]) == listed


# ---- what is said apart and at once ----------------------------------------------------------


def random_organs(random: Random) -> tuple[list[str], str]:
    """Some organs with chance ties, of which not all make sense."""
    names = [f"ju{number}" for number in range(random.randint(2, 7))]
    text = ""
    for name in names:
        more: dict[str, str] = {}
        if random.random() < 0.5:
            more["parent"] = random.choice(names)
        if random.random() < 0.3:
            more["aggregate"] = "yes"
        if random.random() < 0.3:
            more["predecessor"] = random.choice(names)
        if random.random() < 0.1:
            more["successor"] = f"[{', '.join(random.sample(names, 2))}]"
        if random.random() < 0.2:
            more["from"] = str(random.choice(YEARS))
        if random.random() < 0.2:
            more["to"] = str(random.choice(YEARS))
        text += organ(name, **more)
    return names, text


def write_random_portal(folder: Path, random: Random) -> None:
    names, organs = random_organs(random)
    folder.mkdir(parents=True)
    (folder / "organs.yml").write_text(organs, "utf-8")
    for name in [*names, "qita"]:
        for year in YEARS:
            chance = random.random()
            if chance < (0.6 if name in names else 0.1):
                write_report(folder, f"{name}/{year}", random)
                report = folder / f"{name}/{year}.md"
                text = report.read_text("utf-8")
                other = f"../{random.choice(names)}/{random.choice(YEARS)}.md"
                text = text.replace("四件事", f"[四件事]({other})")
                if random.random() < 0.2:
                    text = text.replace("行政许可: ", "行政许可: 1", 1)
                if random.random() < 0.1:
                    text = text.replace(f"year: {year}", f"year: {year - 1}")
                if random.random() < 0.05:
                    text = text.replace("---", "--", 1)
                report.write_text(text, "utf-8")
            if chance < 0.1 or chance > 0.95:
                write_report(folder, f"{name}/{year}.v1", random)
    for stray in ("-a.txt", "2021.txt", "x/2021.md", ".hidden"):
        if random.random() < 0.2:
            path = folder / random.choice(names) / stray
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("", "utf-8")


@pytest.mark.slow("a campaign")
@pytest.mark.parametrize("seed", range(24))
def test_apart_they_come_to_the_same_as_all_at_once(seed: int, tmp_path: Path) -> None:
    # What is told once for the whole site belongs to no share.
    folder, rules = tmp_path / "reports", HouseRules(severities={"published-without-time": None})
    write_random_portal(folder, Random(seed))
    listing, listed = list_reports(folder)
    shares, rest = shares_of(listing, listed)
    # Every file is in one share, every organ in one at most.
    files = [file.file for share in shares for file in share.listing.texts]
    assert sorted(files) == sorted(file.file for file in listing.texts)
    assert len(files) == len(set(files))
    known = [slug for share in shares for slug in share.slugs]
    assert len(known) == len(set(known))
    assert sum(share.covers for share in shares) <= 1

    apart = check_rest(listing, rest, PRESS, rules)
    others = [share for share in shares if not share.covers]
    contributions = {
        place: each
        for share in others
        for place, each in contributions_of(check_share(share, {}, PRESS, rules)[0]).items()
    }
    for share in shares:
        _, found = check_share(share, contributions if share.covers else {}, PRESS, rules)
        assert found == sorted(found)
        assert {problem.file for problem in found} <= {f.file for f in share.listing.texts}
        apart += found
    portal, problems = read_and_check(folder, PRESS, rules)
    apart += check_elsewhere(gists_of(portal), listing, rules)
    assert sorted(apart) == problems
    assert [r.file for r in portal.reports] == [
        r.file for r in listing.read(listing.files)[0].reports
    ]

    # Whoever reads all files at once and knows nothing of shares says so, too.
    paths = [*(file.path for file in listing.texts), folder / "organs.yml"]
    count, at_once = check_files(folder, paths, PRESS, rules)
    assert count == len(files)
    names = {path.relative_to(tmp_path).as_posix() for path in paths}
    assert at_once == [problem for problem in problems if problem.file in names]


@pytest.mark.slow("a campaign")
def test_chance_finds_something_of_everything(tmp_path: Path) -> None:
    """What is compared above is not always the same."""
    codes: set[str] = set()
    sizes: set[int] = set()
    for seed in range(24):
        folder = tmp_path / str(seed) / "reports"
        write_random_portal(folder, Random(seed))
        shares, _ = shares_of(*list_reports(folder))
        sizes |= {len(share.slugs) for share in shares}
        codes |= {problem.code for problem in read_and_check(folder, PRESS, HouseRules())[1]}
    assert {1, 2, 3} <= sizes
    assert {
        *("sum-organs", "organ-not-reported", "link-target", "year-mismatch"),
        *("correction-missing", "year-missing", "carry-over"),
    } <= codes
