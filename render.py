"""The command line of Unrolled: options become jobs, jobs become files, their paths are printed. No logic lives here."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial, wraps
from os import cpu_count, fsencode
from pathlib import Path
from shlex import join
from traceback import print_exception
from typing import Any

import click

from model.calling import PROGRAM, page
from model.errors import UnrolledError, UsageError, brief, clipped, counted, named
from model.files import cache_obstacle, require_suffix, written
from scenes.mobjects.theme import THEMES, WEIGHTS
from scenes.stage import catalogue, endings, lectures, planning
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, RenderJob, among_others, remarks
from scenes.stage.outputs import mixed, stamps, stopped, unmade
from scenes.stage.version import own_version

DEFAULT = f"`render` is the default command: `{PROGRAM} lstm_gates --text 'not good'` renders a film."
UNWRITTEN = "Stopped: nothing was written."
FILE = click.Path(dir_okay=False, path_type=Path)


@contextmanager
def bounded() -> Iterator[None]:
    """Shorten what click says of options in the block, where it quotes what is long."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # it is the help, and no word too long
    except click.UsageError as error:
        raise click.UsageError(clipped(error.format_message(), 280), error.ctx) from None


class DefaultGroup(click.Group):
    """A group whose ``render`` command is meant when the first word names no command; called, it is the whole of a program."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with endings.as_unix():
            return super().__call__(*args, **kwargs)

    make_context = endings.explained(UNWRITTEN)(bounded()(click.Group.make_context))
    invoke = endings.explained(UNWRITTEN)(bounded()(click.Group.invoke))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``render`` before what is neither a command nor one of the group's own options."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "--version"):
            args = ["render", *args]
        return super().parse_args(ctx, args)


class Registered(click.ParamType):  # type: ignore[type-arg]  # generic in new versions of click only
    """One of the names in a registry, which is looked up when it is needed: most commands need not import what is registered."""

    name = "choice"

    def __init__(self, registry: Callable[[], Iterable[str]], called: str = "") -> None:
        self._registry, self._called = registry, called

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names as the help shows them, or how they are called where there are too many for a line."""
        return self._called or f"[{'|'.join(self._registry())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a name that is registered; others are wrong usage."""
        if value not in (names := tuple(self._registry())):
            self.fail(f"{value!r} is not one of {', '.join(map(repr, names))}.", param, ctx)
        return str(value)


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """Add ``-v`` to a command, and print what goes wrong as ``Error: ...`` with exit status 1, without it the traceback."""

    @click.option("-v", "--verbose", is_flag=True, help="Show tracebacks and details.")
    @wraps(command)
    def wrapper(*args: Any, verbose: bool, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except UnrolledError as error:
            if verbose:
                print_exception(error)
            raise click.ClickException(str(error)) from None

    return wrapper


def matrix(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say of an attention matrix what its file does not."""
    for option in (
        click.option("--unnormalized", is_flag=True, help="The rows of an attention matrix need not add up to one."),
        click.option("--target-words", type=FILE, help="The words of the rows of an .npy, one a line."),
        click.option("--source-words", type=FILE, help="The words of the columns of an .npy, one a line."),
    ):
        command = option(command)
    return command


def looks(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say which sentence is filmed, and in which colours."""
    for option in (
        click.option("--map", "weights", default="hue", show_default=True, type=click.Choice(WEIGHTS), help="How weights look."),
        click.option("--theme", default="dark", show_default=True, metavar="|".join([*THEMES, "FILE.toml"]), help="The colours."),
        click.option("--text-file", type=FILE, help="The same, in a file."),
        click.option("--text", metavar="TEXT", help="The sentence to film; default: one of the film's own."),
    ):
        command = option(command)
    return command


def subject(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is filmed, and how it looks."""
    for option in (
        click.option("--convention", metavar="NAME", help="How a gated cell is written, in films that show one."),
        click.option("--vector", metavar="NUMBERS", help='The numbers to begin with, "5,0.1,-0.5" say, in films that take some.'),
        click.option("--ticks", metavar="N", help="How often a clock ticks before it tocks, in films that show one."),
        click.option("--gap", metavar="N", help="How many words lie between, in films of networks that were trained at a gap."),
        click.option("--items", metavar="A,B,C", help="What is in the order to be learned, in films that show one."),
        click.option("--unit", type=int, metavar="N", help="The unit that is followed, counted from 1 [the film chooses]."),
        click.option("--word", type=int, metavar="N", help="The word shown in full, counted from 1; default: the film chooses."),
        matrix,
        click.option("--trace", "traces", multiple=True, type=FILE, help="A saved trace, or a matrix (.npz, .npy, .csv)."),
        click.option("--cell", "cells", multiple=True, metavar="KIND", help="The bundled model that reads with such a cell."),
        click.option("--model", "models", multiple=True, metavar="NAME|FILE", help="A bundled model, or what `train` wrote."),
        looks,
    ):
        command = option(command)
    return command


def drawn(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is made of films, where, and by whom."""
    for option in (
        click.option("--cache/--no-cache", default=True, help="Keep parts of films, and use those that are unchanged [--cache]."),
        click.option("--cluster", metavar="tcp://HOST:PORT", help=f"Let a Dask scheduler's workers draw ({page('cluster.md')})."),
        click.option("-j", "--jobs", "workers", type=click.IntRange(min=1), help="Drawing processes; default: one a core."),
        click.option(
            "-o", "--output", default="media", show_default=True, metavar="PATH", help="A folder, or a name such as film.gif."
        ),
        click.option("--clips", is_flag=True, help="A file for each act, numbered."),
        click.option("--moment", is_flag=True, help="Only the film's moment: the few seconds that show its one idea."),
        click.option("-q", "--quality", default="1080p60", show_default=True, type=click.Choice(list(QUALITIES))),
        click.option(
            "-f", "--format", "formats", multiple=True, type=click.Choice(list(FORMATS)), help="May be repeated [mp4, or by -o]."
        ),
    ):
        command = option(command)
    return command


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=DEFAULT)
@click.version_option(own_version(), prog_name="unrolled")
def main() -> None:
    """Films of what recurrent networks really compute: every number comes from a model that was really run."""


@main.command()
@click.argument("scenes", nargs=-1, metavar="SCENE...")
@click.option("--all", "everything", is_flag=True, help="Render every film.")
@subject
@click.option("--act", metavar="NAME", help="Only the act with this name, such as 'forget gate'.")
@drawn
@click.option("--watch", is_flag=True, help="Render again whenever the film's code, its text, trace or model changes.")
@plainly
def render(scenes: tuple[str, ...], everything: bool, watch: bool, output: str, formats: tuple[str, ...], **options: Any) -> None:
    """Render films and print the paths of their files."""
    stories = _stories(scenes, everything)
    options["clips"] &= not watch  # each run finds its own acts
    workers, cluster = options.pop("workers"), options.pop("cluster")
    jobs = _planned(stories, planning.Intent(output, formats, everything=everything), **options)
    if watch:
        from scenes.stage.many import watching

        watching.keep([each for each in sys.argv if each != "--watch"], jobs, partial(click.echo, err=True))
        return
    _make(jobs, workers, cluster)


@main.command()
@click.argument("name", required=False, metavar="LECTURE")
@click.option("--films", metavar="A,B,C", help="A lecture of your own: these films, in this order; A:CELL or A:CELL+CELL.")
@click.option("--long", is_flag=True, help="Also the films of variants and of what was measured, each in its place.")
@looks
@drawn
@plainly
def lecture(name: str | None, films: str | None, long: bool, output: str, formats: tuple[str, ...], **options: Any) -> None:
    """Render the films of a lecture into one folder, numbered in their order, all of one sentence."""
    workers, cluster = options.pop("workers"), options.pop("cluster")
    told = lectures.lecture(name, films, long)
    if options["text_file"] is None and options["text"] is None:
        options["text"] = told.text
    stories, own = [catalogue.find(part.film) for part in told.films], [part.options for part in told.films]
    _make(_planned(stories, planning.Intent(output, formats, numbered=True), own=own, **options), workers, cluster)


def _stories(scenes: Sequence[str], everything: bool) -> tuple[catalogue.Story, ...]:
    """Return the films that are named, each once, or every film."""
    if scenes and everything:
        raise click.UsageError("Name films, or give --all, not both.")
    stories = catalogue.stories() if everything else tuple(dict.fromkeys(map(catalogue.find, scenes)))
    if not stories:
        raise click.UsageError("Name a film, or give --all; `list` shows what there is.")
    return stories


def _planned(stories: Sequence[catalogue.Story], intent: planning.Intent, **options: Any) -> tuple[RenderJob, ...]:
    """Return the jobs for some films, which remember what was typed."""
    return planning.plan(intent, stories, command=written(f"{PROGRAM} {join(sys.argv[1:])}"), **options).jobs


def _make(jobs: Sequence[RenderJob], workers: int | None, cluster: str | None) -> None:
    """Render jobs, print the paths of their files, and say at the end what went wrong."""
    if jobs[0].cache and (obstacle := cache_obstacle()):
        click.echo(obstacle, err=True)
    failures: list[UnrolledError] = []
    made: set[Path] = set()
    say = _each_once()
    with endings.explained(partial(stopped, jobs, stamps(jobs))):
        for outcome in _rendered(jobs, workers or cpu_count() or 1, cluster):
            if isinstance(outcome, UnrolledError):
                failures.append(outcome)
            else:
                say(remarks(outcome.unknown, outcome.left_out))
                click.echo(b"\n".join(map(fsencode, outcome.paths)))
                made.update(outcome.paths)
    _say(mixed(jobs, made))
    _fail(failures, unmade(jobs, made))


def _each_once() -> Callable[[Iterable[str]], None]:
    """Return what prints sentences to standard error, each once: what is so of one film is so of many."""
    said: set[str] = set()

    def say(sentences: Iterable[str]) -> None:
        fresh = [each for each in sentences if each not in said]
        said.update(fresh)
        _say(fresh)

    return say


def _fail(failures: Sequence[UnrolledError], result: str = "") -> None:
    """Raise what went wrong, if anything did: the same sentence of several films once, and what came of it."""
    sentences = dict.fromkeys((*map(str, failures), *filter(None, [result])))
    if failures:
        raise failures[0] if len(sentences) == 1 else UnrolledError(" ".join(sentences))


def _rendered(jobs: Sequence[RenderJob], workers: int, address: str | None) -> Iterator[Any]:
    """Render jobs, here or on a cluster, with a progress bar for each while they run."""
    from scenes.stage.bars import bars
    from scenes.stage.many import cluster, pool

    make: Any = pool.render if address is None else partial(cluster.render, address=address)
    with bars([job.scene for job in jobs]) as report:
        yield from make(jobs, workers=workers, report=report)


def _say(sentences: Iterable[str], *, err: bool = True) -> None:
    for sentence in sentences:
        click.echo(sentence, err=err)


@main.command("list")
@click.argument("names", nargs=-1, metavar="")
@click.option("--for", "path", type=FILE, metavar="FILE", help="Only those that can tell of this trace, or attention matrix.")
@click.option("--words", "model", metavar="NAME|FILE", help="The words that this model knows, one a line, in place of films.")
@matrix
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@plainly
def list_films(names: tuple[str, ...], as_json: bool, path: Path | None, model: str | None, **about: Any) -> None:
    """Show every film and every bundled model, or the words that a model knows."""
    if names:
        raise UsageError(
            f"list shows all films: leave {brief(names[0])} out, or give it with --for (a file) or --words (a model)."
        )
    from model import zoo
    from scenes.stage import tellers

    if model is not None:
        words = tellers.words(model, path, **about)
        click.echo(json.dumps({"words": words}, ensure_ascii=False) if as_json else "\n".join(words))
        return
    found = tellers.tellers(path, **about)
    films, others = [story for story, reason in found if not reason], {story.name: reason for story, reason in found if reason}
    if as_json:
        facts = {"models": list(zoo.names()), "formats": list(FORMATS), "themes": list(THEMES)}
        click.echo(json.dumps({"films": [asdict(story) for story in films], "others": others, **facts}))
        return
    wide = max(len(story.name) for story, _ in found)
    _say((f"{story.name:{wide}}  {story.summary}" for story in films), err=False)
    _say(f"{name:{wide}}  {reason}" for name, reason in others.items())
    if path is None:
        click.echo(f"\nmodels: {', '.join(zoo.names())}\nthemes: {', '.join(THEMES)}; your own: {page('themes.md')}")


@main.command()
@click.argument("model", metavar="MODEL|FILE")
@click.option("--text", metavar="TEXT", help="What the model reads.")
@matrix
@click.option(
    "--with", "needs", multiple=True, metavar="ARRAY", help="An array that is else not computed, such as hidden_gradient."
)
@click.option(
    "--without", multiple=True, metavar="ARRAY", help="An array to leave out, such as weight or memory; may be repeated."
)
@click.option("-o", "--output", required=True, type=FILE, help="The .npz file to write.")
@plainly
def trace(model: str, text: str | None, without: tuple[str, ...], output: Path, **about: Any) -> None:
    """Run MODEL (a bundled name or a weights file) on a text and save all that it computed; or save what is in FILE as a trace.

    FILE is a trace, or an attention matrix (.npz, .npy, .csv).
    """
    from scenes.stage import sources

    if text is None and not sources.is_saved(model):
        raise click.UsageError("Missing option '--text': a model needs something to read.")
    require_suffix(output, ".npz", "Traces")
    found = sources.sources_in(model, text, **about)
    [computed] = found.traces
    _say(remarks(found.unknown, found.left_out))
    computed.without(*without).save(output)
    _say([f"{named(model)} {computed.outcome}."] if computed.outcome else [])
    click.echo(fsencode(output))


@main.command()
@click.argument("scenes", nargs=-1, metavar="SCENE...")
@click.option("--all", "everything", is_flag=True, help="Check every film.")
@subject
@click.option("--json", "as_json", is_flag=True, help="Print every reading of every beat, in a line for each film.")
@plainly
def audit(scenes: tuple[str, ...], everything: bool, as_json: bool, **options: Any) -> None:
    """Check that everything that films show was computed, without drawing them."""
    failures: list[UnrolledError] = []
    say, stories = _each_once(), _stories(scenes, everything)
    for story in stories:
        given = lectures.fitting(story, options) if everything else options
        try:
            _audit(RenderJob(scene=story.name, formats=(), folder=Path(), quality="480p15", **given), as_json, say)
        except UnrolledError as error:
            failures.append(among_others(error, story.name) if len(stories) > 1 else error)
    _fail(failures)


def _audit(job: RenderJob, as_json: bool, say: Callable[[Iterable[str]], None]) -> None:
    """Check a film and print what was found; raises :class:`UsageError` if it shows what was not computed."""
    from scenes.stage import worker

    name = job.scene
    report, unknown, left_out = worker.inspect(job)
    say(remarks(unknown, left_out))
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    _say(report.problems)
    if report.problems:
        raise UsageError(f"{named(name)} shows what was not computed: {counted(len(report.problems), 'problem')}.")
    found = f"{counted(len(report.rows), 'reading')}, {counted(len(report.identities), 'equation')}"
    click.echo(f"{name}: {found}, all {f'as {report.mark}' if report.mark else 'true'}.", err=as_json)


def _registries() -> tuple[Any, Any]:
    from model import cells, recipes

    return recipes.TASKS, cells.CELLS


UNLEARNED = "Nothing was learned yet, and nothing is saved."


class TrainCommand(click.Command):
    """A command whose help says what each task takes."""

    make_context = endings.explained(UNLEARNED)(click.Command.make_context)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the docstring, then a paragraph about the data of every task."""
        super().format_help_text(ctx, formatter)
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(f"TASK is one of {', '.join(_registries()[0])}.")
            for name, task in _registries()[0].items():
                if task.data:
                    formatter.write_paragraph()
                    formatter.write_text(f"For `{name}`, --data is {task.data}.")
            formatter.write_paragraph()
            formatter.write_text("The others make their own examples: they take no --data.")


@main.command(cls=TrainCommand)
@click.argument("task", type=Registered(lambda: _registries()[0], "TASK"))
@click.option("--data", type=FILE, help="Your own examples; default: the bundled ones.")
@click.option("--text-column", metavar="NAME", help="The column of a table in which the texts are [text].")
@click.option("--label-column", metavar="NAME", help="The column of a table in which the labels are [label].")
@click.option("--languages", metavar="FROM,TO", help="What the two languages of pairs are called, such as German,English.")
@click.option("--skip-bad-rows", is_flag=True, help="Leave out the rows that cannot be used, and say which.")
@click.option("--cell", type=Registered(lambda: _registries()[1]), help="The recurrent cell of `reviews`; default: lstm.")
@click.option("--minutes", type=float, help="How long it may take in all; what comes of it depends on the machine then.")
@click.option("--seed", type=click.IntRange(min=0), help="Default: the seed of the bundled model.")
@click.option("-o", "--output", required=True, type=FILE, help="The .safetensors file to write.")
@plainly
def train(task: str, output: Path, **asked: Any) -> None:
    """Train a model, print its score on what was held out from training, and save its weights. Ctrl-C keeps the best so far."""
    with endings.explained(UNLEARNED):
        from model import recipes, zoo
        from scenes.stage import training

        with training.attended(output, asked["data"]) as (aside, told):
            trained = recipes.train(task, **asked, **told)
            aside.write_bytes(zoo.packed(trained.network))
    _say(recipes.report(trained))
    click.echo(fsencode(output))


@main.command()
@plainly
def doctor() -> None:
    """Say what this installation consists of, and draw one tiny film to prove that it works."""
    from scenes.stage import doctor as checks

    _say(checks.examine(), err=False)


if __name__ == "__main__":
    main()
