"""The words printed on a sheet, a key and a scorecard, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from interviewer.model import Difficulty, Language


@dataclass(frozen=True, slots=True)
class Paper:
    """One language's words; `{...}` are filled in with `str.format`."""

    # On every page
    sheet: str
    key: str
    scorecard: str
    for_interviewers: str
    question: str  # number
    questions_and_minutes: str  # questions, minutes
    one_question: str
    questions: str  # count
    minutes: str  # minutes
    only_in: Mapping[Language, str]
    label: str  # label
    comma: str
    last_comma: str  # between the last two of a list
    either: str  # between two of which one will do
    open_quote: str
    close_quote: str

    # The sheet
    name: str
    date: str
    sheet_advice: str
    answer: str

    # The key
    difficulty: Mapping[Difficulty, str]
    key_points: str  # points, weight
    no_key_points: str
    required: str
    weight: str  # weight
    of_these: str  # need, points
    also_counts: str
    ask: str
    warning: str
    model_answer: str
    sources: str
    licence: str

    # The scorecard
    candidate: str
    role: str
    interviewer: str  # number
    interviewer_column: str  # number
    how_to: str
    rules: tuple[str, ...]
    points: str
    point: str
    weight_column: str
    sum: str  # total
    minutes_used: str  # minutes
    rating: str
    rating_column: str
    sum_column: str
    anchor_column: str
    from_to: str  # least, most
    anchor_all: str
    anchor_all_but: str  # points, weight
    anchor_above: str
    anchor_above_required: str  # points
    anchor_half: str  # points, weight
    anchor_half_required: str  # required, points, weight
    anchor_half_loose: str  # points: the required ones
    anchor_below: str
    anchor_below_required: str  # points: one of them
    anchor_least: str  # points, weight
    anchor_nothing: str
    anchor_claim: str  # claim
    point_number: str  # numbers: one
    point_numbers: str  # numbers: several
    no_anchors: str
    evidence: str
    summary: str
    ratings: str
    question_column: str
    planned_column: str
    total: str  # most
    time_used: str
    mean: str
    mean_note: str
    recommendation: str
    recommendations: tuple[str, ...]
    reason: str
    signature: str


EN = Paper(
    sheet="Questions",
    key="Answer key",
    scorecard="Scorecard",
    for_interviewers="For interviewers only. Do not show or hand to candidates.",
    question="Question {number}",
    questions_and_minutes="{questions} · {minutes}",
    one_question="1 question",
    questions="{count} questions",
    minutes="{minutes} min",
    only_in={Language.ZH: "in Chinese only", Language.EN: "in English only"},
    label="{label}:",
    comma=", ",
    last_comma=" and ",
    either=" or ",
    open_quote="“",
    close_quote="”",
    name="Name",
    date="Date",
    sheet_advice="Answer in your own words. The minutes are a guide, not a limit.",
    answer="Answer",
    difficulty={Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "hard"},
    key_points="Key points (weight {weight} in all)",
    no_key_points="No key points are written down for this question.",
    required="required",
    weight="weight {weight}",
    of_these="Of {points}, any {need} will do; more of them add nothing.",
    also_counts="Also counts",
    ask="Ask when it is missing",
    warning="Warning signs",
    model_answer="Model answer",
    sources="Sources",
    licence="Licence",
    candidate="Candidate",
    role="Position",
    interviewer="Interviewer {number}",
    interviewer_column="Int. {number}",
    how_to="How to use it",
    rules=(
        "Each interviewer fills in one column of a copy of their own, without looking at anybody else's.",
        "During the interview, write down what the candidate says, word for word, before you judge it.",
        "Mark each point: ✓ made without help (its full weight), ~ made in part or only when asked for (half its "
        "weight), nothing where it is missing or a warning sign was said instead.",
        "Add up the weights and rate each question from 1 to 5 by its anchors, straight after the interview. Rate "
        "what was said, not how it was said.",
        "Only when everybody has rated, put the columns side by side. Talk about questions whose ratings are two or "
        "more apart first, with the evidence; change a rating only for evidence that you had missed.",
    ),
    points="Key points",
    point="Key point",
    weight_column="Weight",
    sum="Sum (of {total})",
    minutes_used="Minutes (planned: {minutes})",
    rating="Rating (1 to 5)",
    rating_column="Rating",
    sum_column="Sum",
    anchor_column="What such an answer is like",
    from_to="{least} to {most}",
    anchor_all="Makes every key point; a few at most only in part or when asked for.",
    anchor_all_but="Makes every key point, or lacks little: for instance only {points} (weight {weight}).",
    anchor_above="Better than a 3, but gaps remain.",
    anchor_above_required="Better than a 3, but gaps remain; none of them in {points}.",
    anchor_half="Makes about half of it: for instance {points} (weight {weight}).",
    anchor_half_required="Makes about half of it, with {required}: for instance {points} (weight {weight}).",
    anchor_half_loose="Makes about half of it; {points} only in part or when asked for.",
    anchor_below="A few points, or the main ones only in part or when asked for.",
    anchor_below_required="A few points, or the main ones only in part or when asked for; or more without {points}.",
    anchor_least="Makes hardly anything: for instance only {points} (weight {weight}).",
    anchor_nothing="Makes none of the key points.",
    anchor_claim="Or says something wrong instead of the heart of it, and stays with it when asked: {claim}",
    point_number="point {numbers}",
    point_numbers="points {numbers}",
    no_anchors="No key points, so no anchors: agree on what a 1, a 3 and a 5 are before the first interview.",
    evidence="Evidence: what the candidate said",
    summary="Summary",
    ratings="Ratings",
    question_column="Question",
    planned_column="Minutes",
    total="Total of rating × minutes (at most {most})",
    time_used="Minutes used",
    mean="Mean rating",
    mean_note="A question counts by its planned minutes: rating × minutes, added up. The total divided by {minutes} is "
    "the mean rating, from 1 to 5.",
    recommendation="Recommendation",
    recommendations=("strong no", "no", "yes", "strong yes"),
    reason="Reasons, with the evidence that decides",
    signature="Name and signature",
)

ZH = Paper(
    sheet="面试题",
    key="参考答案与评分要点",
    scorecard="评分表",
    for_interviewers="仅供面试官使用，请勿出示或交给候选人。",
    question="第 {number} 题",
    questions_and_minutes="{questions} · {minutes}",
    one_question="共 1 题",
    questions="共 {count} 题",
    minutes="{minutes} 分钟",
    only_in={Language.ZH: "仅有中文", Language.EN: "仅有英文"},
    label="{label}：",
    comma="、",
    last_comma=" 和 ",
    either="或",
    open_quote="“",
    close_quote="”",
    name="姓名",
    date="日期",
    sheet_advice="请用自己的话作答。所标时间仅供参考，并非时限。",
    answer="作答",
    difficulty={Difficulty.EASY: "简单", Difficulty.MEDIUM: "中等", Difficulty.HARD: "困难"},
    key_points="要点（权重合计 {weight}）",
    no_key_points="这道题没有写明要点。",
    required="必答",
    weight="权重 {weight}",
    of_these="{points} 中答出任意 {need} 个即可，多答不加分。",
    also_counts="同样算对",
    ask="缺失时追问",
    warning="危险信号",
    model_answer="参考回答",
    sources="出处",
    licence="许可",
    candidate="候选人",
    role="职位",
    interviewer="面试官 {number}",
    interviewer_column="面试官 {number}",
    how_to="使用方法",
    rules=(
        "每位面试官各用一份，只填自己的一栏，填写期间不看他人的评分。",
        "面试过程中先逐字记下候选人说了什么，再作判断。",
        "逐个要点作记号：✓ 表示未经提示即答出（计全部权重），~ 表示只答出一部分或经追问才答出（计一半权重）；"
        "没有答出，或说的是危险信号，则留空。",
        "面试一结束就把权重加起来，对照评分标准给每道题打 1 至 5 分。只看说了什么，不看说得是否漂亮。",
        "所有人都评完之后，再把各栏放在一起。先讨论相差两分及以上的题目，以记录为依据；只有发现自己漏掉了证据，才修改评分。",
    ),
    points="要点记录",
    point="要点",
    weight_column="权重",
    sum="合计（满分 {total}）",
    minutes_used="用时（计划 {minutes}）",
    rating="评分（1 至 5）",
    rating_column="评分",
    sum_column="合计",
    anchor_column="这样的回答是什么样的",
    from_to="{least} 至 {most}",
    anchor_all="答出全部要点；至多有少数只答出一部分，或经追问才答出。",
    anchor_all_but="答出全部要点，或所缺不多：例如仅缺{points}（权重 {weight}）。",
    anchor_above="比 3 分好，但仍有缺漏。",
    anchor_above_required="比 3 分好，但仍有缺漏；{points} 不在其列。",
    anchor_half="答出约一半：例如{points}（权重 {weight}）。",
    anchor_half_required="答出约一半，其中必有{required}：例如{points}（权重 {weight}）。",
    anchor_half_loose="答出约一半；{points}只答出一部分，或经追问才答出。",
    anchor_below="只答出少数要点，或主要的要点只答出一部分、经追问才答出。",
    anchor_below_required="只答出少数要点，或主要的要点只答出一部分、经追问才答出；或者答得更多，但缺少{points}。",
    anchor_least="几乎没有答出什么：例如仅答出{points}（权重 {weight}）。",
    anchor_nothing="一个要点也没有答出。",
    anchor_claim="或者在核心之处说错，追问之后仍坚持：{claim}",
    point_number="要点 {numbers}",
    point_numbers="要点 {numbers}",
    no_anchors="没有要点，也就没有评分标准：请在第一场面试之前商定 1 分、3 分和 5 分各是什么样的回答。",
    evidence="依据：候选人的原话",
    summary="汇总",
    ratings="各题评分",
    question_column="题目",
    planned_column="分钟",
    total="评分 × 分钟的总和（最高 {most}）",
    time_used="实际用时",
    mean="平均评分",
    mean_note="每道题按计划用时计权：评分 × 分钟，再相加。总和除以 {minutes} 即为 1 至 5 之间的平均评分。",
    recommendation="录用建议",
    recommendations=("坚决反对", "反对", "赞成", "坚决赞成"),
    reason="理由，以及起决定作用的依据",
    signature="姓名与签字",
)

PAPER: Mapping[Language, Paper] = {Language.EN: EN, Language.ZH: ZH}
