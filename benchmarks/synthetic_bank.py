"""A bank of any size, made up: no two questions are the same, and their texts are of the length that people write.

`python -m benchmarks.synthetic_bank FOLDER [NUMBER]` writes one to look at.
"""

import sys
from pathlib import Path
from random import Random

from interviewer.bank.writer import question_yaml
from interviewer.model import Difficulty, KeyPoint, Language, Localized, Question

TOPICS = 40


def _by_word(text: str) -> dict[str, str]:
    """English words and what they are in Chinese, taken in turn."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


THINGS = _by_word(
    """
    cache 缓存 index 索引 queue 队列 thread 线程 lock 锁 socket 套接字 kernel 内核 tensor 张量 gradient 梯度
    optimizer 优化器 batch 批次 layer 网络层 pointer 指针 heap 堆 stack 栈 tree 树 graph 图 schema 模式 shard 分片
    replica 副本 broker 代理 stream 数据流 window 窗口 filter 过滤器 router 路由器 token 令牌 session 会话
    cookie 小型文本 header 头部 transaction 事务 snapshot 快照 process 进程 page 页面 compiler 编译器 parser 解析器
    """
)
DEEDS = _by_word(
    """
    evict 淘汰 partition 划分 rebalance 再平衡 serialise 序列化 compress 压缩 encrypt 加密 replicate 复制
    schedule 调度 preempt 抢占 allocate 分配 release 释放 traverse 遍历 merge 合并 split 拆分 sort 排序 join 连接
    validate 校验 retry 重试 throttle 限流 sample 采样 quantise 量化 prune 剪枝 fuse 融合
    """
)
KINDS = _by_word(
    """
    concurrent 并发的 lazy 惰性的 stale 过期的 sparse 稀疏的 dense 稠密的 weighted 加权的 ordered 有序的
    immutable 不可变的 distributed 分布式的 persistent 持久的 volatile 易失的 nested 嵌套的 recursive 递归的
    adaptive 自适应的 stochastic 随机的 shared 共享的
    """
)


def make_bank(folder: Path, count: int, seed: int = 0) -> None:
    """Writes so many question files; the same seed writes the same ones."""
    chance = Random(seed)
    for number in range(count):
        question = _question(chance, number)
        file = folder / f"{question.id}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(question_yaml(question), encoding="utf-8")


def _question(chance: Random, number: int) -> Question:
    one, other, deed, kind = _words(chance)
    return Question(
        id=f"topic-{number % TOPICS:02}/question-{number:05}",
        text=Localized(
            zh=f"{KINDS[kind]}{THINGS[one]}为什么要{DEEDS[deed]}{THINGS[other]}？这样做的代价是什么？",
            en=f"Why does a {kind} {one} have to {deed} the {other}, and what does it cost?",
        ),
        key_points=tuple(_point(chance, place) for place in range(4)),
        difficulty=chance.choice(list(Difficulty)),
        minutes=chance.choice([3.0, 4.0, 5.0, 6.0, 8.0]),
        tags=(kind, one),
        sources=(f"https://example.org/{number}",) if chance.random() < 0.5 else (),
    )


def _point(chance: Random, place: int) -> KeyPoint:
    one, other, deed, kind = _words(chance)
    way, result, later, state = _words(chance)
    return KeyPoint(
        id=f"point-{place}",
        text=Localized(
            zh=f"{KINDS[kind]}{THINGS[one]}先{DEEDS[deed]}{THINGS[other]}，然后{KINDS[state]}{THINGS[way]}才能{DEEDS[later]}它。",
            en=f"The {kind} {one} has to {deed} its {other} before the {state} {way} can {later} the {result}.",
        ),
        accept={Language.EN: (f"Without this the {way} would {later} a {result} that is not {kind}.",)},
        probe=Localized(en=f"What happens to the {other} then?", zh=f"这时{THINGS[other]}会怎样？"),
    )


def _words(chance: Random) -> tuple[str, str, str, str]:
    one, other = chance.sample(list(THINGS), 2)
    return one, other, chance.choice(list(DEEDS)), chance.choice(list(KINDS))


if __name__ == "__main__":
    make_bank(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
