"""The words that cheap answers are made of."""

from interviewer.model import Language

SHRUGS = {
    Language.EN: (
        "I don't know.",
        "I do not know",
        "no idea",
        "Sorry, I really don't know this one.",
        "idk",
        "Not sure, honestly.",
        "I forgot.",
        "I can't remember that right now.",
        "No clue, pass",
        "I have never heard of it.",
        "skip",
        "Next question please.",
        "I'm afraid I can't answer that.",
    ),
    Language.ZH: (
        "不知道",
        "我不知道。",
        "对不起，我不会",
        "不太清楚",
        "这道题我不会。",
        "没学过",
        "忘了",
        "想不起来了",
        "没有思路",
        "跳过",
        "抱歉，这个我真的不了解。",
        "答不上来",
        "我没听说过这个",
    ),
}

PADDING = {
    Language.EN: (
        "It rained all morning, and the wind turned to the west in the afternoon. Tomorrow the clouds should clear.",
        "Peel the onions, fry them in butter until they are golden, and add the rice. Let the soup rest under a lid.",
        "I admire your company very much. The team is friendly, and the office has a wonderful view of the river.",
        "A good bicycle chain wants oil every month. Disc brakes stop better in the rain, but their pads wear out.",
    ),
    Language.ZH: (
        "今天早上下了一场雨，下午转成了西风。明天云应该会散，气温会升高几度。",
        "先把洋葱去皮，用黄油炒到金黄，再放米饭。汤要盖上锅盖焖一会儿，最后撒点香菜。",
        "我非常喜欢贵公司，同事都很友好，办公室的窗外还能看到江景。",
        "自行车的链条每个月要上一次油。碟刹在雨天刹得更快，不过刹车片磨损也大。",
    ),
}
"""Weather, cooking, praise of the company, another trade."""

CODE = """def total(prices, tax=0.19):
    result = 0
    for price in prices:
        if price > 0:
            result += price * (1 + tax)
    return round(result, 2)
"""

LATEX = (
    r"\begin{align} \int_0^1 x^2 \, dx &= \frac{1}{3} \\ e^{i\pi} + 1 &= 0 \end{align} where $\sqrt{a^2 + b^2} = c$."
)

SWAPS = {
    Language.EN: (
        ("generator", "discriminator"),
        ("training", "test"),
        ("positive", "negative"),
        ("increases", "reduces"),
        ("large", "small"),
        ("more", "less"),
        ("before", "after"),
        ("first", "last"),
        ("L1", "L2"),
        ("old", "new"),
        ("local", "remote"),
        ("high", "low"),
        ("input", "output"),
    ),
    Language.ZH: (
        ("生成器", "判别器"),
        ("训练", "测试"),
        ("正", "负"),
        ("增加", "减少"),
        ("大", "小"),
        ("多", "少"),
        ("之前", "之后"),
        ("前", "后"),
        ("L1", "L2"),
        ("新", "旧"),
        ("高", "低"),
        ("输入", "输出"),
        ("左", "右"),
    ),
}

NEGATIONS = {
    Language.EN: (
        (r"\b(is|are|was|were|can|could|does|do|will|must|should|has|have)\b(?! not)", r"\1 not"),
        (r"\b(makes|needs|gives|takes|keeps|uses|multiplies|divides|trains|prevents|approximates)\b", r"never \1"),
    ),
    Language.ZH: ((r"(?<!不)(是|会|能|可以|需要|应该|必须)", r"不\1"), (r"(?<![不能会])(使|让|把|在)", r"并不\1")),
}

TRADITIONAL = str.maketrans(
    dict(
        zip(
            "训练时间经过网络权数据单个这么样从对应该没关闭启动为输出进计算概率随机参与层积极梯连续导数学习过拟图像识别区结构变换"
            "边际线们现实验证类题损样节点减压缩编码轻简单复杂优势径选择则项归约稳鲁值总维宽长发来当会两种于后电脑内运行执资源",
            "訓練時間經過網絡權數據單個這麼樣從對應該沒關閉啟動為輸出進計算概率隨機參與層積極梯連續導數學習過擬圖像識別區結構變換"
            "邊際線們現實驗證類題損樣節點減壓縮編碼輕簡單複雜優勢徑選擇則項歸約穩魯值總維寬長發來當會兩種於後電腦內運行執資源",
            strict=True,
        )
    )
)
"""The simplified characters of the bank's commonest words, and their traditional forms."""
