"""What is said about the scores of many candidates, in the terminal and in the report."""

from typing import NamedTuple

from interviewer.model import Language

Counted = tuple[str, str]
"""What is said of one, and of any other number; `counted` fills it in."""


class ReportPhrases(NamedTuple):
    """One language's wording; `{...}` are filled in with `str.format`."""

    # In the terminal
    graded: str  # answers, candidates, questions, percent
    some_answers: Counted
    some_candidates: Counted
    some_questions: Counted
    look_at: str  # count
    unanswered_count: str  # count
    unread_count: str  # count
    again_count: str  # count
    outside: str  # count
    ignored: str  # columns
    taken_over: str  # count
    complete: str  # out
    bad_rows: str  # count
    bad_scores: str  # count
    no_column: str  # question
    no_column_near: str  # question, column
    pages: str  # path, folder, count
    agreement: str  # n, figures
    evaluate: str  # command
    interrupted: str  # count

    # On every page
    title: str
    caution: str
    scorer: str  # scorer
    overview: str

    # The overview
    answers: str
    candidates: str
    questions: str
    mean: str
    to_look_at: str
    unanswered: str
    unread_answers: str
    left_out: str
    people: str
    people_about: str  # n
    first: str
    first_about: str
    nothing_first: str
    more: str  # count
    distribution: str
    answers_by_score: str
    candidates_by_score: str
    histogram: str  # what, count, bins
    by_question: str
    most_missed: str
    missed_by: str  # percent
    table: str
    table_about: str
    bands: str
    total: str
    candidate: str
    question: str
    score: str
    why: str
    row: str  # row
    row_of: str  # row, candidate
    tables: str  # first, last

    # A candidate
    answered_of: str  # answered, asked
    answered_and_unread: str  # answered, asked, unread
    not_read: str
    points: str
    point: str
    status: str
    answer: str
    no_answer: str
    ask: str
    human: str  # percent
    learned: str  # change
    not_in_bank: str

    # Why somebody should look
    unread: str
    other_question: str
    unreadable: str
    person_differs: str
    doubt: str
    border: str
    cut: str


EN = ReportPhrases(
    graded="{answers} of {candidates} to {questions}; mean {percent} %.",
    some_answers=("{:,} answer", "{:,} answers"),
    some_candidates=("{:,} candidate", "{:,} candidates"),
    some_questions=("{:,} question", "{:,} questions"),
    look_at="To look at first: {count:,}.",
    unanswered_count="Unanswered, scored as 0: {count:,}.",
    unread_count="Could not be read, without a score and in no mean: {count:,}.",
    again_count="Answered more than once; a candidate's last answer to a question counts: {count:,}.",
    outside="Answers to questions outside the set, left out: {count:,}.",
    ignored="Columns that are not read: {columns}.",
    taken_over="Going on from where it stopped: {count:,} answers had been scored.",
    complete="{out} is complete: the same answers have been scored before. --restart scores them anew.",
    bad_rows="Bad rows, left out: {count:,}.",
    bad_scores="Rows whose human score is not from 0 to 1, graded without it: {count:,}.",
    no_column="There is no column for {question}, which is in the set.",
    no_column_near="There is no column for {question}. Is {column!r} meant?",
    pages="{path}, with pages in {folder}: {count:,}",
    agreement="With the human scores ({n:,}): {figures}",
    evaluate="`{command}` compares them in full.",
    interrupted="Stopped. {count:,} scores are kept; the same command goes on from there.",
    title="Scores of written answers",
    caution="These scores support a person's judgement and do not replace it. Read the answer before you decide "
    "anything about somebody.",
    scorer="scored by {scorer}",
    overview="Overview",
    answers="Answers",
    candidates="Candidates",
    questions="Questions",
    mean="Mean score",
    to_look_at="To look at",
    unanswered="Unanswered",
    unread_answers="Could not be read",
    left_out="Rows with something wrong",
    people="Agreement with people",
    people_about="Beside {n:,} scores that people gave. Kappa is weighted quadratically; it is there for up to 11 "
    "different grades.",
    first="Look at these first",
    first_about="The score is unsure, or something speaks against it; the most unsure come first.",
    nothing_first="Nothing speaks against any of the scores.",
    more="and {count:,} more, marked “?” in the tables",
    distribution="How the scores are spread",
    answers_by_score="Answers by score",
    candidates_by_score="Candidates by mean score",
    histogram="{what}: {count:,} in all. In steps of 10 %, from 0 %: {bins}.",
    by_question="Question by question",
    most_missed="Missed most",
    missed_by="missed by {percent} %",
    table="Candidates and questions",
    table_about="Scores in %, highest mean first. “?” marks what to look at and, without a score, what could not be "
    "read; “∅” what was left unanswered, “–” what was not asked.",
    bands="Bands",
    total="Mean",
    candidate="Candidate",
    question="Question",
    score="Score",
    why="Why",
    row="row {row}",
    row_of="row {row}, {candidate}",
    tables="Candidates {first:,} to {last:,}",
    answered_of="answered {answered} of {asked}",
    answered_and_unread="answered {answered} of {asked}; could not be read: {unread}",
    not_read="There may be an answer in the file, but it could not be read. It has no score and is in no mean.",
    points="Key points",
    point="Key point",
    status="Status",
    answer="Answer",
    no_answer="No answer.",
    ask="To ask in a follow-up",
    human="a person gave {percent} %",
    learned="graded answers changed this by {change:+.2f}",
    not_in_bank="This question has left the bank.",
    unread="could not be read",
    other_question="looks like an answer to another question",
    unreadable="does not read like sentences",
    person_differs="far from the score a person gave",
    doubt="may say the opposite of a point",
    border="hangs on points near the border",
    cut="too long: only its beginning was read",
)

ZH = ReportPhrases(
    graded="共 {candidates}对 {questions}的 {answers}；平均 {percent} %。",
    some_answers=("{:,} 份作答", "{:,} 份作答"),
    some_candidates=("{:,} 位候选人", "{:,} 位候选人"),
    some_questions=("{:,} 道题", "{:,} 道题"),
    look_at="建议先看：{count:,} 份。",
    unanswered_count="未作答，记 0 分：{count:,} 份。",
    unread_count="无法读取，没有分数，也不计入平均：{count:,} 份。",
    again_count="重复作答（同一人同一题以最后一份为准）：{count:,} 份。",
    outside="不在题集内的作答，未计入：{count:,} 份。",
    ignored="没有读取的列：{columns}。",
    taken_over="从上次停下的地方继续：已有 {count:,} 份评分。",
    complete="{out} 已完成：同样的作答之前已评过分。要重新评分，请加 --restart。",
    bad_rows="有问题的行，未计入：{count:,}。",
    bad_scores="人工评分不在 0 到 1 之间的行（作答已评分，人工评分已忽略）：{count:,}。",
    no_column="题集中的 {question} 没有对应的列。",
    no_column_near="{question} 没有对应的列。是不是 {column!r}？",
    pages="{path}，另有 {count:,} 个页面在 {folder}",
    agreement="与人工评分（{n:,} 份）相比：{figures}",
    evaluate="完整对比请运行 `{command}`。",
    interrupted="已停止。{count:,} 份评分已保存；再次运行同一命令即可继续。",
    title="书面作答评分",
    caution="这些分数用于辅助人的判断，不能代替人的判断。对任何人作出决定之前，请先读他的作答。",
    scorer="评分器：{scorer}",
    overview="总览",
    answers="作答",
    candidates="候选人",
    questions="题目",
    mean="平均分",
    to_look_at="需要查看",
    unanswered="未作答",
    unread_answers="无法读取",
    left_out="有问题的行",
    people="与人工评分的一致程度",
    people_about="与 {n:,} 份人工评分对照。Kappa 为二次加权，仅在人工评分不超过 11 档时给出。",
    first="请先看这些",
    first_about="这些分数没有把握，或有与之不符的迹象；越靠前越没有把握。",
    nothing_first="没有与任何分数不符的迹象。",
    more="另有 {count:,} 份，在表中以“?”标出",
    distribution="分数分布",
    answers_by_score="作答数（按分数）",
    candidates_by_score="候选人数（按平均分）",
    histogram="{what}：共 {count:,}。自 0 % 起每 10 % 一档：{bins}。",
    by_question="逐题",
    most_missed="最常遗漏",
    missed_by="{percent} % 的人遗漏",
    table="候选人与题目",
    table_about="分数以 % 计，按平均分从高到低。“?”表示需要查看，没有分数的“?”表示无法读取，"
    "“∅”表示未作答，“–”表示没有问到。",
    bands="分段",
    total="平均",
    candidate="候选人",
    question="题目",
    score="分数",
    why="原因",
    row="第 {row} 行",
    row_of="第 {row} 行，{candidate}",
    tables="第 {first:,} 至 {last:,} 位候选人",
    answered_of="答了 {answered} / {asked} 题",
    answered_and_unread="答了 {answered} / {asked} 题；无法读取：{unread}",
    not_read="文件中可能有作答，但无法读取。没有分数，也不计入平均。",
    points="要点",
    point="要点",
    status="状态",
    answer="作答",
    no_answer="没有作答。",
    ask="可以追问",
    human="人工评分 {percent} %",
    learned="已评分的作答使其改变 {change:+.2f}",
    not_in_bank="题库中已没有这道题。",
    unread="无法读取",
    other_question="像是在回答另一道题",
    unreadable="读起来不像句子",
    person_differs="与人工评分相差很大",
    doubt="可能与某个要点相反",
    border="取决于处在边界上的要点",
    cut="太长：只读了开头部分",
)


def counted(forms: Counted, count: int) -> str:
    """A number with what is counted."""
    return forms[count != 1].format(count)


REPORT_PHRASES = {Language.EN: EN, Language.ZH: ZH}
