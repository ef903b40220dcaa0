"""The command line: every answer of the model as a table, a numbered chain, or stable JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from model.fault import Fault, Faults, nearest

VERSION = "0.1.0"
EXAMPLES = """examples:
  datatrail                                             open the explorer on Belarus
  datatrail spread by --persona commuter --on 2025-03-03 --lens practice
  datatrail why by --actor kgb --information comms-content --lens law
  datatrail spread by --repeal by/edict/2022-10-18/368 --json
  datatrail can by --actor kgb --information comms-content --without court --on 2025-03-03
  datatrail cut by --actor kgb --information comms-content --persona commuter --on 2025-03-03 --json
  datatrail compare by --repeal by/edict/2022-10-18/368
  datatrail check                                       read all packs and run their expectations
  datatrail export by --to json > by.json
  datatrail seal xa -o bus-trip.html                    one offline file with the first lesson

A mistake is told with the nearest known word, and the exit code is 2."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are faults like all others."""

    def error(self, message: str) -> NoReturn:
        """Raise the mistake as a fault."""
        hint = ""
        if "invalid choice: " in message:
            given = message.split("invalid choice: ")[1].split("'")[1]
            hint = nearest(given, message.split("choose from ")[-1].replace("'", "").rstrip(")").split(", "))
            message = f"there is no command {given!r}"
        elif "unrecognized arguments: " in message:
            given = message.split(": ", 1)[1].split()[0]
            hint = nearest(given, self._flags())
            message = f"there is no option {given!r}"
        raise Faults([Fault("", 0, "", message, hint or "See `datatrail --help`.")])


    def _flags(self) -> set[str]:
        """Every option of this parser and of its commands."""
        own = {flag for action in self._actions for flag in action.option_strings}
        commands = [each for action in self._actions if isinstance(action.choices, dict) for each in action.choices.values()]
        return own.union(*(each._flags() for each in commands))


def parser() -> Parser:
    """Every command and option."""
    whole = Parser(prog="datatrail", description="Who may come to hold what about a person under the law of a country, and why.",
                   epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    whole.add_argument("--version", action="version", version=f"datatrail {VERSION}")
    whole.set_defaults(run="serve", host="127.0.0.1", port=8150, no_browser=False, data=None, pack="by")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, about: str, *, pack: str | None = "by", world: bool = False, say_json: bool = True) -> Parser:
        each: Parser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        each.set_defaults(run=name)
        each.add_argument("--data", metavar="DIR", help="a data folder other than the built-in one")
        if pack is not None:
            each.add_argument("pack", nargs="?", default=pack, metavar="PACK", help=f"a pack's id or folder (default {pack or 'all'})")
        if say_json:
            each.add_argument("--json", action="store_true", help="stable JSON instead of a table")
            each.add_argument("--lang", default="en", metavar="en|be|ru", help="language of sentences (default en)")
        if world:
            _world_options(each)
        return each

    serve = command("serve", "serve the explorer on this machine and open the browser (the default)", pack=None, say_json=False)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8150)
    serve.add_argument("--no-browser", action="store_true")
    command("check", "read packs, tell every fault, and run what they are expected to derive", pack="")
    command("spread", "who may come to hold what in one world", world=True)
    why = command("why", "the chains by which an actor may come to hold something", world=True)
    _question_options(why)
    why.add_argument("--limit", type=int, default=20, metavar="N", help="at most so many chains (default 20)")
    can = command("can", "one question answered: may, no, or not known; with chains, the smallest change, and a memo", world=True)
    _question_options(can)
    can.add_argument("--without", metavar="court", help="without this permission")
    can.add_argument("--memo", metavar="FILE", help="write a memo with citations, in Markdown")
    _reform_commands(command)
    export = command("export", "a pack, or a world, in another form", world=True, say_json=False)
    export.add_argument("--to", default="json", metavar="FORM", help="json (the whole pack) or datalog (a clingo program of one world)")
    command("packs", "the packs there are", pack=None)
    command("schema", "the JSON schema of a pack", pack=None, say_json=False)
    seal = command("seal", "one offline HTML file with a lesson", pack="xa", say_json=False)
    seal.add_argument("-o", "--output", metavar="FILE", help="the file to write")
    seal.add_argument("--lesson", metavar="ID", help="the lesson (default: the pack's first)")
    seal.add_argument("--lang", default="en", metavar="en|be|ru")
    seal.add_argument("--handout", action="store_true", help="the printable handout only")
    return whole


def _reform_commands(command: Callable[..., Parser]) -> None:
    """The commands that ask what would change."""
    compare = command("compare", "two worlds: what is gained, lost, gated and kept, and what keeps it", world=True)
    compare.add_argument("--before", action="append", default=[], metavar="KEY=VALUE",
                         help="the other world, where it is not the law as it stands: on=2017-01-01, reform=ID … (repeatable)")
    cut = command("cut", "every smallest change that stops a holding", world=True)
    _question_options(cut)
    cut.add_argument("--over", default="acts", metavar="acts|flows|sources", help="what is taken away (default acts)")
    cut.add_argument("--below", metavar="court", help="so that it is not reached below this permission")
    cut.add_argument("--limit", type=int, default=3, metavar="N",
                     help="try every set up to this size before the solver is asked (1 to 4, default 3)")
    weigh = command("weigh", "how much of the spread hangs on each act", world=True)
    weigh.add_argument("--measure", default="holdings", metavar="holdings|bodies|ungated", help="what is counted (default holdings)")
    command("timeline", "the spread at every change since the first act", world=True)
    breach = command("breach", "what is out when one actor leaks, and what could then be inferred", world=True)
    breach.add_argument("--actor", metavar="ID", help="whose store leaks")
    memory = command("memory", "what is still held, month by month after the day", world=True)
    memory.add_argument("--months", type=int, default=120, metavar="N", help="how far to look (default 120)")
    command("reforms", "the named reforms of a pack")


def _question_options(each: Parser) -> None:
    each.add_argument("--actor", metavar="ID", help="who holds")
    each.add_argument("--information", metavar="ID", help="what is held: a kind of information, or a group of kinds")
    each.add_argument("--consequence", metavar="ID", help="instead of --information: the consequence that opens")


def _world_options(each: Parser) -> None:
    each.add_argument("--persona", metavar="ID", help="whose day (default: the pack's first persona)")
    each.add_argument("--on", metavar="DATE", help="the date, 2025-03-03, 2025-03 or 2025 (default: the pack's own)")
    each.add_argument("--lens", default="practice", metavar="law|practice|capability|alleged")
    each.add_argument("--repeal", action="append", default=[], metavar="ID", help="an act as if it had never been (repeatable)")
    each.add_argument("--reform", action="append", default=[], metavar="NAME|FILE",
                      help="a reform of the pack, or a YAML file (repeatable)")
    each.add_argument("--act", action="append", default=[], metavar="ID",
                      help="what is done that day, instead of the persona's own (repeatable; none: nothing)")
    each.add_argument("--conduct", default="obey", metavar="obey|persist", help="whether practice ends with its repealed basis")
    each.add_argument("--sources", default="all", metavar="all|official", help="whose claims count")


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when an expectation is not met, 2 for a mistake in what was given."""
    try:
        given = parser().parse_args(words)
        if given.run == "serve":
            from app.server import serve
            return serve(given.host, given.port, browser=not given.no_browser, data=given.data)
        answer: int = import_module(f"app.answers.{given.run}").run(given)
        return answer
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
