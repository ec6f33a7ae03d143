"""What is said about rows of answers that cannot be used."""

from typing import NamedTuple

from interviewer.model import Language


class RowPhrases(NamedTuple):
    """One language's wording; `{...}` are filled in with `str.format`."""

    not_text: str  # field
    nul: str  # field
    encoding: str  # field
    score: str  # value
    long_line: str  # limit
    open_quote: str
    open_quote_to: str  # end
    cells: str  # count, columns
    short: str
    no_candidate: str
    no_question: str
    no_answer: str
    unknown: str  # name
    unknown_near: str  # name, near
    draft: str  # name
    not_utf8: str  # byte
    not_json: str  # column
    hard_json: str
    no_object: str


EN = RowPhrases(
    not_text="'{field}' is not text",
    nul="'{field}' has a NUL character",
    encoding="'{field}' has characters that are not of the file's encoding",
    score="the human score is {value!r}, which is not a number from 0 to 1; it is passed over, the answer is graded",
    long_line="the line is longer than {limit:,} characters",
    open_quote="a quotation mark is opened here and not closed",
    open_quote_to="a quotation mark is opened here and not closed; the lines up to {end:,} went with it",
    cells="the row has {count} cells, the header {columns}; is a comma not within quotation marks?",
    short="the row ends before the answer",
    no_candidate="there is no candidate",
    no_question="there is no question id",
    no_answer="there is no 'answer'",
    unknown="the bank has no question {name!r}",
    unknown_near="the bank has no question {name!r}. Did you mean {near}?",
    draft="{name} is a draft: it has no key points that an answer could be held against",
    not_utf8="the line is not UTF-8 text, from byte {byte} on",
    not_json="the line is not JSON, from column {column} on",
    hard_json="the line is JSON that cannot be read: too long a number, or nested too deeply",
    no_object="the line is not a JSON object",
)

ZH = RowPhrases(
    not_text="“{field}”不是文本",
    nul="“{field}”含有 NUL 字符",
    encoding="“{field}”含有不属于文件编码的字符",
    score="人工评分 {value!r} 不是 0 到 1 之间的数，已忽略；作答照常评分",
    long_line="这一行超过 {limit:,} 个字符",
    open_quote="引号从这里开始，却没有结束",
    open_quote_to="引号从这里开始，却没有结束；到第 {end:,} 行为止的内容都丢失了",
    cells="这一行有 {count} 格，表头只有 {columns} 格；是否有逗号没有放在引号里？",
    short="这一行在作答之前就结束了",
    no_candidate="没有候选人",
    no_question="没有题目 id",
    no_answer="没有“answer”",
    unknown="题库中没有题目 {name!r}",
    unknown_near="题库中没有题目 {name!r}。是不是 {near}？",
    draft="{name} 是草稿：没有可以用来对照作答的要点",
    not_utf8="这一行从第 {byte} 个字节起不是 UTF-8 文本",
    not_json="这一行从第 {column} 个字符起不是 JSON",
    hard_json="这一行的 JSON 无法读取：数字太长，或嵌套太深",
    no_object="这一行不是 JSON 对象",
)

ROW_PHRASES = {Language.EN: EN, Language.ZH: ZH}
