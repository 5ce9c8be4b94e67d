"""Runs one attack in a process of its own, with little time and memory; tells what came of it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from nianbao.build.store import Store
from nianbao.check import HouseRules, read_and_check
from nianbao.facts import portal_facts
from nianbao.problem import has_errors
from nianbao.publish.making import Contents
from nianbao.publish.material import Material
from nianbao.publish.paper.press import press_of
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.report.page import ReportPage
from nianbao.publish.site import Publication
from nianbao.publish.web.marked_text import marked_texts
from nianbao.settings import Settings
from places import ROOT

__all__ = ["CPU_SECONDS", "Outcome", "laboratory", "serve"]

CPU_SECONDS = 30
"""Of the processor, so that a busy machine fails nothing; fifteen times what is aimed at."""
_WALL_SECONDS = 300
_ADDRESS_SPACE = 6 << 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """The problems (file, severity, code), how many PDFs were made, what it cost.

    ``fault`` is how it ended if not well.
    """

    problems: tuple[tuple[str, str, str], ...]
    pdfs: int
    seconds: float = 0
    megabytes: float = 0
    fault: str = ""


@contextmanager
def laboratory() -> Iterator[Callable[[Path], Outcome]]:
    """A process that tries one reports folder after the other, each in a process of its own.

    It never runs Typst itself, for what is forked after Typst has run hangs for ever.
    """
    command = [sys.executable, "-c", "from pushed.running import serve; serve()"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        asked, answered = process.stdin, process.stdout
        if asked is None or answered is None:
            raise TypeError(process)

        def outcome(folder: Path) -> Outcome:
            asked.write(f"{folder}\n")
            asked.flush()
            said = json.loads(answered.readline())
            return Outcome(**{**said, "problems": tuple(map(tuple, said["problems"]))})

        yield outcome
        asked.close()


def serve() -> None:
    """Answers every folder that is asked about."""
    typefaces = load_typefaces(Settings(), ROOT / ".cache")
    if not typefaces.drawable:  # read once, before processes are forked
        raise ValueError(typefaces)
    for line in sys.stdin:
        folder = Path(line.rstrip("\n"))
        sys.stdout.write(json.dumps(asdict(_tried(folder, typefaces))) + "\n")
        sys.stdout.flush()


def _tried(folder: Path, typefaces: Typefaces) -> Outcome:
    """What reading, checking, typesetting and describing a reports folder comes to."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        signal.alarm(_WALL_SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
        try:
            outcome = _work(folder, typefaces)
        except BaseException as error:  # noqa: BLE001 - told to the parent
            outcome = Outcome((), 0, fault=f"{type(error).__name__}: {error}"[:300])
        with os.fdopen(writer, "w") as stream:
            json.dump(asdict(outcome), stream)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        said = stream.read()
    _, _, used = os.wait4(child, 0)
    outcome = Outcome(**json.loads(said)) if said else Outcome((), 0, fault="stopped")
    seconds = used.ru_utime + used.ru_stime
    return replace(outcome, seconds=seconds, megabytes=used.ru_maxrss / 1024)


def _work(folder: Path, typefaces: Typefaces) -> Outcome:
    cache, rules = folder.parent / "cache", HouseRules()
    portal, problems = read_and_check(folder, press_of(typefaces, cache), rules)
    told = tuple((p.file, str(p.severity), p.code) for p in problems)
    if has_errors(problems):
        return Outcome(told, 0)
    facts = portal_facts(portal, {}, {})
    with_page = frozenset(facts.by_organ)
    site = Publication(
        Material(portal, facts, "https://www.example.gov.cn/", "示例", rules, with_page)
    )
    for page in site.pages:
        if isinstance(page, ReportPage):
            list(page.sections())
            for step in page.corrections:
                for change in step.paragraphs:
                    marked_texts(change.before, change.after)
    contents = Contents(Typesetter(typefaces, cache), Store(cache / "store"))
    for artifact in (*site.artifacts, *site.attachments):
        contents.made(artifact.content)
    return Outcome(told, sum(each.media_type == "application/pdf" for each in site.artifacts))
