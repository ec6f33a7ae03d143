"""`interviewer history`: what was practised."""

import click

from interviewer.cli.options import Wishes, json_option, print_json, session_for, settings_for
from interviewer.errors import UsageError
from interviewer.model import Debrief, Language


@click.command()
@click.argument("interview_id", required=False, metavar="[ID]")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many interviews.")
@click.option("--markdown", is_flag=True, help="Print the interview ID as Markdown.")
@json_option
@click.pass_obj
def history(wishes: Wishes, /, interview_id: str | None, limit: int, markdown: bool, as_json: bool) -> None:
    """List past interviews, or show the debrief of one; the beginning of its ID will do."""
    if markdown and not interview_id:
        raise UsageError("--markdown needs the ID of an interview.", "`interviewer history` lists them.")
    settings = settings_for(wishes)
    session = session_for(settings)
    try:
        if interview_id is None:
            debriefs = [session.debrief(interview.id) for interview in session.interviews(limit)]
            _print_list(debriefs, as_json)
        else:
            _print_one(session.debrief(interview_id), settings.interface_language, markdown, as_json)
    finally:
        session.close()


def _print_list(debriefs: list[Debrief], as_json: bool) -> None:
    from interviewer.feedback import percent

    if as_json:
        print_json(interviews=[_summary(debrief) for debrief in debriefs])
        return
    if not debriefs:
        click.echo("No interviews yet: `interviewer practice` begins one.", err=True)
    for debrief in debriefs:
        interview = debrief.interview
        score = "   -" if debrief.overall is None else f"{percent(debrief.overall):3}%"
        state = "" if interview.ended_at else "  unfinished"
        topics = ", ".join(topic for topic, _ in debrief.by_topic)
        count = f"{len(debrief.attempts)}/{len(interview.question_ids)}"
        when = f"{interview.started_at.astimezone():%Y-%m-%d %H:%M}"
        click.echo(f"{interview.id[:8]}  {when}  {score}  {count:>5}  {topics}{state}")


def _summary(debrief: Debrief) -> dict[str, object]:
    interview = debrief.interview
    return {
        "id": interview.id,
        "language": interview.language,
        "started_at": interview.started_at,
        "ended_at": interview.ended_at,
        "questions": len(interview.question_ids),
        "answered": len(debrief.attempts),
        "score": debrief.overall,
        "by_topic": dict(debrief.by_topic),
    }


def _print_one(debrief: Debrief, interface: Language, markdown: bool, as_json: bool) -> None:
    from interviewer.feedback import debrief_lines
    from interviewer.formats.markdown import debrief_markdown
    from interviewer.phrases import PHRASES

    if as_json:
        print_json(
            **_summary(debrief),
            attempts=[attempt for _, attempt in debrief.attempts],
            missed=[
                {
                    "question_id": missed.question.id,
                    "point_id": missed.point.id,
                    "status": missed.match.status,
                }
                for missed in debrief.missed
            ],
            drill=[question.id for question in debrief.drill],
        )
    elif markdown:
        click.echo(debrief_markdown(debrief, interface), nl=False)
    else:
        click.echo("\n".join(debrief_lines(debrief, PHRASES[interface])))
