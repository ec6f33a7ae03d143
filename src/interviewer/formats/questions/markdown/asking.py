"""Which words ask, which are labels, which headings are no questions, and how questions are counted."""

import re

_MARK = re.compile(r"[?？](?=$|[\s)）\]】*_”\"'’.。,，;；(（\[【\u2190-\u2bff\U0001f000-\U0001faff\u4e00-\u9fff])")
_WORDS = re.compile(
    r"(?:what|how|why|when|where|which|who|whose|whom)(?:['’]s|['’]re|s)?\b|"
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|have|has|isn['’]t|don['’]t)\s+\S|"
    r"(?:explain|describe|define|discuss|compare|contrast|differentiate|distinguish|elaborate|implement|derive|prove|"
    r"suppose|imagine|briefly|please)\b|"
    r"(?:differences?|relationship|trade-?offs?)\s+(?:between|of)\b|"
    r"(?:tell|walk|talk)\s+(?:me|us|through|about)\b|"
    r"(?:give|show|write|create|design|build|find|name|list|mention|state|outline|calculate|compute|identify)\s+"
    r"(?:me|us|a|an|the|all|any|some|two|three|four|five|several|your|an?|\d+|code|sql)\b|"
    r"(?:in|for|on|under|with|to|at|from|by)\s+(?:what|which)\b",
    re.IGNORECASE,
)
_HAN_WORDS = re.compile(
    "什么|甚么|如何|为何|怎么|怎样|哪些|哪个|哪种|哪几|哪里|是否|[吗呢]$|几种|多少|有何|能否|可否|谈谈|说说|聊聊|讲讲|简述|阐述|"
    "解释|描述|列举|举例|介绍一?下|说一?下|讲一?下|^介绍|^请|^手[写推]|^推导|^比较|^对比|^实现|何时|意义何在|"
    "(?:区别|异同|优缺点)(?=.{0,20}$)"
)

CONTENTS = re.compile(
    r"(?:hide|show|view|see|/|\s)*(?:full\s+|complete\s+)?"
    r"(?:table\s+of\s+)?contents?(?:\s*\(.*\)|\s*[-–—:].*)?|toc|index|目\s*[录錄]|索引|大纲|导航",
    re.IGNORECASE,
)
"""Titles of what leads to questions that stand elsewhere."""

_OTHER = re.compile(
    r"(?:how\s+to\s+)?contribut(?:e|ing|ors?|ions?|ion guide(?:lines)?)(?:\s+.*)?|licen[sc](?:e|es|ing)|"
    r"(?:useful\s+|external\s+)?ref(?:erences?|s|\s*links?)?(?:\s+(?:list|links?))?|bibliography|citations?|"
    r"(?:further|additional|recommended|suggested)\s+(?:reading|links?|resources|readings)|"
    r"(?:useful\s+|other\s+|preparation\s+|learning\s+)?(?:resources?|links)|see also|sources?|"
    r"related\s+(?:topics?|projects?|repos(?:itories)?|links?)|similar repos|credits?|acknowledge?ments?|thanks|"
    r"(?:the\s+)?authors?|maintainers?|about(?:\s+(?:me|us|the authors?|this.*))?|disclaimer|copyright|change\s*log|"
    r"releases?|sponsors?(?:hip)?|support(?:\s+(?:us|me|.*project))?|show your support|"
    r"donat(?:e|ions?)|contact(?:\s+(?:me|us))?|stargazers.*|star history|stars?|install(?:ation|ing)?|setup|"
    r"(?:basic\s+)?usage|getting started|quick\s*start|features|requirements|prerequisites|foreword|preface|"
    r"translations?|stay in touch|feedback|community|code of conduct|"
    r"how to (?:use|read)(?:\s+.*)?|roadmap|news|updates?|todo|legend|"
    r"参考(?:文献|资料|链接|文章|书籍|答案来源)?|引用|资料来源|(?:相关|外部|友情)链接|(?:扩展|延伸|推荐|拓展)阅读|更多(?:资料|内容)?|"
    r"(?:如何|参与)?贡献(?:者|指南|名单)?|许可证?(?:协议)?|版权(?:声明|所有)?|(?:开源)?协议|致谢|鸣谢|感谢|"
    r"关于(?:作者|我们?|本.*)?|联系(?:我们?|方式|作者)|作者|前言|序言?|后记|写在(?:前面|最后|后面)|(?:使用)?说明|(?:免责)?声明|"
    r"赞助|打赏|捐赠|更新(?:日志|记录|历史)?|公众号.*|附录|合作|交流群?|如何使用.*|使用方法|食用方法|资源(?:推荐)?|推荐",
    re.IGNORECASE,
)
_GROUPS = re.compile(
    r"(?:.*\b)?(?:(?:interview|top|all|common|frequent(?:ly)?|asked|more|other|basic|advanced)\s+)*"
    r"questions?(?:\s*(?:&|and|with|/|\+)\s*(?:answers?|solutions?))?(?:\s*\(.*\))?|q\s*(?:&|and|/)\s*a|faqs?|answers?|solutions?|"
    r".*(?:面试题|相关问题|常见问题|题目|问题|题库|问答|习题|练习题?|考题|解答|答案|知识点|八股文?)(?:[与和及]?(?:答案|解析|解答|回答))?"
    r"(?:汇总|总结|整理|合集|集锦|大全|清单|列表|部分|篇)?(?:[（(].*[)）])?",
    re.IGNORECASE,
)

_ANSWER_SUMMARY = re.compile(
    r"(?:click|tap|press|here|to|for|show|see|view|hide|toggle|reveal|expand|open|check|the|full|detailed|my|sample|model|"
    r"suggested|查看|展开|点击|显示|点我|参考|看|完整|详细|我的|/|&|\+|\s|[▶►👉💡✅🔽📖👇:：!！.。…()（）-])*"
    r"(?:answers?|ans|solutions?|explanations?|hints?|details|more|response|reveal|答案|解答|解析|解法|回答|答|详解|详情|思路|提示|展开|更多|here)"
    r"(?:to|and|with|explanation|answer|solution|the|question|与|和|及|解析|答案|内容|详情|查看|展开|点击|\d|/|&|\+|\s|"
    r"[▶►👉💡✅🔽📖👇:：!！.。…()（）-])*",
    re.IGNORECASE,
)

_ORNAMENT = re.compile(
    "(?:(?:[\u200d\ufe0f\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|:[a-z][a-z0-9_+-]+:(?=\\s|$))\\s*)+"
)
"""Pictures before a number or a question, `:star:` among them."""

_CHINESE_NUMBER = r"[一二三四五六七八九十百]{1,4}"
_NUMBER = re.compile(
    r"(?:(?:(?:question|que|ques|q)\s*(?:no\.?)?|问题|题目?|问|第)?\s*[#＃]?\s*"
    r"(?P<number>\d{1,4}(?:[.．\-]\d{1,4}){0,4})\s*(?:题|问|个问题)?"
    r"(?P<stop>\s*[.、．:：)）\]】,，]+|\s+[-–—]\s+|(?=\s|[^\W\d_a-zA-Z]|[\"“‘'`*(\[（【])))\s*",
    re.IGNORECASE,
)
_CHINESE_NUMBERED = re.compile(
    rf"(?:第?(?P<number>{_CHINESE_NUMBER})\s*(?:[、.．:：]|题[:：]?)|[（(](?P<inner>{_CHINESE_NUMBER}|\d{{1,3}})[)）])\s*"
)
_LABELLED = re.compile(r"(?:question|que|q|问题?|题目|提问)\s*[.:：、)）]\s*", re.IGNORECASE)
_MARKED = re.compile(r"(?:question|que|ques|q|问题|题目?|问|第)\s*[#＃]?\s*\d", re.IGNORECASE)


def asks(text: str) -> bool:
    """Whether a plain text asks something: by its mark, by the word it begins with, or by a Chinese word in it."""
    head = re.sub(r"`[^`]*`", "x", text[:1000]).strip().lstrip("\"'“‘*_-–—•⭐️🔥 ")
    return bool(_MARK.search(head) or _WORDS.match(head) or _HAN_WORDS.search(head.rstrip("。.：: ")))


def has_mark(text: str) -> bool:
    """Whether a plain text has a question mark that ends a sentence."""
    return bool(_MARK.search(re.sub(r"`[^`]*`", "x", text[:2000])))


def numbered(text: str, bare: bool = True) -> tuple[str, str]:
    """The number that a heading begins with, or an empty string, and the heading without it.

    Args:
        text: Plain.
        bare: A blank is enough after the number: "3 Closures".
    """
    text = text.strip()
    ornament = _ORNAMENT.match(text)
    text = text[ornament.end() :] or text if ornament else text
    if match := _CHINESE_NUMBERED.match(text):
        number, rest = match["number"] or match["inner"], text[match.end() :]
    elif (match := _NUMBER.match(text)) and _counts(match, text, bare):
        number, rest = match["number"].replace("．", "."), text[match.end() :]
    else:
        number, rest = "", text
    label = _LABELLED.match(rest)
    rest = rest[label.end() :] if label else rest
    if label and not number and (match := _NUMBER.match(rest)) and match["stop"].strip():
        number, rest = match["number"], rest[match.end() :]
    return (number, rest.strip()) if rest.strip() else ("", text)


def _counts(match: re.Match[str], text: str, bare: bool) -> bool:
    """Whether the digits count something, by what follows them; "1x1", "3D" and "2024年" only begin a word."""
    if match["stop"].strip() or _MARKED.match(text):
        return True
    blank = text[match.end("number") : match.end("number") + 1].isspace()
    return blank and (bare or not match["number"].isdigit())


def is_contents(title: str) -> bool:
    """Whether this is the title of a list of what else is there."""
    return bool(CONTENTS.fullmatch(_bare(title)))


def is_other(title: str) -> bool:
    """Whether what stands below this title is about the document, not part of its questions."""
    bare = _bare(title)
    return is_contents(title) or (len(bare) < 80 and bool(_OTHER.fullmatch(bare)))


def is_group(title: str) -> bool:
    """Whether this title says that questions follow, and is none itself."""
    bare = _bare(title)
    return len(bare) < 120 and bool(_GROUPS.fullmatch(bare)) and not asks(bare)


def is_answer_summary(summary: str) -> bool:
    """Whether a summary only says that an answer is hidden below it."""
    return len(summary) < 80 and bool(_ANSWER_SUMMARY.fullmatch(summary.strip()))


def _bare(title: str) -> str:
    """The title without number, emphasis and decoration."""
    return re.sub(r"^[^\w&]+|[^\w&)）\]?？]+$", "", numbered(title)[1][:200])
