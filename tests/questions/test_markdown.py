"""Markdown lists in the layouts that people use: which questions come out, and how far each got."""

from pathlib import Path
from textwrap import dedent

import pytest

from interviewer.formats.questions.markdown import parse
from interviewer.model.draft import Collection, Completeness, Draft, Taking

MARKS = {Completeness.ANSWERED: "=", Completeness.UNANSWERED: "-", Completeness.BROKEN_OFF: "~"}


def read(text: str, name: str = "list.md") -> Collection:
    return parse(dedent(text).lstrip("\n"), Path(name), Taking())


def said(draft: Draft) -> str:
    """`= question` in one line, with the mark of how far it got."""
    return f"{MARKS[draft.completeness]} {draft.text.zh or draft.text.en}".replace("\n", " / ")


LAYOUTS = {
    "headings and prose": (
        """
        # Notes for interviews
        ## What is a closure?
        A function with its scope.
        ## How does hoisting work?
        Declarations move up.

        It does not move values.
        ## License
        MIT
        """,
        ["= What is a closure?", "= How does hoisting work?"],
    ),
    "numbers of several levels": (
        """
        # 第五章 卷积
        ## 5.1 基本概念
        ### 5.1.1 什么是感受野？
        输入中影响一个输出的区域。
        ### 5.1.2 空洞卷积
        扩大感受野。
        ## 5.2 池化
        ### 5.2.1 池化有什么用？
        """,
        ["= 什么是感受野？", "= 空洞卷积", "- 池化有什么用？"],
    ),
    "questions without sections between": (
        """
        ## 5.3 为什么要用小卷积核？
        参数少。
        ## 5.4 全连接层有什么用？
        分类。
        """,
        ["= 为什么要用小卷积核？", "= 全连接层有什么用？"],
    ),
    "full-width delimiters": (
        """
        ### 1、什么是索引？
        加快查询。
        ### 2．什么是事务？
        要么全做，要么不做。
        ### 三、锁有哪些？
        行锁和表锁。
        """,
        ["= 什么是索引？", "= 什么是事务？", "= 锁有哪些？"],
    ),
    "numbered headings that do not ask": (
        """
        # Python
        ## 1 Arguments by reference
        Objects are passed.
        ## 2 Metaclasses
        ### 1 Three kinds
        Text.
        ## 3 Generators
        """,
        ["= Arguments by reference", "= Metaclasses", "- Generators"],
    ),
    "a heading set larger by mistake": (
        """
        ### Q1. What is a stack?
        Last in, first out.
        #### Q2. What is a queue?
        First in, first out.
        #### Q3. What is a deque?
        Both.
        """,
        ["= What is a stack?", "= What is a queue?", "= What is a deque?"],
    ),
    "a fence closed with a word behind it": (
        """
        ## What does this print?
        ```js
        log(1)
        ```md
        One.
        ## What does that print?
        ```js
        log(2)
        ```
        """,
        ["= What does this print?", "= What does that print?"],
    ),
    "underlined headings": (
        """
        Collected questions
        ===================

        What is a heap?
        ---------------
        A tree in an array.

        What is a trie?
        ---------------
        A tree of prefixes.
        """,
        ["= What is a heap?", "= What is a trie?"],
    ),
    "questions that are underlined in two ways": (
        """
        # FAQ

        What is an image?
        =================
        A template.

        What is a layer?
        ----------------
        A difference.

        What is a volume?
        =================
        """,
        ["= What is an image?", "= What is a layer?", "- What is a volume?"],
    ),
    "items with a heading in them": (
        """
        ## Core
        1. ### What is a reducer?

            A pure function.

            ```js
            # not a heading
            ```

            **[⬆ Back to Top](#table-of-contents)**

        2. ### What is a portal?
           ...
        """,
        ["= What is a reducer?", "- What is a portal?"],
    ),
    "hidden answers": (
        """
        ## Network

        <details>
        <summary>What is a switch?</summary><br><b>

        It forwards frames.
        </b></details>

        <details>
        <summary>Explain the three-way
        handshake</summary><br><b>
        </b></details>
        <details><summary><b>What is NAT?</b></summary>It rewrites addresses.</details>
        """,
        ["= What is a switch?", "- Explain the three-way handshake", "= What is NAT?"],
    ),
    "hidden answers in a list": (
        """
        - <details><summary>什么是僵尸进程？</summary>已经结束、还没有被回收的进程。</details>
        - <details><summary>什么是孤儿进程？</summary>父进程先结束的进程。</details>
        """,
        ["= 什么是僵尸进程？", "= 什么是孤儿进程？"],
    ),
    "hidden answers below headings": (
        """
        ### What is CORS?
        <details>
        <summary>View answer</summary>

        A policy of browsers.

        #### Good to hear
        * Preflight requests
        </details>

        ### 什么是跨域？
        <details><summary>点击查看答案</summary>同源策略的限制。</details>
        """,
        ["= What is CORS?", "= 什么是跨域？"],
    ),
    "questions within hidden sections": (
        """
        <details><summary>Databases</summary>

        <details><summary>What is a view?</summary>A saved query.</details>
        <details><summary>What is a trigger?</summary>Code run on change.</details>

        </details>
        """,
        ["= What is a view?", "= What is a trigger?"],
    ),
    "bold items": (
        """
        1. **What is Docker?** A runtime for containers.
        2. **What is a layer?**
           - A diff of files
        3. **Volumes** - [read here](https://example.org/v)
        """,
        ["= What is Docker?", "= What is a layer?", "- Volumes"],
    ),
    "bold paragraphs": (
        """
        ## Trees

        **Q1: What is pruning?**

        Cutting branches.

        **Q2. 什么是信息增益？**

        熵的减少。

        ## Forests

        **3) Bagging.** Say how it works.

        By resampling.
        """,
        ["= What is pruning?", "= 什么是信息增益？", "= Bagging. Say how it works."],
    ),
    "bold questions": (
        """
        ## Supervised learning

        **What is a label? 👶**

        The target.

        <br/>

        **When is accuracy misleading? ⭐️**

        Answer here
        """,
        ["= What is a label?", "- When is accuracy misleading?"],
    ),
    "cards": (
        """
        Q: What is a mutex?
        A: A lock.
        It has one owner.

        Q: What is a semaphore?
        A:

        问：什么是死锁？
        答：互相等待。
        """,
        ["= What is a mutex?", "- What is a semaphore?", "= 什么是死锁？"],
    ),
    "cards with options below numbered sections": (
        """
        # Choices

        ## 1. Locks and Queues

        **Q.** What is a lock?

        - A) a door
        - B) what keeps other threads out

        **Answer: B**

        **Q.** What is a queue?

        - A) a list
        - B) a tree

        > **Answer: A**

        ## 2. Stacks and Trees

        **Q.** What is a stack?

        - A) a list
        - B) a tree

        > **Answer: A**
        """,
        [
            "= What is a lock? /  / - A) a door / - B) what keeps other threads out",
            "= What is a queue? /  / - A) a list / - B) a tree",
            "= What is a stack? /  / - A) a list / - B) a tree",
        ],
    ),
    "a card below each numbered heading": (
        """
        ### 1. 扑克牌
        - 问题：54 张牌分成 6 份，大小王在一起的概率
        - 答案：8/53
        ### 2. 红蓝球
        - 问题：抽到蓝球为止，平均要抽几次
        """,
        ["= 54 张牌分成 6 份，大小王在一起的概率", "- 抽到蓝球为止，平均要抽几次"],
    ),
    "labels of cards in one list": (
        """
        Q. What is a semaphore?
        A. A counter that limits access.

        Q: Explain fairness
        Q: Explain barriers
        A: All wait for the last.

        *Q4: What is a circuit breaker?*
        > It stops calling what fails.

        __Q5__: Explain backpressure
        > The consumer tells the producer to slow down.

        ### Q6: What is livelock?
        **A:** Threads keep changing state.

        Q7) What is starvation?
        Ans: A thread never gets the resource.
        """,
        [
            "= What is a semaphore?",
            "- Explain fairness",
            "= Explain barriers",
            "= What is a circuit breaker?",
            "= Explain backpressure",
            "= What is livelock?",
            "= What is starvation?",
        ],
    ),
    "labels in brackets and two who speak": (
        """
        【问】什么是域名解析？
        【答】把域名变成地址。

        [Q2] What is ARP?
        [A] It maps addresses of the network to those of the link.

        面试官：什么是超文本？

        我：带链接的文本。

        **Interviewer:** Tell me about caching.
        **Candidate:** It keeps what is read often.
        """,
        ["= 什么是域名解析？", "= What is ARP?", "= 什么是超文本？", "= Tell me about caching."],
    ),
    "a single card among other paragraphs": (
        """
        *Frage: Was ist ein Stapel?*

        *Question: What is a queue?*

        *Frage: Was ist ein Baum?*
        """,
        ["- Frage: Was ist ein Stapel?", "- What is a queue?", "- Frage: Was ist ein Baum?"],
    ),
    "a single card among hidden answers": (
        """
        <details>
        <summary>What is a stack?</summary>
        Last in, first out.
        </details>

        <details>
        <summary>What is a queue?</summary>
        First in, first out.
        </details>

        <details>
        [Question] Which of them does a printer need?

        [Answer] A queue.
        </details>
        """,
        ["= What is a stack?", "= What is a queue?"],
    ),
    "cards in lists": (
        """
        - **Question**: What is a coroutine?
            - **Answer**: [What is a coroutine?](https://example.org/c)
        - **Question**: What is a flow?
            - **Answer**: A stream of values.
        """,
        ["- What is a coroutine?", "= What is a flow?"],
    ),
    "nested lists": (
        """
        * 什么是梯度消失？
          * 梯度越来越小
          * 用残差连接
        * 什么是梯度爆炸？
          * 梯度越来越大
        """,
        ["= 什么是梯度消失？", "= 什么是梯度爆炸？"],
    ),
    "lists within lists": (
        """
        # Interview questions

        - Python
          - Basics
            - What is a decorator?
              - A function that takes a function.
              - It returns another one.
            - What is the GIL?
              - A lock of the interpreter.
          - Advanced
            - What is a metaclass?
        - SQL
          - What is an index?
          - Explain left joins.
        """,
        [
            "= What is a decorator?",
            "= What is the GIL?",
            "- What is a metaclass?",
            "- What is an index?",
            "- Explain left joins.",
        ],
    ),
    "numbered lists within a numbered list": (
        """
        # 面试题

        1. 虚拟机
            1. 什么是类加载器？
                - 把字节码读进内存。
            2. 堆和栈的区别
                - 堆是共享的。
        2. 并发
            1. 什么是线程池？
                - 重复使用线程。
        """,
        ["= 什么是类加载器？", "= 堆和栈的区别", "= 什么是线程池？"],
    ),
    "groups in one section and none in the other": (
        """
        ## Databases

        * General questions:
            * What is a view?
                * A saved query
            * What is a trigger?
        * Questions on speed:
            * Why are indexes fast?
                * They avoid a full scan

        ## Networks

        * What is TCP?
            * A reliable protocol
        * What is UDP?
            * An unreliable protocol
        """,
        ["= What is a view?", "- What is a trigger?", "= Why are indexes fast?", "= What is TCP?", "= What is UDP?"],
    ),
    "groups that are indented no less than their questions": (
        """
        ### Coding

        1. **Strings:**
            - Write a function to reverse a string.
            - How do you find a palindrome?

        2. **Graphs:**
        - How do you find a cycle?
        - Implement a breadth-first search.
        """,
        [
            "- Write a function to reverse a string.",
            "- How do you find a palindrome?",
            "- How do you find a cycle?",
            "- Implement a breadth-first search.",
        ],
    ),
    "numbers of two kinds without indentation": (
        """
        一、排序
        1、什么是稳定的排序？
        不改变相等元素的次序。
        2、什么是堆排序？
        二、图
        1、什么是拓扑排序？
        """,
        ["= 什么是稳定的排序？", "- 什么是堆排序？", "- 什么是拓扑排序？"],
    ),
    "headings that are numbered above lists within lists": (
        """
        ## 1. Languages
        - Python
          - What is a decorator?
          - What is the GIL?
        ## 2. Databases
        - SQL
          - What is an index?
          - What is a left join?
        """,
        ["- What is a decorator?", "- What is the GIL?", "- What is an index?", "- What is a left join?"],
    ),
    "terms with answers that wonder": (
        """
        1. Overfitting
           - Too many parameters for the data.
           - Is it noise? Then it is learnt, too.
        2. 学习率
           - 说明每一步走多远。
           - 要随时间变小。
        3. 执行的次序
            1.对于主程序的解释已经有人给出了，
            意思就是先执行它。
            2.然后才是类里面的函数。
        """,
        ["= Overfitting", "= 学习率", "= 执行的次序"],
    ),
    "a list of open questions": (
        """
        ---
        title: CSS Questions
        ---

        * What is specificity?
        * Describe floats.
          * What came after them?
        * Have you used grids, and if so,
          what do you prefer?
        """,
        [
            "- What is specificity?",
            "- Describe floats. /  / * What came after them?",
            "- Have you used grids, and if so, / what do you prefer?",
        ],
    ),
    "numbered lines with what follows below": (
        """
        1.什么是闭包

            函数和它的环境。

        2.什么是柯里化

            一次一个参数。
        """,
        ["= 什么是闭包", "= 什么是柯里化"],
    ),
    "answers in the same line": (
        """
        - Do you need a degree? No, practice counts.
        - 加班多吗？不多。
        - Is it hard? Why?
        """,
        ["= Do you need a degree?", "= 加班多吗？", "- Is it hard? Why?"],
    ),
    "paragraphs": (
        """
        What is a monad?

        A monoid, they say.

        Why should I care?

        You need not.
        """,
        ["= What is a monad?", "= Why should I care?"],
    ),
    "a table with answers": (
        """
        | No. | Question | Answer |
        | --- | -------- | ------ |
        | 1 | What is TCP? | A protocol with `a|b` acknowledgements |
        | 2 | What is UDP? | |
        """,
        ["= What is TCP?", "- What is UDP?"],
    ),
    "tables with other headers and without bars at their ends": (
        """
        | Topic | Interview Question | Expected answer |
        |---|---|---|
        | OS | What is a process? | A program in execution |
        | OS | What is a thread? | |

        编号 | 问题 | 参考答案
        --- | --- | ---
        1 | 什么是分页？ | 大小固定的块
        - | 什么是换页？ | 移到磁盘上

        Prompt | Answer
        :-- | --:
        Explain swapping | Memory goes to `disk|tape`

        That is all | of it.
        """,
        ["= What is a process?", "- What is a thread?", "= 什么是分页？", "= 什么是换页？", "= Explain swapping"],
    ),
    "tables and definitions in HTML": (
        """
        <table>
        <tr><th>No.</th><th>Question</th><th>Answer</th></tr>
        <tr><td>1</td><td>What is <b>ownership</b>?</td><td>Each value
        has one owner.</td></tr>
        <tr>
          <td>2</td>
          <td>什么是借用？</td>
          <td></td>
        </tr>
        </table>

        <dl>
        <dt>What is a trait?</dt><dd>Methods that types share.</dd>
        <dt>What is a macro?
        <dd>Code that writes code.
        </dl>

        ```html
        <table><tr><td>Question</td></tr><tr><td>What is this?</td></tr></table>
        ```
        """,
        ["= What is ownership?", "- 什么是借用？", "= What is a trait?", "= What is a macro?"],
    ),
    "an index before the questions": (
        """
        | No. | Questions |
        | --- | --------- |
        |     | **Core** |
        | 1 | [What is a prop?](#what-is-a-prop) |

        * [What is state?](#what-is-state)
        * [Elsewhere](#elsewhere)

        ### What is a prop?
        An input.
        ### What is state?
        What a component keeps.
        """,
        ["= What is a prop?", "= What is state?"],
    ),
    "multiple choice with a hidden answer": (
        """
        ###### 1. What's the output?

        ```js
        // # comment
        console.log(1 + '2')
        ```

        - A: `3`
        - B: `12`

        <details><summary><b>Answer</b></summary>
        <p>

        #### Answer: B

        Numbers become text.
        </p>
        </details>
        """,
        ["= What's the output? /  / ```js / // # comment / console.log(1 + '2') / ``` /  / - A: `3` / - B: `12`"],
    ),
    "multiple choice with ticks": (
        """
        #### Q1. Which command shows the version?

        - [ ] git -ver
        - [x] git --version

        [Reference](https://example.org/git)
        """,
        ["= Which command shows the version? /  / - git -ver / - git --version"],
    ),
    "multiple choice with letters": (
        """
        1. 下面哪个是稳定的排序？
           A. 快速排序
           B. 归并排序
           答案：B
        2. 下面哪个不稳定？
           A. 冒泡排序
           B. 堆排序
           答案：B，因为会交换不相邻的元素
        """,
        ["= 下面哪个是稳定的排序？ / A. 快速排序 / B. 归并排序", "= 下面哪个不稳定？ / A. 冒泡排序 / B. 堆排序"],
    ),
    "a title above what is asked": (
        """
        ### Questions about design:
        #### Globals
        Why are global objects evil? Can you show it?
        #### Nulls
        Tony Hoare called it a mistake. What would be better?
        """,
        [
            "- Globals / Why are global objects evil? Can you show it?",
            "- Nulls / Tony Hoare called it a mistake. What would be better?",
        ],
    ),
    "answers that stand elsewhere": (
        """
        ### 第 1 题：写一个防抖函数

        解析：[第 1 题](https://example.org/1)

        ### 第 2 题：什么是重绘？

        [答案&解析](https://example.org/2)
        """,
        ["- 写一个防抖函数", "- 什么是重绘？"],
    ),
    "answers to come": (
        """
        ## What is RAFT?
        TODO
        ## 什么是 Paxos？
        待补充
        ## What is gossip?
        The idea is as follows:
        ## What is a quorum?
        -
        """,
        ["- What is RAFT?", "- 什么是 Paxos？", "~ What is gossip?", "~ What is a quorum?"],
    ),
    "two languages in one question": (
        """
        ## What is dropout? / 什么是随机失活？
        Units are switched off.
        ## What is pooling?
        什么是池化？
        """,
        ["= 什么是随机失活？", "- 什么是池化？"],
    ),
    "headings that are no questions": (
        """
        # Interview questions
        ## Table of Contents
        - [Basics](#basics)
        ## 目录
        ## Basics
        ### What is a pod?
        The smallest unit.
        ## Contributing
        ### How do I send a patch?
        By mail.
        ## 参考文献
        [1] https://example.org
        """,
        ["= What is a pod?"],
    ),
    "a comment and a fence hide what looks like questions": (
        """
        ## What is a shebang?
        <!-- ## What is hidden?
        ## And this? -->
        ```sh
        ## What is this?
        #!/bin/sh
        ```
        """,
        ["= What is a shebang?"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_questions_of_a_layout(text: str, expected: list[str]) -> None:
    assert [said(draft) for draft in read(text).drafts] == expected


NO_QUESTIONS = {
    "links only": "# Awesome lists\n## Go\n* [Fifty questions](https://example.org/go)\n* [More](https://example.org/m)\n",
    "how to use a program": "# Tool\nA tool.\n## Installation\npip\n## Usage\nRun it.\n## License\nMIT\n",
    "nothing": "",
    "prose": "Some notes about nothing in particular.\n",
}


@pytest.mark.parametrize("text", NO_QUESTIONS.values(), ids=NO_QUESTIONS.keys())
def test_what_is_no_list_of_questions_gives_none_and_says_so(text: str) -> None:
    collection = read(text)
    assert collection.drafts == ()
    assert len(collection.issues) == 1


def test_a_file_about_the_project_has_no_questions() -> None:
    assert read("## How do I add a question?\nOpen a request.\n", "CONTRIBUTING.md").drafts == ()


def test_headings_of_notes_are_taken_with_a_word_about_it() -> None:
    collection = read("# Notes\n## Batch normalisation\nIt normalises.\n## Weight decay\nIt shrinks weights.\n")
    assert [said(draft) for draft in collection.drafts] == ["= Batch normalisation", "= Weight decay"]
    assert [issue.message for issue in collection.issues] == [
        "no heading here asks anything; each of this level was taken for a question"
    ]


def only(text: str, name: str = "list.md") -> Draft:
    """The single draft of a text."""
    (draft,) = read(text, name).drafts
    return draft


def test_code_formulas_and_lists_stay_in_the_answer() -> None:
    draft = only(
        "## What is softmax?\nIt is $e^{x_i}$ over $\\sum_j e^{x_j}$:\n\n"
        "```py\n# stays\nexp(x)\n```\n\n- sums to *one*\n"
    )
    assert draft.answer.en == (
        "It is $e^{x_i}$ over $\\sum_j e^{x_j}$:\n\n```py\n# stays\nexp(x)\n```\n\n- sums to *one*"
    )
    assert draft.claims == {"en": ("sums to one",)}


def test_a_row_without_bars_at_its_ends_is_a_claim() -> None:
    draft = only("## Which layers are there?\n\nLayer | Unit\n--- | ---\nNetwork | packet\nLink | frame\n")
    assert draft.claims == {"en": ("Network: Unit: packet", "Link: Unit: frame")}


def test_a_nested_item_is_a_claim_about_what_stands_above_it() -> None:
    draft = only(
        "## What prevents overfitting?\n- Data:\n  - flips\n  - crops\n- Weight decay keeps the weights small enough\n"
    )
    assert draft.claims == {"en": ("Data: flips", "Data: crops", "Weight decay keeps the weights small enough")}


def test_what_groups_questions_in_a_list_is_their_section() -> None:
    collection = read(
        "# Basics\n- **Python**:\n  - Core\n    - What is a list?\n  - Why types?\n- SQL\n  - What is a key?\n"
    )
    assert [draft.section for draft in collection.drafts] == [
        ("Basics", "Python", "Core"),
        ("Basics", "Python"),
        ("Basics", "SQL"),
    ]
    assert collection.issues == ()


def test_an_entry_of_an_index_that_does_not_ask_is_no_answer_to_the_one_above_it() -> None:
    collection = read("# Index\n- [What is a?](#a)\n- [Quick sort](#quick-sort)\n- [What is b?](#b)\n")
    assert [said(draft) for draft in collection.drafts] == ["- What is a?", "- What is b?"]


def test_the_label_of_an_answer_is_no_part_of_it() -> None:
    collection = read(
        "【问】什么是锁？\n【答】一次一个线程。\n\n面试官：什么是队列？\n我：先进先出。\n\n[Q] Why?\n[A] So.\n"
    )
    assert [draft.answer.zh or draft.answer.en for draft in collection.drafts] == [
        "一次一个线程。",
        "先进先出。",
        "So.",
    ]


def test_letters_in_brackets_are_options() -> None:
    draft = only("## Which one is stable?\n[A] quick sort\n[B] merge sort\n\nAnswer: B\n")
    assert (draft.text.en, draft.answer.en) == ("Which one is stable?\n[A] quick sort\n[B] merge sort", "B")


def test_a_bare_label_is_a_claim_without_its_colon() -> None:
    draft = only("## Which ways are there?\n1. **Object literals:**\n\n   ```js\n   ({})\n   ```\n2. Constructors\n")
    assert draft.claims == {"en": ("Object literals", "Constructors")}


def test_a_citation_within_an_answer_is_a_source_and_no_part_of_it() -> None:
    draft = only(
        "## What is bias?\nAn offset. [[src](https://example.org/a)]\n- Small [[ref]](https://example.org/b)\n"
    )
    assert draft.answer.en == "An offset.\n- Small"
    assert draft.sources == ("https://example.org/a", "https://example.org/b")


@pytest.mark.parametrize(
    "heading", ["✅ 2. What is a heap?", ":gem: :star: 2. What is a heap? :star:", "🔥 2、What is a heap? ⭐️"]
)
def test_pictures_around_a_question_are_no_part_of_it(heading: str) -> None:
    draft = only(f"## {heading}\nA tree.\n")
    assert (draft.text.en, draft.number) == ("What is a heap?", "2")


def test_a_subtitle_that_asks_nothing_is_no_part_of_the_question() -> None:
    draft = only("---\ntitle: What is a heap?\nsubtitle: trees\n---\nA tree.\n")
    assert draft.text.en == "What is a heap?"


def test_names_with_underscores_keep_them() -> None:
    assert only("## `__new__` and __init__: what is *the* difference?\n_One_ makes.").text.en == (
        "`__new__` and __init__: what is the difference?"
    )


@pytest.mark.parametrize(
    ("heading", "text", "sources"),
    [
        ("What is bias? [[src](https://example.org/a)]", "What is bias?", ("https://example.org/a",)),
        ("什么是偏差？（参考：https://example.org/b）", "什么是偏差？", ("https://example.org/b",)),
        ("[What is bias?](https://example.org/c)", "What is bias?", ("https://example.org/c",)),
        (
            "What does `f()` return (see https://example.org/d(1))?",
            "What does `f()` return?",
            ("https://example.org/d(1)",),
        ),
        ("What is `a ? b : c` ![](x.png)?", "What is `a ? b : c` ?", ()),
    ],
)
def test_what_a_heading_refers_to_is_a_source(heading: str, text: str, sources: tuple[str, ...]) -> None:
    draft = only(f"## {heading}\nAn answer.")
    assert (draft.text.zh or draft.text.en, draft.sources) == (text, sources)


def test_a_line_of_references_is_no_answer() -> None:
    draft = only(
        "## What is a DAG?\nNo cycles.\n\nReference: [book](https://example.org/b), [video](https://example.org/v)\n"
    )
    assert draft.answer.en == "No cycles."
    assert draft.sources == ("https://example.org/b", "https://example.org/v")


def test_front_matter_tells_of_tags_difficulty_and_licence() -> None:
    draft = only("---\ntags: [css, layout]\ndifficulty: easy\nlicense: MIT\n---\n## What is a float?\nA box.\n")
    assert (draft.tags, draft.difficulty, draft.licence, draft.line) == (("css", "layout"), "easy", "MIT", 6)


def test_a_title_that_asks_makes_the_whole_file_one_question() -> None:
    draft = only(
        "---\ntitle: Explain event loops\nsubtitle: And queues?\n---\nimport X from './x'\n\n"
        "## TL;DR\n\n<Note>\nA loop.\n</Note>\n\n## Phases\n- timers\n",
        "en-US.mdx",
    )
    assert draft.text.en == "Explain event loops And queues?"
    assert draft.answer.en == "## TL;DR\n\nA loop.\n\n## Phases\n- timers"


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("## LSTM\n它用门来控制。\n## GRU\n它更简单。", "zh", "zh"),
        ("## What is LSTM?\n它用门来控制。\n## What is GRU?\n它更简单。", "en", "zh"),
        ("## 什么是 Python GIL lock\n```py\nimport a_long_name\n```\n## 什么是锁\n锁", "zh", "zh"),
    ],
)
def test_the_language_is_that_of_the_words(text: str, question: str, answer: str) -> None:
    draft = read(text).drafts[0]
    assert draft.text.languages == (question,)
    assert draft.answer.languages == (answer,)


def test_difficulty_may_stand_behind_the_question() -> None:
    draft = only("## What is a proxy? (Hard)\nIt stands between.")
    assert (draft.text.en, draft.difficulty) == ("What is a proxy?", "hard")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("## What is a?\nb\n\n<details>\n<summary>more</summary>\nc\n", 4, "<details>"),
        ("## What is a?\nb\n```py\nc\n", 3, "block of code"),
        ("## What is a?\nb\n<!-- c\n", 3, "comment"),
    ],
)
def test_what_is_never_closed_is_told_and_the_question_still_read(text: str, line: int, words: str) -> None:
    collection = read(text)
    assert [said(draft) for draft in collection.drafts] == ["= What is a?"]
    assert [(issue.line, words in issue.message) for issue in collection.issues] == [(line, True)]


def test_an_index_without_answers_gives_its_questions_unanswered() -> None:
    collection = read("# Index\n- [What is a?](#a)\n- [What is b?](#b)\n")
    assert [said(draft) for draft in collection.drafts] == ["- What is a?", "- What is b?"]
    assert ["index" in issue.message for issue in collection.issues] == [True]
